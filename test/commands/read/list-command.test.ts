import {expect, test} from 'vitest';
import {CLOSED_ADDRESS} from '../../support/closed-address.ts';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck, type JsonTicket} from '../../support/run-casedeck.ts';

function cells(out: string): readonly (readonly string[])[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
}

test('the open tickets as aligned text, what needs the customer first, nothing else on standard output', async () => {
  const {run} = await prepareCasedeck();
  // What each ticket says may take longer than the moment that a list waits for it.
  await run(['sync']);
  const {code, out, err} = await run(['list']);
  expect(code).toBe(0);
  const [head, ...rows] = cells(out);
  expect(head).toEqual(['STATUS', 'ID', 'IBX', 'NEW', 'AGE', 'SUMMARY']);
  expect(rows[0]?.slice(0, 2)).toEqual(['ACTION_REQUIRED', '11150871']);
  expect(rows.map((row) => row[0])).not.toContain('CLOSED');
  expect(out).not.toContain('\u001B');
  expect(err).toBe('');
});

test('the JSON of the list is as documented, and has what the details told', async () => {
  const {json, run} = await prepareCasedeck({sandbox: {tickets: 75}});
  await run(['sync']);
  const {json: rows} = await json<readonly JsonTicket[]>(['list', '--view', 'all']);
  expect(schemaProblems('list', rows)).toEqual([]);
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.find((row) => row.id === '11150871')?.notes?.length).toBeGreaterThan(2);
});

test('details are read once, and no more of them than a moment allows', async () => {
  const {run, asked} = await prepareCasedeck({sandbox: {tickets: 2000}});
  const reads = () => asked().filter((name) => name === 'getTicket').length;
  // Where other work keeps the processors a moment allows few, and the next run reads on.
  for (let before = -1; before !== reads();) {
    before = reads();
    await run(['list']);
  }
  expect(reads()).toBeGreaterThan(20);
  expect(reads()).toBeLessThanOrEqual(500);
});

test.each<[string[], (row: JsonTicket) => boolean]>([
  [['--view', 'action'], (row) => row.status === 'ACTION_REQUIRED'],
  [['--status', 'closed,cancelled'], (row) => row.status === 'CLOSED' || row.status === 'CANCELLED'],
  [
    ['--status', 'action', '--status', 'in-progress'],
    (row) => row.status === 'ACTION_REQUIRED' || row.status === 'IN_PROGRESS',
  ],
  [['--ibx', 'ld8,DA3'], (row) => row.ibx.includes('LD8') || row.ibx.includes('DA3')],
  [
    ['turn:us', 'ibx:LD'],
    (row) => row.status === 'ACTION_REQUIRED' && row.ibx.some((ibx) => ibx.startsWith('LD')),
  ],
  [['--view', 'night'], (row) => row.status === 'RESOLVED'],
  [['--view', 'all', 'reseat'], (row) => JSON.stringify(row).toLowerCase().includes('reseat')],
])('%j keeps what it says', async (args, isWanted) => {
  const {json, run} = await prepareCasedeck({config: '[views.night]\nfilter = "status:resolved"\n'});
  await run(['sync']);
  const {json: rows} = await json<readonly JsonTicket[]>(['list', ...args]);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => !isWanted(row))).toEqual([]);
});

test('sorting: by time the newest first, --reverse turns any order round, --limit says how many there are', async () => {
  const {json, run} = await prepareCasedeck();
  const {json: newest} = await json<readonly JsonTicket[]>(['list', '--sort', 'created', '--view', 'all']);
  const times = newest.map((row) => row.createdDateTime);
  expect(times).toEqual(times.toSorted().toReversed());
  const {json: oldest} = await json<readonly JsonTicket[]>([
    'list',
    '--sort',
    'created',
    '--view',
    'all',
    '--reverse',
    '--offline',
  ]);
  expect(oldest[0]?.id).toBe(newest.at(-1)?.id);
  const {out, err} = await run(['list', '--limit', '3', '--sort', 'id', '--offline']);
  expect(cells(out)).toHaveLength(4);
  expect(err).toMatch(/^casedeck: 3 of \d+ shown\.\n$/);
});

