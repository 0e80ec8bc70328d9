import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

const CASE = '11150929';
const WAITING = '11150871';

test('the tickets of a view with state, turn, last note and next step; the step is kept', async () => {
  const {run, withStore} = await prepareCasedeck();
  const {code, out} = await run(['handover', '--view', 'action', '--next', `${WAITING}=confirm the jumper`]);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^Hand-over, \d{4}-.* UTC: \d+ tickets, default\n\n11150871 {2}ACTION REQUIRED {2}LD8\n/,
  );
  expect(out).toMatch(/^ {2}Turn: ours, for \d+ min$/m);
  expect(out).toContain('  Next: confirm the jumper\n');
  const again = await run(['handover', WAITING, '--offline', '--format', 'md']);
  expect(again.out).toContain('- **Next:** confirm the jumper\n');
  await run(['handover', WAITING, '--offline', '--next', `${WAITING}=`]);
  expect((await run(['handover', WAITING, '--offline'])).out).toContain('Next: not said');
  expect(await withStore((store) => store.tracked())).toEqual([]);
});

test('as JSON it is as documented', async () => {
  const {run} = await prepareCasedeck();
  const {out} = await run(['handover', '--format', 'json']);
  const entries = JSON.parse(out) as {id: string}[];
  expect(entries.length).toBeGreaterThan(20);
  expect(schemaProblems('handover', entries)).toEqual([]);
});

test('a file is written whole, for its owner alone, and never over another one', async () => {
  const {run, home} = await prepareCasedeck();
  const file = join(home, 'out.md');
  const {code, out, err} = await run(['handover', CASE, '--to', file]);
  expect({code, out}).toEqual({code: 0, out: ''});
  expect(err).toContain(`1 tickets handed over in ${file}`);
  expect(readFileSync(file, 'utf8')).toMatch(/^# Hand-over, /);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, 'mine');
  const refused = await run(['handover', CASE, '--offline', '--to', file]);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('is there already');
  expect(readFileSync(file, 'utf8')).toBe('mine');
  await run(['handover', CASE, '--offline', '--to', file, '--force']);
  expect(readFileSync(file, 'utf8')).toMatch(/^# Hand-over, /);
  const nowhere = await run(['handover', CASE, '--offline', '--to', join(home, 'no', 'such', 'folder')]);
  expect(nowhere.code).toBe(1);
});

test.each([
  [['handover', '--next', 'something'], 'has no ticket'],
  [['handover', '--format', 'html'], "argument 'html' is invalid"],
  [['handover', '--view', 'x'], 'There is no view'],
])('%j is wrong usage', async (args, words) => {
  const {run} = await prepareCasedeck();
  const {code, out, err} = await run(args);
  expect({code, out}).toEqual({code: 2, out: ''});
  expect(err).toContain(words);
});

test('a next step for a ticket that is not known is said, not lost silently', async () => {
  const {run} = await prepareCasedeck();
  const {code, err} = await run(['handover', CASE, '--next', '99999999=call them']);
  expect(code).toBe(5);
  expect(err).toContain('99999999');
});
