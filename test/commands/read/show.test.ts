import {expect, test} from 'vitest';
import {CLOSED_ADDRESS} from '../../support/closed-address.ts';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck, type JsonTicket} from '../../support/run-casedeck.ts';

const CASE = '11150929';
const ORDER = '1-204976070699';

test('a ticket with its conversation as text', async () => {
  const {run} = await prepareCasedeck();
  const {code, out, err} = await run(['show', CASE]);
  expect({code, err}).toEqual({code: 0, err: ''});
  expect(out).toMatch(/^11150929\nStatus {5}IN_PROGRESS\n/);
  expect(out).toMatch(/^Opened {5}\d{4}-\d\d-\d\d \d\d:\d\d UTC$/m);
  expect(out).toMatch(/^You, \d{4}-/m);
  expect(out).toMatch(/^E-mails$/m);
});

test('one id is an object, several or a text are a list', async () => {
  const {json} = await prepareCasedeck();
  const one = await json<JsonTicket>(['show', CASE]);
  expect(one.json.id).toBe(CASE);
  expect(schemaProblems('show', one.json)).toEqual([]);
  const two = await json<readonly JsonTicket[]>(['show', CASE, ORDER]);
  expect(two.json.map((ticket) => ticket.id)).toEqual([CASE, ORDER]);
  expect(schemaProblems('show', two.json)).toEqual([]);
  const piped = await json<readonly JsonTicket[]>(['show', '-'], {
    stdin: `please look at case #${CASE}, thanks`,
  });
  expect(piped.json).toHaveLength(1);
  expect(schemaProblems('show', piped.json)).toEqual([]);
});

test('every ticket of the sandbox prints as documented', async () => {
  const {run, json} = await prepareCasedeck();
  await run(['sync']);
  const {json: rows} = await json<readonly JsonTicket[]>(['list', '--view', 'all', '--offline']);
  const {json: tickets} = await json<readonly JsonTicket[]>([
    'show',
    '--offline',
    ...rows.map((ticket) => ticket.id),
  ]);
  expect(tickets).toHaveLength(rows.length);
  expect(schemaProblems('show', tickets)).toEqual([]);
});

test('two ids of one ticket show it once', async () => {
  const {json} = await prepareCasedeck();
  const {json: tickets} = await json<readonly JsonTicket[]>(['show', '11150871', '1-204976070688']);
  expect(tickets.map((ticket) => ticket.id)).toEqual(['11150871']);
});

test("--raw is the service's own JSON", async () => {
  const {run, sandbox} = await prepareCasedeck();
  const {out} = await run(['show', ORDER, '--raw']);
  const raw = JSON.parse(out) as Record<string, unknown>;
  expect(raw).not.toHaveProperty('fetchedAt');
  expect(JSON.stringify(raw)).toContain(sandbox.ticket(ORDER)?.orderNumber ?? '?');
  const both = JSON.parse((await run(['show', ORDER, CASE, '--raw'])).out) as unknown[];
  expect(both).toHaveLength(2);
});

test('hostile text reaches no terminal, not even as raw JSON', async () => {
  const {run, json} = await prepareCasedeck();
  const hostile = '1-204976070666';
  for (const args of [
    ['show', hostile],
    ['show', hostile, '--raw'],
    ['show', hostile, '--json'],
    ['list', '--view', 'all'],
  ]) {
    const {out} = await run(args);
    // oxlint-disable-next-line no-control-regex -- what must not be there
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
  }
  expect(schemaProblems('show', (await json(['show', hostile])).json)).toEqual([]);
});

test('an id that nobody knows is exit 5, and does not stop the others', async () => {
  const {run} = await prepareCasedeck();
  const alone = await run(['show', '99999999']);
  expect(alone.code).toBe(5);
  expect(alone.out).toBe('');
  expect(alone.err).toMatch(/correlation id \d+\n$/);
  const among = await run(['show', '99999999', CASE]);
  expect(among.code).toBe(5);
  expect(among.out).toMatch(/^11150929\n/);
  expect(among.err).toMatch(/^casedeck: 99999999: /);
});

test.each([
  [['show'], 2, "missing required argument 'id'"],
  [['show', 'hello'], 2, 'There is no ticket id in "hello".'],
  [['show', '-'], 2, 'No ticket id was found on standard input.'],
  [['show', CASE, '--offline'], 5, 'The store has no ticket 11150929.'],
])('%j is refused', async (args, code, words) => {
  const {run, asked} = await prepareCasedeck();
  const ran = await run(args, {stdin: 'no ids here: 123456789'});
  expect({code: ran.code, out: ran.out, asked: asked()}).toEqual({code, out: '', asked: []});
  expect(ran.err).toContain(words);
});

test('where the service is away, the store shows the ticket and its age', async () => {
  const {run} = await prepareCasedeck();
  const {out} = await run(['show', CASE]);
  const away = await run(['show', CASE], {
    env: {EQUINIX_API_ENDPOINT: `http://${CLOSED_ADDRESS}`},
  });
  expect(away.code).toBe(0);
  expect(away.out).toBe(out);
  expect(away.err).toContain('Showing what was read just now.');
});

test('a ticket that is known by the list alone is shown as far as that goes', async () => {
  const {run, withStore} = await prepareCasedeck();
  await run(['list', '--remote', '--status', 'closed']);
  const id = await withStore(
    (store) => store.page({filter: {statuses: ['CLOSED']}, sort: 'id'}, 0, 1)[0]?.id ?? '',
  );
  const {code, out, err} = await run(['show', id], {
    env: {EQUINIX_API_ENDPOINT: `http://${CLOSED_ADDRESS}`},
  });
  expect(code).toBe(0);
  expect(out).toContain(`${id}\nStatus     CLOSED`);
  expect(err).toContain('Showing what was read some time ago.');
});

test('what only order history says is kept, shown as JSON, and raw with --order', async () => {
  const {run, json, sandbox} = await prepareCasedeck();
  const ticket = sandbox.ticket(ORDER);
  if (ticket === undefined) throw new Error('the seeds have changed');
  sandbox.put({...ticket, orderExtra: {slaClass: 'gold', submittedDate: '2026-01-31', odd: '\u009b2J'}});
  await run(['sync']);
  const {json: shown} = await json<Record<string, unknown>>(['show', ORDER]);
  expect(schemaProblems('show', shown)).toEqual([]);
  expect(shown['order']).toMatchObject({
    types: ['Trouble'],
    submittedDate: '2026-01-31',
    contacts: [{role: 'ORDERING'}, {role: 'NOTIFICATION'}],
    links: [{rel: 'orderFullDetails', href: expect.stringContaining(ORDER)}],
    other: expect.arrayContaining([{key: 'slaClass', value: 'gold'}]),
  });
  const {out} = await run(['show', ORDER, '--raw', '--order', '--offline']);
  expect(out).not.toContain('\u009b');
  expect(JSON.parse(out)).toMatchObject({orderNumber: ORDER, slaClass: 'gold', odd: '\u009b2J'});
  const pure = sandbox.caseNumbers[0] ?? '';
  expect(await run(['show', pure, '--raw', '--order'])).toMatchObject({
    code: 5,
    err: expect.stringContaining('Order history has not shown'),
  });
});
