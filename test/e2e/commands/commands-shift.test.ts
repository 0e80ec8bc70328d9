import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {schemaProblems} from '../../support/check-schema.ts';
import {firstRows, longTest} from '../../support/long.ts';
import {prepareShell} from '../../support/prepare-shell.ts';

// Also proven by test/commands: read/list-command.test.ts, read/search-command.test.ts, shift/track.test.ts, shift/handover-command.test.ts.
longTest('a shift from an empty home: list, track out of a mail, search, hand over', async () => {
  const {bash, home} = await prepareShell();
  const list = await bash('casedeck list --json');
  expect(list.code).toBe(0);
  expect(schemaProblems('list', JSON.parse(list.out))).toEqual([]);
  const track = await bash('casedeck track -', 'Please look at 11150929 (was 1-204976070655) and 99999999.');
  expect(track.code).toBe(5);
  expect(track.out).toMatch(/^STATUS .*\nIN_PROGRESS +11150929 /);
  expect((await bash('casedeck search reseat --json | grep -c 11150929')).out).not.toBe('0\n');
  const file = join(home, 'handover.md');
  expect((await bash(`casedeck handover 11150929 --next 11150929='call them' --to '${file}'`)).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('- **Next:** call them');
});

test('a pipe that closes ends everything quietly', async () => {
  // More than a pipe holds.
  const {bash} = await prepareShell({tickets: 250});
  const {code, out, err} = await bash(
    'set -o pipefail; casedeck list --remote --json | head -c 20 >/dev/null; echo "${PIPESTATUS[0]}"; casedeck watch --format tmux --timeout 20s | head -1 | wc -l; casedeck --help | true; echo "${PIPESTATUS[0]}"',
  );
  expect({code, err}).toEqual({code: 0, err: ''});
  expect(out.split('\n')[0]).toBe('0');
  expect(out.split('\n').at(-2)).toBe('0');
});

// Also proven by plain-output.test.ts and test/commands/print-json.test.ts.
longTest('nothing but data on standard output, no colour and no progress in a pipe', async () => {
  const {bash} = await prepareShell();
  const {out, err} = await bash(
    'casedeck sync; casedeck list; casedeck show 11150929; casedeck search power; casedeck handover',
  );
  expect(out + err).not.toContain('\u001B');
  expect(err).toMatch(/^casedeck: \d+ tickets, \d+ read, nothing new\.\n$/);
});

test('on a terminal progress is shown, replaced, and taken away', async () => {
  const {terminal} = await prepareShell({}, 20);
  const driver = terminal('casedeck sync');
  await driver.waitForText(/casedeck: details \d+ of \d+/);
  expect((await driver.waitForExit()).code).toBe(0);
  expect(driver.screen()).not.toContain('details');
  expect(driver.screen()).toMatch(/^casedeck: \d+ tickets, \d+ read/);
  const quiet = terminal('casedeck sync --full --quiet');
  expect((await quiet.waitForExit()).code).toBe(0);
  expect(quiet.screen().trim()).toBe('');
});

test('ctrl-c is exit 130, and what was read before is there', async () => {
  const {terminal, bash, home, sandbox} = await prepareShell({}, 4);
  const reads = () => sandbox.log().filter(({operation}) => operation === 'getTicket').length;
  const sync = terminal('casedeck sync');
  await sync.waitForText(/details [3-9] of/);
  sync.press('ctrl-c');
  expect((await sync.waitForExit()).code).toBe(130);
  expect(sync.screen().trim()).toBe('casedeck: Interrupted.');
  const again = await bash('casedeck list --offline --json | grep -c fetchedAt');
  expect(Number(again.out)).toBeGreaterThan(2);
  for (const line of firstRows([`casedeck handover --to '${home}/late.md'`, 'casedeck watch 11150929'])) {
    const before = reads();
    const driver = terminal(line);
    await driver.waitFor('a read', () => reads() > before);
    driver.kill('SIGINT');
    expect((await driver.waitForExit()).code, line).toBe(130);
  }
  expect(readdirSync(home).filter((name) => name.startsWith('late'))).toEqual([]);
});

// Also proven by test/commands/shift/watch.test.ts.
longTest('a watch in tmux fashion prints a line when the counts change, until it is ended', async () => {
  const {terminal, sandbox, bash} = await prepareShell();
  await bash('casedeck sync');
  const driver = terminal('casedeck watch --format tmux');
  await driver.waitForText(/\d+ open \d+ action 0 unread/);
  await bash('casedeck cancel 1-204976070699 -m "Opened twice." --yes');
  expect(sandbox.ticket('1-204976070699')?.status).toBe('CANCELLED');
  await driver.waitFor('a second line', () => driver.screen().trim().split('\n').length > 1);
  driver.press('ctrl-c');
  expect((await driver.waitForExit()).code).toBe(130);
});
