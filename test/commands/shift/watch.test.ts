import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test as plainTest, vi} from 'vitest';
import {addNote, setStatus} from '../../../src/sandbox/world-changes.ts';
import type {StoredTicket} from '../../../src/sandbox/model.ts';
import {createRandom} from '../../../src/sandbox/random.ts';
import {statusLine} from '../../../src/commands/shift/watch-output.ts';
import {openStore} from '../../../src/store/open-store.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck, type CasedeckRunner, type Ran} from '../../support/run-casedeck.ts';

/** A watch mostly waits: side by side they wait together. */
const test = plainTest.concurrent;

const CASE = '11150929';
const ORDER = '1-204976070699';
const QUICK = ['--interval', '1s', '--timeout', '150s'];
const context = {now: () => Date.now(), random: createRandom(7)};

function change({sandbox}: CasedeckRunner, id: string, make: (ticket: StoredTicket) => StoredTicket): void {
  const ticket = sandbox.ticket(id);
  if (ticket === undefined) throw new Error(`no ticket ${id}`);
  sandbox.put(make(ticket));
}

const answered = (text: string) => (ticket: StoredTicket) =>
  addNote(ticket, {text, type: 'RESOLUTION_NOTES'}, context);
const closed = (ticket: StoredTicket) => setStatus(ticket, 'CLOSED', context);

async function until(condition: () => boolean): Promise<void> {
  await vi.waitUntil(condition, {timeout: 150_000, interval: 20});
}

/** Starts a watch, and changes something as soon as every ticket was read `reads` times. */
async function watching(
  runner: CasedeckRunner,
  args: readonly string[],
  then: () => void,
  reads = 1,
): Promise<Ran> {
  const count = () => runner.asked().filter((name) => name === 'getTicket').length;
  const before = count();
  const ran = runner.run(['watch', ...args]);
  await until(() => count() >= before + reads);
  then();
  return await ran;
}

test('a change is one line, and the exit code 0', async ({onTestFinished}) => {
  const runner = await prepareCasedeck({onTestFinished});
  const {code, out} = await watching(runner, [CASE, ...QUICK], () =>
    change(runner, CASE, answered('Card reseated.\nPlease check.')),
  );
  expect(code).toBe(0);
  expect(out).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}11150929 {2}note {4}Card reseated\.\n$/);
});

test('as JSON a change is one line as documented, with the ticket', async ({onTestFinished}) => {
  const runner = await prepareCasedeck({onTestFinished});
  const {out} = await watching(
    runner,
    [CASE, ...QUICK, '--format', 'json', '--until', 'status:resolved,closed'],
    () => change(runner, CASE, (ticket) => closed(answered('Done.')(ticket))),
  );
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as {kind: string; previousStatus?: string; ticket: {status: string}});
  expect(lines.flatMap((line) => schemaProblems('watch', line))).toEqual([]);
  expect(lines.map((line) => line.kind)).toEqual(['status', 'note']);
  expect(lines[0]).toMatchObject({previousStatus: 'IN_PROGRESS', ticket: {status: 'CLOSED'}});
});

test('a change of status is told by the names that people see', async ({onTestFinished}) => {
  const runner = await prepareCasedeck({onTestFinished});
  const {out} = await watching(runner, [CASE, ...QUICK], () =>
    change(runner, CASE, (ticket) => setStatus(ticket, 'ACTION_REQUIRED', context)),
  );
  expect(out).toMatch(/ 11150929 {2}status {2}IN PROGRESS -> ACTION REQUIRED\n$/);
});

test('our own note is no change', async ({onTestFinished}) => {
  const runner = await prepareCasedeck({onTestFinished});
  const {code, out} = await watching(runner, [CASE, '--interval', '1s', '--timeout', '4s'], () =>
    change(runner, CASE, (ticket) => addNote(ticket, {text: 'Ours', type: 'CUSTOMER_NOTES'}, context)),
  );
  expect({code, out}).toEqual({code: 8, out: ''});
});

test('time that is up is exit 8 and says so; a status that is there already needs no waiting', async ({
  onTestFinished,
}) => {
  const {run} = await prepareCasedeck({onTestFinished});
  const late = await run(['watch', CASE, '--timeout', '1s', '--until', 'status:closed']);
  expect(late).toMatchObject({code: 8, out: '', err: 'casedeck: The time is up.\n'});
  const there = await run(['watch', CASE, '--until', 'status:in-progress']);
  expect(there).toMatchObject({code: 0, out: ''});
});

test('of several tickets one is enough, or with --all each', async ({onTestFinished}) => {
  const runner = await prepareCasedeck({onTestFinished});
  const one = await watching(
    runner,
    [CASE, ORDER, ...QUICK],
    () => change(runner, ORDER, answered('On my way.')),
    2,
  );
  expect(one.out).toContain(`${ORDER}  note`);
  let closedOne = false;
  const both = runner.run(['watch', CASE, ORDER, ...QUICK, '--until', 'status:closed', '--all']);
  change(runner, CASE, closed);
  setTimeout(() => {
    closedOne = true;
    change(runner, ORDER, closed);
  }, 2500);
  const {code} = await both;
  expect(code).toBe(0);
  expect(closedOne).toBe(true);
});

