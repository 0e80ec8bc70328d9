import {createHash} from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {DownloadJson} from '../../../src/commands/read/download-command.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

const CASE = '11150929';
const HOSTILE = '11150666';

function folderIn({home}: CasedeckRunner): string {
  const folder = join(home, 'downloads');
  mkdirSync(folder);
  return folder;
}

/** Puts files on a ticket as the service has them. */
function putFiles(
  {sandbox}: CasedeckRunner,
  files: readonly {readonly name: string; readonly text: string}[],
): void {
  const ticket = sandbox.ticket(CASE);
  if (ticket === undefined) throw new Error('no ticket');
  const attachments = files.map(({name, text}, index) => ({
    id: `c77c5f58-a7ea-4e88-9fc4-1a290002740${index}`,
    name,
    source: 'EQUINIX' as const,
    content: {text},
  }));
  sandbox.put({...ticket, attachments});
}

test('all files of a ticket, private, whole, and nothing besides', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  const {code, json, err} = await casedeck.json<DownloadJson>(['download', CASE, '--to', to]);
  expect(code).toBe(0);
  expect(readdirSync(to).toSorted()).toEqual(['dal-cr2-log.txt', 'slot3-before.jpg']);
  expect(json).toMatchObject({ticket: CASE, folder: to, failed: []});
  expect(json.files.map(({name, size}) => [name, size])).toEqual([
    ['slot3-before.jpg', 183_000],
    ['dal-cr2-log.txt', 98],
  ]);
  for (const {path, sha256, size} of json.files) {
    const bytes = readFileSync(path);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect(bytes).toHaveLength(size);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  }
  expect(err).toContain('casedeck: slot3-before.jpg, 178.7 kB\n');
});

test('one by its name, one by its id; a name that is not there lists those that are', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  const named = await casedeck.run(['download', CASE, 'dal-cr2-log.txt', '--to', to]);
  expect(named).toMatchObject({code: 0, out: `${join(to, 'dal-cr2-log.txt')}\n`});
  const id = casedeck.sandbox.ticket(CASE)?.attachments[0]?.id ?? '';
  expect((await casedeck.run(['download', CASE, id, '--to', to])).out).toBe(
    `${join(to, 'slot3-before.jpg')}\n`,
  );
  const missing = await casedeck.run(['download', CASE, 'other.txt', '--to', to]);
  expect(missing).toMatchObject({
    code: 5,
    err: expect.stringContaining('Its files: slot3-before.jpg, dal-cr2-log.txt.'),
  });
});

test('never over an existing file: not a file, a link or a folder, and not one of the same name', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  const outside = join(casedeck.home, 'outside.txt');
  writeFileSync(outside, 'mine');
  putFiles(casedeck, [
    {name: 'same.txt', text: 'first'},
    {name: 'same.txt', text: 'second'},
    {name: 'link.txt', text: 'theirs'},
    {name: 'dir.txt', text: 'theirs'},
  ]);
  writeFileSync(join(to, 'same.txt'), 'mine');
  symlinkSync(outside, join(to, 'link.txt'));
  symlinkSync(outside, join(to, `casedeck-${process.pid}-dir.txt.part`));
  mkdirSync(join(to, 'dir.txt'));
  const ran = await casedeck.run(['download', CASE, '--to', to]);
  expect(ran.code).toBe(0);
  expect(readFileSync(join(to, 'same.txt'), 'utf8')).toBe('mine');
  expect(readFileSync(join(to, 'same (1).txt'), 'utf8')).toBe('first');
  expect(readFileSync(join(to, 'same (2).txt'), 'utf8')).toBe('second');
  expect(readFileSync(join(to, 'link (1).txt'), 'utf8')).toBe('theirs');
  expect(readFileSync(join(to, 'dir (1).txt'), 'utf8')).toBe('theirs');
  expect(readFileSync(outside, 'utf8')).toBe('mine');
});

test('two downloads of the same file at once are two files', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  casedeck.sandbox.setFaults([{operation: 'downloadAttachment', bytesPerSecond: 400_000}]);
  const args = ['download', CASE, 'slot3-before.jpg', '--to', to];
  const [first, second] = await Promise.all([casedeck.run(args), casedeck.run(args)]);
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(readdirSync(to).toSorted()).toEqual(['slot3-before (1).jpg', 'slot3-before.jpg']);
});

