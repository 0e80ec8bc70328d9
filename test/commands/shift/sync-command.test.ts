import {expect, test} from 'vitest';
import {addNote, setStatus} from '../../../src/sandbox/world-changes.ts';
import {createRandom} from '../../../src/sandbox/random.ts';
import type {StoredTicket} from '../../../src/sandbox/model.ts';
import {CLOSED_ADDRESS} from '../../support/closed-address.ts';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

type Result = {
  readonly outbox: {
    readonly sent: number;
    readonly failed: number;
    readonly unknown: number;
    readonly left: number;
  };
  readonly details: {readonly read: number; readonly failed: number};
  readonly changes: readonly {readonly id: string; readonly kind: string}[];
};

const CASE = '11150929';
const context = {now: () => Date.now(), random: createRandom(7)};

function change({sandbox}: CasedeckRunner, id: string, make: (ticket: StoredTicket) => StoredTicket): void {
  const ticket = sandbox.ticket(id);
  if (ticket === undefined) throw new Error(`no ticket ${id}`);
  sandbox.put(make(ticket));
}

test('the first run reads everything that is open; the next has nothing to do', async () => {
  const {run, json} = await prepareCasedeck();
  const first = await run(['sync']);
  expect(first.code).toBe(0);
  expect(first.out).toBe('');
  expect(first.err).toMatch(/^casedeck: \d+ tickets, \d+ read, nothing new\.\n$/);
  const {json: second} = await json(['sync']);
  expect(schemaProblems('sync', second)).toEqual([]);
  expect(second).toMatchObject({details: {read: 0, failed: 0, left: 0}, changes: []});
});

test('what changed is told: status and note of one ticket, a new one', async () => {
  const runner = await prepareCasedeck();
  const {run, json, sandbox} = runner;
  await run(['sync']);
  change(runner, CASE, (ticket) =>
    setStatus(
      addNote(ticket, {text: 'Card reseated.\nPlease check.', type: 'RESOLUTION_NOTES'}, context),
      'ACTION_REQUIRED',
      context,
    ),
  );
  const {id, created} = await createTicket(sandbox);
  // Order history shows no ACTION_REQUIRED, so only a read of the ticket tells.
  await run(['show', CASE]);
  const {json: result} = await json<Result>(['sync']);
  expect(schemaProblems('sync', result)).toEqual([]);
  expect(created).toBe(201);
  expect(result.changes.map((item) => [item.id, item.kind])).toContainEqual([id, 'ticket']);
});

async function createTicket({
  url,
  clientId,
  clientSecret,
}: CasedeckRunner['sandbox']): Promise<{id: string; created: number}> {
  const post = async (path: string, body: unknown, token?: string) =>
    await fetch(url + path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : {Authorization: `Bearer ${token}`}),
      },
      body: JSON.stringify(body),
    });
  const answer = await post('/oauth2/v1/token', {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const {access_token: token} = (await answer.json()) as {access_token: string};
  const reply = await post(
    '/support/v2/tickets',
    {code: '0002-0000', description: 'No power in both feeds', primaryId: 'AM1:01:001MC3'},
    token,
  );
  return {id: ((await reply.json()) as {id: string}).id, created: reply.status};
}

test('a ticket that cannot be read does not stop the others, and is counted', async () => {
  const {run, json, sandbox} = await prepareCasedeck();
  sandbox.setFaults([{operation: 'getTicket', times: 1, status: 500}]);
  const {json: result, code} = await json<Result>(['sync']);
  expect(code).toBe(0);
  expect(result.details.read + result.details.failed).toBeGreaterThan(20);
  expect((await run(['sync', '--limit', '2'])).code).toBe(0);
});

test('a service that cannot be reached is a failure, and what was read stays', async () => {
  const {run} = await prepareCasedeck();
  await run(['list']);
  const {code, out, err} = await run(['sync'], {
    env: {EQUINIX_API_ENDPOINT: `http://${CLOSED_ADDRESS}`},
  });
  expect({code, out}).toEqual({code: 1, out: ''});
  expect(err).toMatch(/^casedeck: /);
  expect((await run(['list', '--offline'])).code).toBe(0);
});

test('--full reads the list from its first page to its last', async () => {
  const {run, sandbox} = await prepareCasedeck({sandbox: {tickets: 700}});
  const pages = () => sandbox.log().filter(({operation}) => operation === 'searchOrders').length;
  await run(['sync', '--limit', '1']);
  const whole = pages();
  await run(['sync', '--limit', '1']);
  expect(pages()).toBe(whole + 1);
  await run(['sync', '--full', '--limit', '1']);
  expect(pages()).toBe(2 * whole + 1);
});

const texts = ({sandbox}: CasedeckRunner) => (sandbox.ticket(CASE)?.notes ?? []).map(({text}) => text);

test('what earlier runs queued is sent, each in turn; what is on hold stays, and a read-only run sends nothing', async () => {
  const runner = await prepareCasedeck();
  const {run, json} = runner;
  const before = texts(runner).length;
  for (const text of ['First.', 'Second.', 'Held.']) await run(['note', CASE, '-m', text, '--no-wait']);
  await runner.withStore((store) => {
    const held = store.outbox().find((item) => item.text === 'Held.');
    store.moveOutbox(held?.id ?? 0, 'queued', 'held', {}, Date.now());
  });
  const reading = await json<Result>(['--read-only', 'sync']);
  expect(reading.err).toContain('2 entries are in the outbox not sent: this profile is read-only');
  expect(reading.json.outbox).toEqual({sent: 0, failed: 0, unknown: 0, left: 2});
  expect(texts(runner)).toHaveLength(before);

  const {json: result, code, err} = await json<Result>(['sync']);
  expect(code).toBe(0);
  expect(schemaProblems('sync', result)).toEqual([]);
  expect(result.outbox).toEqual({sent: 2, failed: 0, unknown: 0, left: 0});
  expect(err).toContain(`sent from the outbox: note to ${CASE}, note to ${CASE}`);
  expect(texts(runner).slice(before)).toEqual(['First.', 'Second.']);
  // Our own notes are no news.
  expect(result.changes).toEqual([]);
  expect((await json<Result>(['sync'])).json.outbox.sent).toBe(0);
});

test('what is refused, or whose answer never comes, is told with an exit code and kept', async () => {
  const runner = await prepareCasedeck();
  const {run, sandbox, json} = runner;
  await run(['note', CASE, '-m', 'Refused.', '--no-wait']);
  sandbox.setFaults([{operation: 'addCaseNote', times: 1, status: 422}]);
  const refused = await run(['sync']);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(`the note to ${CASE} was refused and stays in the outbox`);

  await run(['note', CASE, '-m', 'Cut off.', '--no-wait']);
  sandbox.setFaults([{operation: 'addCaseNote', times: 1, reset: true}]);
  const {code, err, json: result} = await json<Result>(['sync']);
  expect(code).toBe(7);
  expect(err).toContain(`whether the note to ${CASE} arrived is not known`);
  expect(result.outbox).toEqual({sent: 0, failed: 0, unknown: 1, left: 0});
  // Only the user may send it again.
  expect((await run(['sync'])).code).toBe(0);
  expect(texts(runner)).not.toContain('Cut off.');
});

test('a service that fails for one ticket after the other is asked no more, and sync says why', async () => {
  const {run, sandbox} = await prepareCasedeck();
  sandbox.setFaults([{operation: 'getTicket', status: 500}]);
  const {code, err} = await run(['sync']);
  expect(code).toBe(1);
  expect(err).toMatch(/, 2 could not be read .* still due\. Stopped early\.\n/);
});
