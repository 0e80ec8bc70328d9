import {expect, test} from 'vitest';
import type {RequestJson} from '../../../src/commands/write/dry-run.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

const DARK = ['create', '--code', '0002-0001', '-m', 'Feed B is dark.', '--dry-run'];

test('--asset fills in cage, cabinet and a line of the description, and says so', async () => {
  const casedeck = await prepareCasedeck();
  const {json, err} = await casedeck.json<RequestJson>([...DARK, '--asset', '1011585-m', '--json']);
  expect(json.body).toEqual({
    code: '0002-0001',
    primaryId: 'LD8:03:001040',
    secondaryId: 'LD8:03:001040:0102',
    description:
      'Feed B is dark.\n\nCross connect 1011585-M (asset 9912044): LD8, cage LD8:03:001040, cabinet LD8:03:001040:0102.',
  });
  expect(err).toContain('--primary-id LD8:03:001040, --secondary-id LD8:03:001040:0102');
  expect(casedeck.asked()).toEqual(['searchAssets', 'getAsset']);
});

test('what is given stays; a time by the clock of the site needs no cage', async () => {
  const casedeck = await prepareCasedeck();
  const given = await casedeck.run([...DARK, '--asset', '9980813', '--secondary-id', 'NY5:02:020270:0310']);
  expect(given.err).toContain('--secondary-id stays NY5:02:020270:0310; Assets says NY5:02:020270:0101');
  expect(given.out).toContain('"secondaryId": "NY5:02:020270:0310"');
  const connect = ['create', '--code', '0000-0000', '-m', 'No light.', '--occurred', '2026-01-10 03:12 site'];
  const {json} = await casedeck.json<RequestJson>([...connect, '--asset', '900112-S', '--dry-run']);
  expect(json.body).toMatchObject({primaryId: '900112-S', occurredDateTime: '2026-01-09T18:12:00.000Z'});
});

test('no asset or several: nothing is sent, and the number is asked for; one that was found before is there offline', async () => {
  const casedeck = await prepareCasedeck();
  const run = (number: string) => casedeck.run([...DARK, '--asset', number]);
  expect(await run('4711-X')).toMatchObject({
    code: 5,
    err: expect.stringContaining('No asset has the number 4711-X'),
  });
  const several = await run('10115');
  expect(several).toMatchObject({code: 6, err: expect.stringContaining('1011585-M, 1011590-M')});
  await run('1011585-M');
  casedeck.sandbox.setFaults([{operation: 'searchAssets', status: 500}]);
  const kept = await run('1011585-M');
  expect(kept).toMatchObject({code: 0, err: expect.stringContaining('as it was found before')});
  expect(kept.out).toContain('"secondaryId": "LD8:03:001040:0102"');
  casedeck.sandbox.setFaults([{operation: 'searchAssets', status: 403}]);
  expect(await run('4711-X')).toMatchObject({code: 4, err: expect.stringContaining('View Install Base')});
});

test('what was found by another number, or by a service that finds whatever it likes, is said to be so', async () => {
  const casedeck = await prepareCasedeck();
  const run = (number: string) => casedeck.run([...DARK, '--asset', number]);
  const circuit = await run('CID-88213-LON');
  expect(circuit).toMatchObject({
    code: 0,
    err: expect.stringContaining('neither its serial nor its asset number'),
  });
  expect(circuit.out).toContain('LD8:03:001040');
  const row = (number: number) => ({assetNumber: String(number), cage: 'SV5:01:02'});
  const data = Array.from({length: 20}, (_, index) => row(index));
  casedeck.sandbox.setFaults([{operation: 'searchAssets', body: {data, page: {total: 341}}}]);
  expect(await run('CID-1')).toMatchObject({
    code: 6,
    err: expect.stringMatching(/341 assets have CID-1 in a number of theirs: 0, 1, 2, 3, 4 and others/),
  });
});
