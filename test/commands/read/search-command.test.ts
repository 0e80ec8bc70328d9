import {expect, test} from 'vitest';
import {matchRanges} from '../../../src/text/match-ranges.ts';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

type Hit = {
  readonly id: string;
  readonly where: string;
  readonly line: string;
  readonly matches: readonly (readonly [number, number])[];
};

test('what was read is found again without the service, with the line that matches', async () => {
  const {run, json, sandbox} = await prepareCasedeck();
  await run(['show', '11150929']);
  const requests = sandbox.log().length;
  const {json: hits, code} = await json<readonly Hit[]>(['search', 'reseat', 'LED']);
  expect(code).toBe(0);
  expect(schemaProblems('search', hits)).toEqual([]);
  expect(hits.map((hit) => hit.id)).toContain('11150929');
  const note = hits.find((hit) => hit.where === 'note');
  const words = note?.matches.map(([start, end]) => note.line.slice(start, end).toLowerCase());
  expect(words).toEqual(['reseat', 'led']);
  const {out} = await run(['search', 'reseat']);
  expect(out).toMatch(/^ID +STATUS +WHERE +LINE\n11150929 +IN_PROGRESS +(note|ticket) +\S/);
  expect(out).not.toMatch(/[\u{e000}\u{e001}]/u);
  expect(sandbox.log()).toHaveLength(requests);
});

test('notices of the sites are found, too', async () => {
  const {run, json} = await prepareCasedeck();
  await run(['notices']);
  const {json: hits} = await json<readonly Hit[]>(['search', 'maintenance', 'FR5']);
  expect(schemaProblems('search', hits)).toEqual([]);
  expect(hits).toContainEqual(expect.objectContaining({where: 'notice', status: 'IN_PROGRESS'}));
});

test('nothing found is exit 0 with nothing on standard output; nothing to look for is wrong usage', async () => {
  const {run, json} = await prepareCasedeck();
  const {code, out, err} = await run(['search', 'unheard-of']);
  expect({code, out}).toEqual({code: 0, out: ''});
  expect(err).toContain('casedeck sync');
  expect((await json(['search', 'unheard-of'])).json).toEqual([]);
  expect((await run(['search', '--', '--'])).code).toBe(2);
});

test('marks become ranges', () => {
  expect(matchRanges('a \u{e000}bc\u{e001} d \u{e000}e\u{e001}')).toEqual({
    text: 'a bc d e',
    matches: [
      [2, 4],
      [7, 8],
    ],
  });
  expect(matchRanges('plain')).toEqual({text: 'plain', matches: []});
});