test('hostile names stay inside the folder, and say nothing to the terminal', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  const ran = await casedeck.run(['download', HOSTILE, '--to', to]);
  expect(ran.code).toBe(0);
  const names = readdirSync(to);
  expect(names).toHaveLength(8);
  for (const name of names)
    expect(name).toMatch(/^[^\p{Cc}\p{Cf}/\\:*?"<>|.\- ][^\p{Cc}\p{Cf}/\\:*?"<>|]*$/u);
  expect(names).toEqual(
    expect.arrayContaining(['authorized_keys', '_con.txt', 'bashrc', '日本語 ファイル _引用_ ;名.txt']),
  );
  expect(existsSync(join(casedeck.home, '.ssh'))).toBe(false);
  // oxlint-disable-next-line no-control-regex -- what is looked for
  expect(ran.out + ran.err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test.each([
  ['half of it', {truncate: true}],
  ['all but the last byte', {truncate: 97}],
  ['nothing of it', {truncate: 0}],
])('a download that is cut (%s) is an error, and leaves no file', async (_what, fault) => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  casedeck.sandbox.setFaults([{operation: 'downloadAttachment', ...fault}]);
  const ran = await casedeck.run(['download', CASE, 'dal-cr2-log.txt', '--to', to]);
  expect(ran).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/dal-cr2-log\.txt: .*(lost|incomplete)/),
  });
  expect(readdirSync(to)).toEqual([]);
});

test('one that fails does not stop the others; its code is the exit code', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  casedeck.sandbox.setFaults([{operation: 'downloadAttachment', status: 404, times: 1}]);
  const {code, json} = await casedeck.json<DownloadJson>(['download', CASE, '--to', to]);
  expect(code).toBe(5);
  expect(json.failed).toMatchObject([{name: 'slot3-before.jpg', error: {kind: 'not-found', status: 404}}]);
  expect(readdirSync(to)).toEqual(['dal-cr2-log.txt']);
});

test('a file whose length nobody says ends where it is asked to, and not before', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  casedeck.sandbox.setFaults([{operation: 'downloadAttachment', headers: {'Transfer-Encoding': 'chunked'}}]);
  const asked = (most: string) =>
    casedeck.run(['download', CASE, 'dal-cr2-log.txt', '--to', to, '--most', most]);
  expect(await asked('50')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/longer than 50 B.*--most 200B" takes more/s),
  });
  expect(readdirSync(to)).toEqual([]);
  expect((await asked('0.1k')).code).toBe(0);
  expect(readdirSync(to)).toEqual(['dal-cr2-log.txt']);
  expect(await asked('much')).toMatchObject({code: 2, err: expect.stringContaining('is not a size')});
});

test('a ticket that is known by its order number alone: why its files cannot be had', async () => {
  const casedeck = await prepareCasedeck();
  const ticket = casedeck.sandbox.ticket(CASE);
  if (ticket === undefined) throw new Error('no ticket');
  const {caseNumber: _none, ...order} = ticket;
  casedeck.sandbox.put({...order, orderNumber: '1-204976070655'});
  const ran = await casedeck.run(['download', '1-204976070655']);
  expect(ran).toMatchObject({code: 6, err: expect.stringContaining('it has no 8-digit case number')});
});

test('no files is no failure; a folder that cannot be written to is', async () => {
  const casedeck = await prepareCasedeck();
  putFiles(casedeck, []);
  const none = await casedeck.run(['download', CASE, '--to', folderIn(casedeck)]);
  expect(none).toMatchObject({code: 0, out: '', err: `casedeck: ${CASE} has no files.\n`});
  writeFileSync(join(casedeck.home, 'file'), '');
  putFiles(casedeck, [{name: 'a.txt', text: 'a'}]);
  const ran = await casedeck.run(['download', CASE, '--to', join(casedeck.home, 'file')]);
  expect(ran).toMatchObject({code: 1, err: expect.stringContaining('it exists and is no folder')});
});

test('other exit codes: 1 away, 4 another organisation, 5 unknown', async () => {
  const {run, sandbox} = await prepareCasedeck();
  expect((await run(['download', CASE], {env: {EQUINIX_API_ENDPOINT: 'http://127.0.0.1:2'}})).code).toBe(1);
  expect((await run(['download', '99999999'])).code).toBe(5);
  const ticket = sandbox.ticket(CASE);
  if (ticket !== undefined) sandbox.put({...ticket, foreign: true});
  expect((await run(['download', CASE])).code).toBe(4);
});
