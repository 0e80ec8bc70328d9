import {expect, test as plainTest} from 'vitest';
import type {WriteJson} from '../../../src/commands/write/write-json.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

/** Some wait for the service to be given up: side by side they wait together. */
const test = plainTest.concurrent;

const CASE = '11150929';

function textsOf({sandbox}: CasedeckRunner, id = CASE): readonly string[] {
  return sandbox.ticket(id)?.notes.map(({text}) => text) ?? [];
}

function writesOf({asked}: CasedeckRunner): readonly string[] {
  return asked().filter((operation) => operation === 'addCaseNote' || operation === 'addTicketNote');
}

test('an answer that is lost: the note is found on the ticket, and not sent again', async ({
  onTestFinished,
}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  casedeck.sandbox.setFaults([{operation: 'addCaseNote', loseAnswer: true, times: 1}]);
  const {code, json} = await casedeck.json<WriteJson>(['note', CASE, '-m', 'Once only.']);
  expect({code, state: json.state, status: json.status}).toEqual({
    code: 0,
    state: 'sent',
    status: 'IN_PROGRESS',
  });
  expect(textsOf(casedeck).filter((text) => text === 'Once only.')).toHaveLength(1);
  expect(writesOf(casedeck)).toHaveLength(1);
});

test('a note of unknown outcome is 7, is not sent by itself again, and goes out with --again', async ({
  onTestFinished,
}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  casedeck.sandbox.setFaults([{operation: 'addCaseNote', reset: true, times: 1}]);
  const lost = await casedeck.json<WriteJson>(['note', CASE, '-m', 'Did it arrive?']);
  expect(lost).toMatchObject({code: 7, json: {state: 'unknown'}});
  expect(lost.err).toContain('not found on the ticket');
  expect(lost.err).toContain('--again sends it once more');
  const second = await casedeck.run(['note', CASE, '-m', 'Did it arrive?']);
  expect(second).toMatchObject({code: 7, err: expect.stringContaining('give --again')});
  expect(writesOf(casedeck)).toHaveLength(1);
  const again = await casedeck.json<WriteJson>(['note', CASE, '-m', 'Did it arrive?', '--again']);
  expect(again).toMatchObject({code: 0, json: {state: 'sent'}});
  expect(textsOf(casedeck).filter((text) => text === 'Did it arrive?')).toHaveLength(1);
});

test('a note on the ticket that resembles what was sent is shown, and --found says that it is it', async ({
  onTestFinished,
}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const words = ['note', CASE, '-m', 'Please move it to port 14 of the panel.'];
  casedeck.sandbox.setFaults([{operation: 'addCaseNote', reset: true, times: 1}]);
  expect((await casedeck.run(words)).code).toBe(7);
  // It took effect after all, a little later and with a signature.
  const ticket = casedeck.sandbox.ticket(CASE);
  if (ticket === undefined) throw new Error('no such ticket');
  const text = 'Please move it to port 14 of the panel.\n--\nNadia Oyelaran, Example Corp.';
  const note = {id: 'late', createdDateTime: new Date().toISOString(), text, type: 'CUSTOMER_NOTES'} as const;
  casedeck.sandbox.put({...ticket, notes: [...ticket.notes, note]});
  await casedeck.run(['sync']);
  const asked = await casedeck.run(words);
  expect(asked).toMatchObject({code: 7, err: expect.stringContaining('Give --found if that is it')});
  expect(asked.err).toContain('Nadia Oyelaran');
  expect(await casedeck.json([...words, '--found'])).toMatchObject({code: 0, json: {state: 'sent'}});
  expect(writesOf(casedeck)).toHaveLength(1);
});
