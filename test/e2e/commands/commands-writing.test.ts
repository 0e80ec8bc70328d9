import {spawn} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {firstRows, longTest} from '../../support/long.ts';
import {casedeckCommand} from '../../support/start-console.ts';
import {prepareShell, type Shell} from '../../support/prepare-shell.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

const CASE = '11150929';

function operations({sandbox}: Shell): readonly (string | undefined)[] {
  return sandbox.log().map(({operation}) => operation);
}

/** Runs it without a terminal and interrupts it once `ready` holds. */
async function interrupted(
  shell: Shell,
  args: readonly string[],
  ready: () => boolean,
  signal: NodeJS.Signals = 'SIGINT',
) {
  const [command, ...first] = casedeckCommand();
  const child = spawn(command, [...first, ...args], {
    env: shell.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await expect.poll(ready, {timeout: 20_000, interval: 20}).toBe(true);
  child.kill(signal);
  return {code: await ended, err};
}

// Also proven by test/commands/write/note.test.ts.
longTest('show tech piped into a note, from a shell', async () => {
  const shell = await prepareShell();
  const {code, out, err} = await shell.bash(
    `set -o pipefail; seq 1 40000 | casedeck note ${CASE} -m 'As asked.' --attach - --name sw1.txt --json | grep -c '"state": "sent"'`,
  );
  expect({code, out, err}).toEqual({
    code: 0,
    out: '1\n',
    err: expect.stringMatching(/^casedeck: uploaded sw1\.txt, 223\.5 kB\./),
  });
  const file = shell.sandbox.ticket(CASE)?.attachments.at(-1);
  expect(file?.name).toBe('sw1.txt');
  expect(file !== undefined && 'bytes' in file.content ? file.content.bytes.length : 0).toBe(228_894);
});

// Also proven by test/commands/write/create.test.ts.
longTest('a ticket from jq to a number in a variable', async () => {
  const shell = await prepareShell();
  const line = `id=$(printf '{"code": "0005-0001", "description": "Door."}' | casedeck create --file - --yes -q | cut -d' ' -f1) && casedeck show "$id" --json | grep '"kind"'`;
  expect(await shell.bash(line)).toMatchObject({code: 0, out: '  "kind": "TROUBLE",\n', err: ''});
});

test('on a terminal an upload shows its progress, and ctrl-c stops it: nothing on the ticket, the text kept', async () => {
  const shell = await prepareShell();
  const {terminal, sandbox, home, bash} = shell;
  const notes = sandbox.ticket(CASE)?.notes.length;
  writeFileSync(join(home, 'big.pdf'), new Uint8Array(8_000_000));
  sandbox.setFaults([{operation: 'uploadAttachment', readBytesPerSecond: 1_000_000}]);
  const driver = terminal(`casedeck note ${CASE} -m 'With a picture.' --attach ${join(home, 'big.pdf')}`);
  await driver.waitForText(/\[#*-+\] {1,4}\d+% .* of 7\.6 MB .*\/s .* s left {2}big\.pdf/);
  driver.press('ctrl-c');
  expect((await driver.waitForExit()).code).toBe(130);
  expect(driver.screen()).toContain(`kept as the draft of ${CASE}`);
  expect(driver.screen()).toContain('casedeck: Interrupted.');
  expect(driver.screen()).not.toContain('%');
  expect(sandbox.ticket(CASE)?.notes).toHaveLength(notes ?? 0);
  sandbox.setFaults([]);
  expect((await bash(`casedeck note ${CASE} --draft`)).code).toBe(0);
  expect(sandbox.ticket(CASE)?.notes.at(-1)?.text).toBe('With a picture.');
});

test.each(
  firstRows([
    ['SIGINT', 'Interrupted'],
    ['SIGTERM', 'Terminated'],
  ] as const),
)('a download ended by %s leaves nothing', async (signal, words) => {
  const shell = await prepareShell();
  shell.sandbox.setFaults([{operation: 'downloadAttachment', bytesPerSecond: 20_000}]);
  const to = join(shell.home, 'to');
  mkdirSync(to);
  const begun = () => readdirSync(to).some((name) => name.endsWith('.part'));
  const {code, err} = await interrupted(
    shell,
    ['download', CASE, 'slot3-before.jpg', '--to', to],
    begun,
    signal,
  );
  expect(code).toBe(130);
  expect(err).toBe(`casedeck: ${words}.\n`);
  expect(readdirSync(to)).toEqual([]);
});

// Also proven by the download before; what is left of an export: test/commands/read/export.test.ts.
longTest('an export ended by ctrl-c leaves nothing', async () => {
  const shell = await prepareShell();
  shell.sandbox.setFaults([{operation: 'downloadAttachment', bytesPerSecond: 20_000}]);
  const to = join(shell.home, 'to');
  mkdirSync(to);
  const begun = () => readdirSync(to, {recursive: true}).some((name) => String(name).endsWith('jpg.part'));
  const {code} = await interrupted(shell, ['export', CASE, '--to', to], begun);
  expect(code).toBe(130);
  expect(readdirSync(to)).toEqual([]);
});

test('ctrl-c while a note is on its way: its fate is waited for a moment, then looked up by the next run', async () => {
  const shell = await prepareShell();
  shell.sandbox.setFaults([{operation: 'addCaseNote', answerDelay: 20_000, times: 1}]);
  const onItsWay = () => shell.sandbox.ticket(CASE)?.notes.at(-1)?.text === 'Slow.';
  const {code, err} = await interrupted(shell, ['note', CASE, '-m', 'Slow.'], onItsWay);
  expect(code).toBe(130);
  expect(err).toContain('whether the note arrived is not known');
  const again = await shell.bash(`casedeck note ${CASE} -m 'Slow.' --json`);
  expect(JSON.parse(again.out)).toMatchObject({state: 'sent'});
  expect(shell.sandbox.ticket(CASE)?.notes.filter(({text}) => text === 'Slow.')).toHaveLength(1);
});

test('ctrl-c before a note could be sent: the text is the draft', async () => {
  const shell = await prepareShell();
  shell.sandbox.setFaults([{operation: 'addCaseNote', status: 429, retryAfter: 20}]);
  const tried = () => operations(shell).includes('addCaseNote');
  const {code, err} = await interrupted(shell, ['note', CASE, '-m', 'Later, then.'], tried);
  expect(code).toBe(130);
  expect(err).toContain(`kept as the draft of ${CASE}`);
  expect((await shell.bash('casedeck drafts --json')).out).toContain('Later, then.');
});

test('told to wait: a long pause ends the command at once, with the time; a short one is told and waited for', async () => {
  const casedeck = await prepareCasedeck();
  casedeck.sandbox.setFaults([{operation: 'addCaseNote', status: 429, retryAfter: 3600}]);
  const long = await casedeck.run(['note', CASE, '-m', 'Not now.']);
  expect(long.code).toBe(8);
  expect(long.err).toMatch(/asks for a pause until \d{4}-\d\d-\d\d \d\d:\d\d UTC \(\d/);
  expect(long.err).not.toContain('by itself');
  const other = await prepareCasedeck();
  other.sandbox.setFaults([{operation: 'addCaseNote', status: 429, retryAfter: 2, times: 1}]);
  const short = await other.run(['note', CASE, '-m', 'In a moment.']);
  expect(short).toMatchObject({
    code: 0,
    err: expect.stringMatching(/asks for a pause until .* which is waited for/),
  });
});

test('a person cancels: the question, the id, the new state; the editor has ctrl-c for itself', async () => {
  const shell = await prepareShell();
  const editor = join(shell.home, 'editor.sh');
  // It takes an interrupt as its own, as vi does, and writes the reason.
  writeFileSync(
    editor,
    '#!/bin/bash\ntrap "printf \'Found it.\' > \\"$1\\"; exit 0" INT\necho editing\nwhile :; do sleep 0.1; done\n',
    {mode: 0o755},
  );
  const driver = shell.terminal(`EDITOR='${editor}' casedeck cancel ${CASE}`);
  await driver.waitForText('editing');
  driver.press('ctrl-c');
  await driver.waitForText('Type the id to confirm:');
  expect(driver.screen()).toContain(`Cancel ${CASE}, of custom`);
  driver.write(`${CASE}\r`);
  expect((await driver.waitForExit()).code).toBe(0);
  expect(driver.screen()).toContain(`casedeck: ${CASE} is cancelled; its status is CANCELLED`);
  const sent = shell.sandbox.log().find(({operation}) => operation === 'cancelTicket');
  expect(sent?.body).toEqual({reason: 'Found it.'});
});

test('ctrl-c at a question is 130, and nothing was sent', async () => {
  const shell = await prepareShell();
  const driver = shell.terminal(`casedeck create --code 0005-0001 -m 'Door does not lock.'`);
  await driver.waitForText('Create this ticket? Type yes:');
  expect(driver.screen()).toContain('Security / Cage door not working (0005-0001)');
  driver.press('ctrl-c');
  expect((await driver.waitForExit()).code).toBe(130);
  expect(operations(shell)).not.toContain('createTicket');
});

// Also proven by commands-shift.test.ts.
longTest('a reader that closes the pipe ends it quietly', async () => {
  const {bash, sandbox} = await prepareShell();
  const email = sandbox.ticket(CASE)?.emails[0]?.id ?? '';
  const {code, err} = await bash(
    `set -o pipefail; casedeck email ${CASE} ${email} --html | head -c 5 > /dev/null; casedeck create --template | head -1`,
  );
  expect({code, err}).toEqual({code: 0, err: ''});
});

// Also proven by test/commands/read/export.test.ts.
longTest('a saved ticket can be read back: what was exported is what the service has', async () => {
  const {bash, home} = await prepareShell();
  expect(
    (await bash(`cd '${home}' && casedeck export ${CASE} && cd ${CASE} && sha256sum --quiet -c SHA256SUMS`))
      .code,
  ).toBe(0);
  expect(readFileSync(join(home, CASE, 'files', 'dal-cr2-log.txt'), 'utf8')).toContain(
    'fabric link 3/1 down',
  );
});
