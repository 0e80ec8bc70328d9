import {expect, test} from 'vitest';
import {prepareCasedeck} from '../support/run-casedeck.ts';

const CASE = '11150929';

test('a note from -m is on the ticket when the command ends', async () => {
  const {run, sandbox} = await prepareCasedeck();
  const {code, out, err} = await run(['note', CASE, '-m', 'Please reseat it again.']);
  expect({code, out, err}).toEqual({code: 0, out: '', err: `casedeck: the note is on ${CASE}.\n`});
  expect(sandbox.ticket(CASE)?.notes.at(-1)?.text).toBe('Please reseat it again.');
});