test('a command runs for each change, with the JSON on its standard input and no credential around it', async ({
  onTestFinished,
}) => {
  const runner = await prepareCasedeck({onTestFinished});
  const file = join(runner.home, 'seen');
  const {code, out} = await watching(
    runner,
    [CASE, ...QUICK, '--exec', `cat >> '${file}'; env >> '${file}'; echo told`],
    () => change(runner, CASE, answered('First.')),
  );
  expect(code).toBe(0);
  const [json = '', ...env] = readFileSync(file, 'utf8').split('\n');
  expect(JSON.parse(json)).toMatchObject({id: CASE, kind: 'note', text: 'First.'});
  expect(env.join('\n')).toContain(`HOME=${runner.home}`);
  expect(env.join('\n')).not.toContain('EQUINIX_API_CLIENTSECRET');
  expect(env.join('\n')).not.toContain(runner.sandbox.clientSecret);
  // Its words are no data of ours.
  expect(out).not.toContain('told');
});

test('several words are a program and its arguments, and no shell reads them', async ({onTestFinished}) => {
  const runner = await prepareCasedeck({onTestFinished});
  const script = join(runner.home, 'hook.sh');
  const file = join(runner.home, 'arguments');
  writeFileSync(script, `#!/bin/sh\nprintf '%s\\n' "$@" > '${file}'\n`, {mode: 0o700});
  const {err} = await watching(
    runner,
    [CASE, ...QUICK, '--exec', script, 'a b', '$(touch evil)', '; false'],
    () => change(runner, CASE, answered('First.')),
  );
  expect(err).toBe('');
  expect(readFileSync(file, 'utf8')).toBe('a b\n$(touch evil)\n; false\n');
  expect(existsSync('evil')).toBe(false);
});

test('a command that fails is told and ends nothing', async ({onTestFinished}) => {
  const runner = await prepareCasedeck({onTestFinished});
  const {code, err} = await watching(runner, [CASE, ...QUICK, '--exec', 'exit 3'], () =>
    change(runner, CASE, answered('First.')),
  );
  expect(code).toBe(0);
  expect(err).toBe('casedeck: The command of --exec failed: it ended with code 3.\n');
  const missing = await watching(runner, [CASE, ...QUICK, '--exec', '/no/such', 'program'], () =>
    change(runner, CASE, answered('Second.')),
  );
  expect(missing.code).toBe(0);
  expect(missing.err).toContain('The command of --exec failed: spawn /no/such ENOENT');
});

test('without ids the whole list is watched; the first look at it is no news', async ({onTestFinished}) => {
  const config = '[refresh]\nlist = "1s"\nopen = "1s"\nvisible = "1s"\n';
  const runner = await prepareCasedeck({config, onTestFinished});
  const watch = runner.run(['watch', '--until', 'note', '--timeout', '120s']);
  const isRead = () =>
    runner.sandbox.log().some(({operation, path}) => operation === 'getTicket' && path.includes(CASE));
  await until(isRead);
  change(runner, CASE, answered('Found by the round.'));
  const {code, out} = await watch;
  expect(code).toBe(0);
  expect(out).toMatch(/11150929 {2}note {4}Found by the round\.\n$/);
  expect(out).not.toContain('ticket  ');
});

test('for tmux one line with the counts, or the states of some tickets', async ({onTestFinished}) => {
  const {run} = await prepareCasedeck({onTestFinished});
  await run(['sync']);
  const all = await run(['watch', '--format', 'tmux', '--timeout', '1s', '--offline']);
  expect(all).toMatchObject({code: 8, out: expect.stringMatching(/^\d+ open \d+ action \d+ unread\n$/)});
  const some = await run(['watch', CASE, ORDER, '--format', 'tmux', '--timeout', '1s']);
  expect(some.out).toBe(`${CASE} IN PROGRESS | ${ORDER} SUBMITTED\n`);
});

test('a service that goes away is told once, waited for, and told once when it is back', async ({
  onTestFinished,
}) => {
  const runner = await prepareCasedeck({onTestFinished});
  const watch = runner.run(['watch', CASE, ...QUICK]);
  await until(() => runner.asked().length > 0);
  runner.sandbox.setFaults([{operation: 'getTicket', times: 4, status: 503}]);
  const reads = () =>
    runner.sandbox.log().filter(({operation, status}) => operation === 'getTicket' && status === 200).length;
  await until(() => reads() >= 2);
  change(runner, CASE, answered('Back again.'));
  const {code, err} = await watch;
  expect(code).toBe(0);
  expect(err.split('\n')).toEqual([
    expect.stringMatching(/Trying on\.$/),
    'casedeck: The service answers again.',
    '',
  ]);
});

plainTest.each([
  [['watch', '99999999'], 5, 'was not found'],
  [['watch', CASE, '--until', 'tomorrow'], 2, '--until "tomorrow" is not understood'],
  [['watch', '--exec', 'cat > x', CASE], 2, 'stands behind --exec'],
  [['watch', CASE, '--timeout', 'long'], 2, '--timeout is not a time'],
  [['watch', CASE, '--interval', '10ms'], 2, '--interval must be at least 1s'],
  [['watch', CASE, '--format', 'xml'], 2, 'is invalid'],
])('%j is refused at once', async (args, code, words) => {
  const {run} = await prepareCasedeck();
  const ran = await run(args);
  expect(ran).toMatchObject({code, out: ''});
  expect(ran.err).toContain(words);
});

plainTest('what tmux would take for a style stays text', () => {
  const store = openStore({file: ':memory:'});
  const status = toSafeText('#[bg=red]');
  store.putSummaries([{id: toSafeText(CASE), kind: 'CASE', status, ibx: []}], Date.now());
  expect(statusLine(store, [CASE])).toBe(`${CASE} ##[bg=red]\n`);
  store.close();
});