test.each([
  [['list', '--view', 'nonsense'], 2, 'There is no view "nonsense".'],
  [['list', '--status', 'tired'], 2, 'There is no status "tired".'],
  [['list', 'colour:red'], 2, 'There is no "colour:"'],
  [['list', '--sort', 'account'], 2, '--sort account needs --remote.'],
  [['list', '--sort', 'size'], 2, "argument 'size' is invalid"],
  [['list', '--range', '7d'], 2, '--range needs --remote'],
  [['list', '--limit', '0'], 2, '--limit must be a whole number from 1'],
  [['list', '--remote', '--offline'], 2, 'give one of them'],
  [['list', '--remote', '--view', 'open'], 2, 'knows no views'],
  [['list', '--remote', 'words'], 2, '--query "words"'],
  [['list', '--remote', '--source', 'po'], 2, 'give both'],
  [['list', '--remote', '--source', 'po,colour', '--query', 'x'], 2, 'knows no --source "colour"'],
  [['list', '--remote', '--status', 'resolved'], 2, 'It knows entered, submitted'],
  [['list', '--remote', '--sort', 'ibx'], 2, 'It knows created, account, contact'],
  [['list', '--remote', '--range', '7d', '--from', '2026-01-01'], 2, 'not both'],
  [['list', '--remote', '--from', '2026-02-01', '--to', '2026-01-01'], 2, '--from is after --to'],
  [['list', '--remote', '--from', 'never'], 2, '"never" is not a time'],
  [['lits'], 2, 'Did you mean list?'],
  [['list', '--bogus'], 2, "unknown option '--bogus'"],
])('%j is refused before anything is asked', async (args, code, words) => {
  const {run, asked} = await prepareCasedeck();
  const ran = await run(args);
  expect(ran.code).toBe(code);
  expect(ran.err).toContain(words);
  expect(ran.out).toBe('');
  expect(asked()).toEqual([]);
});

test('--quiet leaves the data and the failures', async () => {
  const {run} = await prepareCasedeck();
  await run(['sync']);
  const quiet = await run(['list', '--limit', '1', '--quiet']);
  expect(cells(quiet.out)).toHaveLength(2);
  expect(quiet.err).toBe('');
  expect((await run(['-q', 'list', '--view', 'x'])).err).toContain('There is no view');
});

test('where the service is away, the store answers and says how old it is; with nothing known that is a failure', async () => {
  const {run, sandbox, env} = await prepareCasedeck();
  const gone = {env: {EQUINIX_API_ENDPOINT: `http://${CLOSED_ADDRESS}`}};
  const empty = await run(['list'], gone);
  expect(empty.code).toBe(1);
  expect(empty.out).toBe('');
  await run(['sync']);
  const {out} = await run(['list']);
  const asleep = await run(['list'], gone);
  expect(asleep.code).toBe(0);
  expect(asleep.out).toBe(out);
  expect(asleep.err).toMatch(/Showing what was read just now\.\n$/);
  const requests = sandbox.log().length;
  const offline = await run(['list', '--offline'], {env});
  expect(offline).toEqual({code: 0, out, err: ''});
  expect(sandbox.log()).toHaveLength(requests);
});

test('a passing 503 is tried again', async () => {
  const {run, sandbox} = await prepareCasedeck();
  sandbox.setFaults([{operation: 'searchOrders', times: 2, status: 503}]);
  const {code, err} = await run(['list']);
  expect(code).toBe(0);
  // After a 503 the service is asked more slowly, so not every row may have its words yet.
  expect(err).not.toMatch(/503|Showing what was read/);
});

test('a refused credential is exit 4, whatever the store knows', async () => {
  const {run} = await prepareCasedeck();
  await run(['list']);
  const {code, out} = await run(['list'], {env: {EQUINIX_API_CLIENTSECRET: 'wrong'}});
  expect(code).toBe(4);
  expect(out).toBe('');
});
