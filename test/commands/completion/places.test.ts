import {expect, test} from 'vitest';
import {PLACES} from '../../../src/domain/ticket/ticket-places.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

test('the tab key offers the places that the form knows, and the codes with their words', async () => {
  const {run, withStore} = await prepareCasedeck();
  await run(['list']);
  const value = [{ibx: 'SV5', cages: [{cage: 'SV5:01:02', cageTypes: [], accounts: []}]}];
  await withStore((store) => store.setMeta(`kept.${PLACES}`, JSON.stringify({at: 0, value})));
  expect((await run(['completion', '--answer', 'place', 'sv5'])).out).toBe('SV5\tIBX\nSV5:01:02\tSV5\n');
  expect((await run(['completion', '--answer', 'code', '0002-0001'])).out).toBe(
    '0002-0001\tPower / Partial power outage\n',
  );
});
