import {expect, test} from 'vitest';
import type {WriteJson} from '../../../src/commands/write/write-json.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

const CASE = '11150929';
const REASON = ['-m', 'Found it ourselves.'];

function cancels({asked}: CasedeckRunner): number {
  return asked().filter((operation) => operation === 'cancelTicket').length;
}

function change({sandbox}: CasedeckRunner, fields: object): void {
  const ticket = sandbox.ticket(CASE);
  if (ticket === undefined) throw new Error('no ticket');
  sandbox.put({...ticket, ...fields});
}

test('a person types the id, and the ticket is cancelled with the reason', async () => {
  const casedeck = await prepareCasedeck();
  const {code, err, out} = await casedeck.run(['cancel', CASE, ...REASON], {answers: [CASE]});
  expect({code, out}).toEqual({code: 0, out: ''});
  expect(err).toContain(`Cancel ${CASE}, of custom (${casedeck.sandbox.url})?`);
  expect(err).toContain('Remote hands: reseat line card 3');
  expect(err).toContain('That cannot be taken back');
  expect(err).toMatch(/casedeck: 11150929 is cancelled; its status is CANCELLED since /);
  expect(casedeck.sandbox.ticket(CASE)?.status).toBe('CANCELLED');
  const sent = casedeck.sandbox.log().find(({operation}) => operation === 'cancelTicket');
  expect(sent?.body).toEqual({reason: 'Found it ourselves.'});
});

test.each([[''], ['yes'], ['11150928'], ['y']])(
  'the answer %j cancels nothing, and the reason is kept',
  async (answer) => {
    const casedeck = await prepareCasedeck();
    const ran = await casedeck.run(['cancel', CASE, ...REASON], {answers: answer === '' ? [] : [answer]});
    expect(ran).toMatchObject({code: 6, err: expect.stringContaining('Not cancelled')});
    expect(ran.err).toContain(`"casedeck cancel ${CASE} --draft" takes it up again`);
    expect(cancels(casedeck)).toBe(0);
    expect((await casedeck.run(['cancel', CASE, '--draft'], {answers: [CASE]})).code).toBe(0);
    expect(cancels(casedeck)).toBe(1);
  },
);

test('without a terminal it needs --yes; --no-input is the same', async () => {
  const casedeck = await prepareCasedeck();
  expect(await casedeck.run(['cancel', CASE, ...REASON])).toMatchObject({
    code: 2,
    err: expect.stringContaining('Give --yes'),
  });
  expect((await casedeck.run(['--no-input', 'cancel', CASE, ...REASON], {answers: [CASE]})).code).toBe(2);
  expect(casedeck.asked()).toEqual([]);
  const {code, json} = await casedeck.json<WriteJson>(['cancel', CASE, '-', '--yes'], {
    stdin: 'From a pipe.',
  });
  expect({code, json}).toEqual({
    code: 0,
    json: {ticket: CASE, kind: 'cancel', state: 'sent', outboxId: 1, status: 'CANCELLED'},
  });
});

test('the limits of the reason', async () => {
  const casedeck = await prepareCasedeck();
  const long = await casedeck.run(['cancel', CASE, '-m', 'x'.repeat(4001), '--yes']);
  expect(long).toMatchObject({
    code: 6,
    err: expect.stringContaining('reason has 4001 characters; at most 4000'),
  });
  expect((await casedeck.run(['cancel', CASE, '-m', ' ', '--yes'])).code).toBe(6);
  expect(cancels(casedeck)).toBe(0);
  expect((await casedeck.run(['cancel', CASE, '-m', 'x'.repeat(4000), '--yes'])).code).toBe(0);
});

test('a closed or cancelled ticket, and one that may not be cancelled, are explained', async () => {
  const casedeck = await prepareCasedeck();
  change(casedeck, {cancellable: false});
  const fixed = await casedeck.run(['cancel', CASE, ...REASON, '--yes']);
  expect(fixed).toMatchObject({
    code: 1,
    err: expect.stringContaining('does not let 11150929 be cancelled: its status is IN PROGRESS'),
  });
  expect(fixed.err).toContain('Ask for it in a note');
  const asked = await casedeck.run(['cancel', CASE, ...REASON, '--yes', '--anyway']);
  expect(asked.err).toContain('It is asked all the same.');
  expect(asked).toMatchObject({code: 1, err: expect.stringContaining('cannot be cancelled')});
  expect(cancels(casedeck)).toBe(1);
  change(casedeck, {status: 'CANCELLED', updatedBy: 'Nadia Oyelaran'});
  const done = await casedeck.run(['cancel', CASE, ...REASON, '--yes']);
  expect(done).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is nothing to cancel in 11150929: its status is CANCELLED'),
  });
  expect(done.err).toContain('last changed by Nadia Oyelaran');
  expect(cancels(casedeck)).toBe(1);
});

test('one that is closed while somebody writes the reason: what happened, and how it is now', async () => {
  const casedeck = await prepareCasedeck();
  casedeck.sandbox.setFaults([{operation: 'cancelTicket', delay: 1500}]);
  const cancelling = casedeck.run(['cancel', CASE, ...REASON, '--yes']);
  await expect.poll(() => cancels(casedeck)).toBe(1);
  change(casedeck, {status: 'CLOSED', cancellable: false, updatedBy: 'Global Service Desk'});
  const ran = await cancelling;
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('is CLOSED and cannot be cancelled');
  expect(ran.err).toContain('11150929 now: its status is CLOSED');
  expect(ran.err).toContain('last changed by Global Service Desk');
});

test('line items that cannot be cancelled are named before', async () => {
  const casedeck = await prepareCasedeck();
  change(casedeck, {lines: [{lineId: '1-2RCPXBUV', productName: 'Equipment Install', cancellable: false}]});
  const {err} = await casedeck.run(['cancel', CASE, ...REASON], {answers: ['no']});
  expect(err).toContain('Its line 1-2RCPXBUV Equipment Install cannot be cancelled.');
});

test('while the service cannot be reached it is queued, and goes out once', async () => {
  const casedeck = await prepareCasedeck();
  const away = {EQUINIX_API_ENDPOINT: 'http://127.0.0.1:2'};
  expect((await casedeck.run(['cancel', CASE, ...REASON, '--yes'], {env: away})).code).toBe(8);
  expect((await casedeck.run(['cancel', CASE, ...REASON, '--yes'])).code).toBe(0);
  expect(cancels(casedeck)).toBe(1);
});

test('other exit codes: 4 another organisation, 5 unknown, 6 a malformed id or a profile that never writes', async () => {
  const {run, sandbox} = await prepareCasedeck();
  const ticket = sandbox.ticket(CASE);
  if (ticket !== undefined) sandbox.put({...ticket, foreign: true});
  expect((await run(['cancel', CASE, ...REASON, '--yes'])).code).toBe(4);
  expect((await run(['cancel', '99999999', ...REASON, '--yes'])).code).toBe(5);
  expect((await run(['cancel', 'no id', ...REASON, '--yes'])).code).toBe(6);
  expect((await run(['--read-only', 'cancel', CASE, ...REASON, '--yes'])).code).toBe(6);
});
