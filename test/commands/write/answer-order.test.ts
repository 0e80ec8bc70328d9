import {expect, test} from 'vitest';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

const ORDER = '1-204976070520';
const MINUTE = 60_000;

type Asked = {readonly negotiations: readonly {readonly referenceId: string}[]};

test('answer prints what the order asks, then answers it once', async () => {
  const {run, json, sandbox} = await prepareCasedeck();
  sandbox.ask(ORDER, {forMs: 90 * MINUTE, message: 'Tomorrow at 9?'});
  const asked = await json<Asked>(['answer', ORDER]);
  expect(schemaProblems('answer', asked.json)).toEqual([]);
  const referenceId = asked.json.negotiations[0]?.referenceId ?? '';
  const words = await run(['answer', ORDER]);
  expect(words.out).toContain('Tomorrow at 9?');
  expect(words.out).toMatch(/Respond by: .*in 1 h/);
  expect(words.out).toContain('may be cancelled');

  const planned = await json<{body: unknown}>(['answer', ORDER, '--approve', '-m', 'Go ahead.', '--dry-run']);
  expect(schemaProblems('answer', planned.json)).toEqual([]);
  expect(planned.json.body).toEqual({referenceId, action: 'APPROVE', reason: 'Go ahead.'});
  expect(sandbox.ticket(ORDER)?.status).toBe('ACTION_REQUIRED');

  const sent = await json<unknown>(['answer', ORDER, '--approve', '-m', 'Go ahead.']);
  expect(sent.json).toMatchObject({ticket: ORDER, kind: 'answer', state: 'sent', status: 'IN_PROGRESS'});
  expect(schemaProblems('answer', sent.json)).toEqual([]);
  expect(sandbox.ticket(ORDER)?.negotiations?.[0]).toMatchObject({answered: 'APPROVE'});
  expect(await run(['answer', ORDER, '--approve'])).toMatchObject({code: 1});
});

test('only what the service takes is sent, and cancelling is asked about', async () => {
  const {run, sandbox} = await prepareCasedeck();
  sandbox.ask(ORDER, {forMs: 90 * MINUTE});
  expect((await run(['answer', ORDER, '--approve', '--cancel-order'])).err).toContain('two answers');
  expect((await run(['answer', ORDER, '--approve', '-m', 'ok'])).err).toContain('at least 5');
  expect((await run(['answer', ORDER, '--cancel-order'])).err).toContain('--yes');
  expect(sandbox.ticket(ORDER)?.status).toBe('ACTION_REQUIRED');
  const cancelled = await run(['answer', ORDER, '--cancel-order', '--yes']);
  // Its contacts are of another organisation than the one who is signed in.
  expect(cancelled.err).toContain('Only the ordering and the technical contact');
  expect(sandbox.ticket(ORDER)?.status).toBe('CANCELLED');
});

test('where nothing is asked a note is named as the way', async () => {
  const {run} = await prepareCasedeck();
  const none = await run(['answer', ORDER, '--approve']);
  expect(none.err).toContain(`casedeck note ${ORDER} --reply`);
  expect(none.code).toBe(1);
});

test('an answer that was refused is a draft that knows which answer it is, and goes out with --draft', async () => {
  const {run, json, sandbox} = await prepareCasedeck();
  sandbox.ask(ORDER, {forMs: 90 * MINUTE});
  sandbox.setFaults([{operation: 'answerNegotiation', status: 400, times: 1}]);
  const refused = await run(['answer', ORDER, '--without-expedite', '-m', 'Tomorrow is fine.']);
  expect(refused.err).toContain(`casedeck answer ${ORDER} --draft`);
  expect((await run(['answer', '1-204976070710', '--draft'])).err).toContain('which answer');
  const sent = await json<unknown>(['answer', ORDER, '--draft']);
  expect(sent.json).toMatchObject({ticket: ORDER, state: 'sent'});
  expect(sandbox.ticket(ORDER)?.negotiations?.[0]).toMatchObject({answered: 'APPROVE_NON_EXPEDITE'});
});

test('an answer whose own answer is lost goes out once, however often it is given', async () => {
  const {run, sandbox, asked} = await prepareCasedeck();
  sandbox.ask(ORDER, {forMs: 90 * MINUTE});
  sandbox.setFaults([{operation: 'answerNegotiation', reset: true, times: 1}]);
  const lost = await run(['answer', ORDER, '--approve']);
  expect(lost).toMatchObject({code: 7, err: expect.stringContaining('--again sends it once more')});
  expect(await run(['answer', ORDER, '--approve'])).toMatchObject({code: 7});
  expect(asked().filter((operation) => operation === 'answerNegotiation')).toHaveLength(1);
  expect(await run(['answer', ORDER, '--approve', '--again'])).toMatchObject({code: 0});
  expect(sandbox.ticket(ORDER)?.negotiations?.[0]).toMatchObject({answered: 'APPROVE'});
});

test('a read-only profile answers nothing; what cannot leave is queued, and goes out later', async () => {
  const {run, sandbox, asked} = await prepareCasedeck();
  sandbox.ask(ORDER, {forMs: 90 * MINUTE});
  const readOnly = await run(['--read-only', 'answer', ORDER, '--approve']);
  expect(readOnly.err).toContain('never writes');
  expect(await run(['answer', ORDER, '--approve', '--no-wait'])).toMatchObject({code: 0});
  expect(asked()).not.toContain('answerNegotiation');
  expect((await run(['since', '1h'])).out).toContain('answer, queued: Approve');
  expect((await run(['sync'])).err).toContain('answer to');
  expect(sandbox.ticket(ORDER)?.negotiations?.[0]).toMatchObject({answered: 'APPROVE'});
});
