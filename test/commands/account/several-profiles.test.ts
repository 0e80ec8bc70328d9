import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {createRandom} from '../../../src/sandbox/random.ts';
import {addNote, setStatus} from '../../../src/sandbox/world-changes.ts';
import type {StoredTicket} from '../../../src/sandbox/model.ts';
import type {Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {prepareCasedeck, type JsonTicket} from '../../support/run-casedeck.ts';
import {twoAccounts} from '../../support/two-accounts.ts';
import {schemaProblems} from '../../support/check-schema.ts';
import {cheapPassphrases} from '../../support/runner/cheap-passphrases.ts';

const TICKET = '11150929';
/** Which order history shows. */
const LISTED = '1-204976070702';
const ORDER = '1-204976070699';
/** As many as have these among them: each command reads all that are open, of two accounts. */
const FEW = {tickets: 16};
const context = {now: () => Date.now(), random: createRandom(7)};
const LONG = {timeout: 150_000, interval: 20};

cheapPassphrases();

type Synced = {readonly changes: readonly {readonly id: string; readonly status?: string}[]};
type Joined = JsonTicket & {readonly profile: string; readonly number: string};

test('reading commands read several profiles as one, and an id names its profile', async () => {
  const {config, env} = await twoAccounts(FEW);
  const {run, json} = await prepareCasedeck({config});
  const list = await json<readonly Joined[]>(['--profile', 'prod,lab', 'list', '--view', 'all'], {env});
  expect(list.code).toBe(0);
  expect(schemaProblems('list', list.json)).toEqual([]);
  const same = list.json.filter(({number}) => number === TICKET);
  expect(same.map(({id, profile}) => [id, profile])).toEqual(
    expect.arrayContaining([
      [`prod/${TICKET}`, 'prod'],
      [`lab/${TICKET}`, 'lab'],
    ]),
  );
  const filtered = await json<readonly Joined[]>(
    ['--profile', 'prod,lab', 'list', 'account:lab', '--offline'],
    {env},
  );
  expect(new Set(filtered.json.map(({profile}) => profile))).toEqual(new Set(['lab']));

  const shown = await run(['--profile', 'prod,lab', 'show', `lab/${TICKET}`], {env});
  expect(shown.out).toContain(`lab/${TICKET}`);
  const either = await run(['--profile', 'prod,lab', 'show', TICKET], {env});
  expect(either).toMatchObject({code: 2});
  expect(either.err).toContain(`${TICKET} is a ticket of prod and lab.`);
  expect(either.err).toContain(`prod/${TICKET} or lab/${TICKET}`);

  const found = await run(['--profile', 'prod,lab', 'search', 'reseat'], {env});
  expect(found.out).toMatch(new RegExp(`prod/${TICKET}[^]*lab/${TICKET}|lab/${TICKET}[^]*prod/${TICKET}`));
  const csv = await run(['--profile', 'prod,lab', 'list', '--csv', '--offline'], {env});
  expect(csv.out.split('\n')[0]).toMatch(/,profile$/);
});

test('an account that cannot be read is named in one line, the others are listed, and the exit code says it', async () => {
  const {lab, config, env} = await twoAccounts(FEW);
  const {run} = await prepareCasedeck({config});
  const list = await run(['--profile', 'all', 'list'], {env});
  expect(list.code).toBe(3);
  expect(list.err.split('\n').filter((line) => line.includes('new: '))).toEqual([
    expect.stringMatching(/^casedeck: new: Not signed in/),
  ]);
  expect(list.out).toContain(`prod/${LISTED}`);
  expect(list.out).toContain(`lab/${LISTED}`);
  // As JSON the line names the account for programs.
  const json = await run(['--profile', 'all', 'list', '--json', '--quiet'], {env});
  expect(json.code).toBe(3);
  expect(errorLines(json.err)).toMatchObject([{code: 'auth', profile: 'new'}]);
  // One that is away is shown as it was read last.
  await lab.close();
  const away = await run(['--profile', 'prod,lab', 'list'], {env});
  expect(away.code).toBe(3);
  expect(away.err).toMatch(/^casedeck: lab: .*Showing what was read/m);
  expect(away.err).not.toContain('prod: ');
  expect(away.out).toContain(`lab/${LISTED}`);
  // What the filter does not ask for is not read.
  expect((await run(['--profile', 'prod,lab', 'list', 'account:prod'], {env})).code).toBe(0);
  // Nobody is left: that is a failure as with one account.
  const none = await run(['--profile', 'new', 'list'], {env});
  expect(none.code).toBe(4);
});

test('of tickets in several accounts one that cannot be had stops none of the others', async () => {
  const {config, env} = await twoAccounts(FEW);
  const {run} = await prepareCasedeck({config});
  const {code, out, err} = await run(['--profile', 'all', 'show', `new/${TICKET}`, `lab/${TICKET}`], {env});
  expect(code).toBe(4);
  expect(err).toContain(`new/${TICKET}: Not signed in`);
  expect(out).toContain(`lab/${TICKET}`);
});

test('sync reads each account, and tells the changes of all', async () => {
  const {prod, lab, config, env} = await twoAccounts(FEW);
  const {run, json} = await prepareCasedeck({config});
  const first = await run(['--profile', 'prod,lab', 'sync', '--limit', '1'], {env});
  expect(first.code).toBe(0);
  for (const sandbox of [prod, lab]) change(sandbox, ORDER, (ticket) => setStatus(ticket, 'CLOSED', context));
  const second = await json<Synced>(['--profile', 'all', 'sync', '--limit', '1'], {env});
  expect(second.code).toBe(3);
  expect(errorLines(second.err)).toMatchObject([{code: 'auth', profile: 'new'}]);
  expect(schemaProblems('sync', second.json)).toEqual([]);
  const closed = second.json.changes.filter(({status}) => status === 'CLOSED').map(({id}) => id);
  expect(closed).toEqual([`prod/${ORDER}`, `lab/${ORDER}`]);
});

test('watch tells changes of every account, and one that cannot be read once', async () => {
  const {lab, config, env} = await twoAccounts(FEW);
  const {run} = await prepareCasedeck({config});
  const timed = ['--until', 'note', '--timeout', '150s'];
  const asked = lab.log().length;
  const one = run(['--profile', 'prod,lab', 'watch', `lab/${TICKET}`, '--interval', '1s', ...timed], {env});
  await vi.waitUntil(
    () =>
      lab
        .log()
        .slice(asked)
        .some(({operation}) => operation === 'getTicket'),
    LONG,
  );
  change(lab, TICKET, (ticket) =>
    addNote(ticket, {text: 'Card reseated.', type: 'RESOLUTION_NOTES'}, context),
  );
  expect(await one).toMatchObject({
    code: 0,
    out: expect.stringContaining(`lab/${TICKET}  note    Card reseated.`),
  });
  const list = await run(['--profile', 'all', 'watch', '--timeout', '1s'], {env});
  expect(list.code).toBe(8);
  expect(list.err.match(/new: Not signed in/g)).toHaveLength(1);
});

test('an e-mail, files and an export come from the account that the id names', async () => {
  const {prod, lab, config, env} = await twoAccounts(FEW);
  const {run, home} = await prepareCasedeck({config});
  const both = ['--profile', 'prod,lab'];
  const emails = await run([...both, 'email', `lab/${TICKET}`], {env});
  const emailId = /^\S+/.exec(emails.out)?.[0] ?? '';
  expect(await run([...both, 'email', `lab/${TICKET}`, emailId], {env})).toMatchObject({code: 0});
  expect(await run([...both, 'download', `lab/${TICKET}`, '--to', home], {env})).toMatchObject({code: 0});
  const exported = await run([...both, 'export', `lab/${TICKET}`, '--to', home], {env});
  expect(exported).toMatchObject({code: 0, out: `${home}/${TICKET}\n`});
  expect(lab.log().length).toBeGreaterThan(4);
  expect(prod.log()).toEqual([]);
});

test('what is stored is read of several accounts, too', async () => {
  const {prod, config, env} = await twoAccounts(FEW);
  const {run, json} = await prepareCasedeck({config});
  const both = ['--profile', 'prod,lab'];
  await run([...both, 'show', `prod/${TICKET}`, `lab/${TICKET}`], {env});
  await run(['--profile', 'prod', 'track', TICKET, '--offline'], {env});
  expect((await run([...both, 'track'], {env})).out).toContain(`prod/${TICKET}`);
  await run(['--profile', 'prod', 'note', TICKET, '--draft-only', '-m', 'proposed'], {env});
  expect((await run([...both, 'drafts'], {env})).out).toContain(`prod/${TICKET}`);
  expect((await run([...both, 'drafts', 'show', `prod/${TICKET}`], {env})).out).toBe('proposed\n');
  const since = await json([...both, 'since', '1h'], {env});
  expect(schemaProblems('since', since.json)).toEqual([]);
  expect(JSON.stringify(since.json)).toMatch(/"prod\/.*"lab\/|"lab\/.*"prod\//);
  expect((await run([...both, 'handover', '--view', 'all', '--offline'], {env})).out).toContain(
    `lab/${TICKET}`,
  );
  expect(await run(['--profile', 'prod', 'note', TICKET, '-m', 'hello'], {env})).toMatchObject({code: 0});
  expect(prod.log().some(({operation = ''}) => /^add.*Note$/.test(operation))).toBe(true);
  expect((await run([...both, 'audit'], {env})).out).toContain(TICKET);
});

type Told = {readonly id: string; readonly accounts?: readonly string[]};

test('order history, notices, a site and a ticket as text are read of several accounts', async () => {
  const {config, env} = await twoAccounts(FEW);
  const {run, json} = await prepareCasedeck({config});
  const both = ['--profile', 'prod,lab'];
  const remote = await json<readonly Joined[]>([...both, 'list', '--remote', '--limit', '6'], {env});
  expect(new Set(remote.json.map(({profile}) => profile))).toEqual(new Set(['prod', 'lab']));
  const site = await run([...both, 'site', remote.json[0]?.ibx[0] ?? ''], {env});
  expect(site.out).toMatch(/prod\/[^]*lab\/|lab\/[^]*prod\//);
  expect((await run([...both, 'open', `lab/${TICKET}`], {env})).out).toContain(`lab/${TICKET}`);
  const notices = await json<readonly Told[]>([...both, 'notices', '--ibx', 'FR5'], {env});
  expect(schemaProblems('notices', notices.json)).toEqual([]);
  expect(notices.json.map(({accounts}) => accounts)).toContainEqual(['prod', 'lab']);
  expect(new Set(notices.json.map(({id}) => id)).size).toBe(notices.json.length);
  expect(await run([...both, 'notices'], {env})).toMatchObject({
    code: 0,
    out: expect.stringContaining('FR5 (prod, lab)'),
  });
  expect(await run(['--profile', 'all', 'notices'], {env})).toMatchObject({code: 3});
});

test('the configuration may name several; what works in one account then says so', async () => {
  const {config, env} = await twoAccounts(FEW);
  const {run, home} = await prepareCasedeck();
  const file = join(home, 'config', 'casedeck', 'config.toml');
  for (const [names, code] of [
    ['prod, lab', 0],
    ['all', 3],
  ] as const) {
    writeFileSync(file, `default_profile = "${names}"\n${config}`, {mode: 0o600});
    expect(await run(['list'], {env})).toMatchObject({code, out: expect.stringContaining(`lab/${LISTED}`)});
  }
  const note = await run(['note', TICKET, '-m', 'hello'], {env});
  expect(note).toMatchObject({code: 2, err: expect.stringContaining('--profile prod or --profile lab')});
  expect(await run(['login', '--client-id', 'x'], {env, stdin: 'x'})).toMatchObject({code: 2});
  expect(await run(['profiles'], {env})).toMatchObject({code: 0, out: expect.stringContaining('lab')});
});

test('what writes wants one profile; a name that nobody knows is refused', async () => {
  const {prod, lab, config, env} = await twoAccounts(FEW);
  const {run} = await prepareCasedeck({config});
  const note = await run(['--profile', 'prod,lab', 'note', TICKET, '-m', 'hello'], {env});
  expect(note.code).toBe(2);
  expect(note.err).toContain('This command works in one account.');
  expect(note.err).toContain('--profile prod or --profile lab');
  expect([...prod.log(), ...lab.log()]).toEqual([]);
  const slip = await run(['--profile', 'prod,lbb', 'list'], {env});
  expect(slip.code).not.toBe(0);
  expect(slip.err).toContain('There is no profile lbb.');
  expect(slip.err).toContain('prod, lab, new');
});

function change(sandbox: Sandbox, id: string, make: (ticket: StoredTicket) => StoredTicket): void {
  const ticket = sandbox.ticket(id);
  if (ticket === undefined) throw new Error(`no ticket ${id}`);
  sandbox.put(make(ticket));
}

/** The errors that standard error tells as JSON, each held against its schema. */
function errorLines(err: string): readonly unknown[] {
  const lines = err.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => {
    const parsed = JSON.parse(line) as {readonly error: unknown};
    expect(schemaProblems('error-line', parsed)).toEqual([]);
    return parsed.error;
  });
}

test('two accounts whose secrets are in files with a passphrase each: each is asked for once', async () => {
  const {prod, lab, env} = await twoAccounts(FEW);
  const {run} = await prepareCasedeck();
  const phrases = {prod: 'correct horse of prod', lab: 'battery staple of lab'};
  for (const [name, {url, clientId, clientSecret}] of Object.entries({prod, lab})) {
    const phrase = phrases[name as 'prod' | 'lab'];
    const login = [
      '--profile',
      name,
      'login',
      '--environment',
      url,
      '--client-id',
      clientId,
      '--store',
      'age',
    ];
    const signedIn = await run(login, {env, answers: [clientSecret, phrase, phrase]});
    expect(signedIn).toMatchObject({code: 0});
  }
  const listed = await run(['--profile', 'all', 'list'], {env, answers: [phrases.prod, phrases.lab]});
  expect(listed).toMatchObject({code: 0});
  expect(listed.out).toMatch(/prod\/[^]*lab\/|lab\/[^]*prod\//);
  expect(listed.err.match(/Passphrase for the secret of "\w+": /g)).toEqual([
    'Passphrase for the secret of "prod": ',
    'Passphrase for the secret of "lab": ',
  ]);
  // Where one is not told the other account is read.
  const half = await run(['--profile', 'all', 'list'], {env, answers: [phrases.prod]});
  expect(half).toMatchObject({code: 3, err: expect.stringContaining('lab: ')});
});
