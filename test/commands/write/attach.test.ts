import {execFileSync, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {LIMITS} from '../../../src/domain/limits.ts';
import type {WriteJson} from '../../../src/commands/write/write-json.ts';
import {CASE, filesOf, uploads, write} from './attach-support.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

/** What an upload is called by in these tests. */
const ID = 'c77c5f58-a7ea-4e88-9fc4-1a2900027425';

test('output piped into a note arrives as its file', async () => {
  const casedeck = await prepareCasedeck();
  const stdin = 'Switch uptime is 4 weeks\n'.repeat(5000);
  const {code, json, err} = await casedeck.json<WriteJson>(
    ['note', CASE, '-m', 'As asked.', '--attach', '-', '--name', 'sw1.txt'],
    {stdin},
  );
  expect({code, err}).toEqual({
    code: 0,
    err: `casedeck: uploaded sw1.txt, 122.1 kB.\ncasedeck: the note is on ${CASE}.\n`,
  });
  expect(json.attachments).toEqual([
    {
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      name: 'sw1.txt',
      size: stdin.length,
      sha256: createHash('sha256').update(stdin).digest('hex'),
    },
  ]);
  expect(filesOf(casedeck)).toEqual({'sw1.txt': stdin});
  expect(casedeck.sandbox.ticket(CASE)?.notes.at(-1)?.text).toBe('As asked.');
});

test('what is piped needs a name, and standard input only once', async () => {
  const casedeck = await prepareCasedeck();
  const {run} = casedeck;
  expect(await run(['note', CASE, '-m', 'x', '--attach', '-'], {stdin: 'x'})).toMatchObject({
    code: 2,
    err: expect.stringContaining('--name sw1.txt'),
  });
  expect((await run(['note', CASE, '-', '--attach', '-', '--name', 'sw1.txt'], {stdin: 'x'})).err).toContain(
    'wanted twice',
  );
  expect(
    (await run(['note', CASE, '-m', 'x', '--attach', '-', '--name', 'sw1.txt'], {answers: []})).err,
  ).toContain('Nothing is piped in');
  expect((await run(['note', CASE, '-m', 'x', '--name', 'sw1.txt'])).err).toContain('more names than files');
  expect(
    await run(['note', CASE, '-m', 'x', '--attach', '-', '--name', 'sw1.txt'], {stdin: ''}),
  ).toMatchObject({
    code: 6,
    err: expect.stringContaining('the file is empty'),
  });
  expect(uploads(casedeck)).toBe(0);
});

test('attach is a note that names its files; five are taken, six are not', async () => {
  const casedeck = await prepareCasedeck();
  const paths = [1, 2, 3, 4, 5, 6].map((number) =>
    write(casedeck, `photo${number}.jpg`, `picture ${number}`),
  );
  const six = await casedeck.run(['attach', CASE, ...paths]);
  expect(six).toMatchObject({
    code: 6,
    err: expect.stringContaining('6 files are too many; at most 5 are allowed'),
  });
  expect(casedeck.asked()).toEqual([]);
  expect((await casedeck.run(['attach', CASE, ...paths.slice(0, 5)])).code).toBe(0);
  expect(Object.keys(filesOf(casedeck))).toEqual([
    'photo1.jpg',
    'photo2.jpg',
    'photo3.jpg',
    'photo4.jpg',
    'photo5.jpg',
  ]);
  expect(casedeck.sandbox.ticket(CASE)?.notes.at(-1)?.text).toBe(
    'Attached: photo1.jpg, photo2.jpg, photo3.jpg, photo4.jpg, photo5.jpg',
  );
});

test('a file of exactly 10 MB is sent, one byte more is not', async () => {
  const casedeck = await prepareCasedeck();
  const exact = write(casedeck, 'exact.pdf', new Uint8Array(LIMITS.uploadSize));
  const over = write(casedeck, 'over1.pdf', new Uint8Array(LIMITS.uploadSize + 1));
  const refused = await casedeck.run(['attach', CASE, over]);
  expect(refused).toMatchObject({
    code: 6,
    err: expect.stringContaining(
      `its size is ${LIMITS.uploadSize + 1} bytes; at most ${LIMITS.uploadSize} (10 MB)`,
    ),
  });
  const piped = await casedeck.run(['attach', CASE, '-', '--name', 'over2.pdf'], {
    stdin: new Uint8Array(LIMITS.uploadSize + 1),
  });
  expect(piped).toMatchObject({code: 6, err: expect.stringContaining('10 MB')});
  expect(uploads(casedeck)).toBe(0);
  expect((await casedeck.run(['attach', CASE, exact])).code).toBe(0);
});

test.each([
  ['a.js', 'x', 'its name has 4 characters; at least 5 are allowed'],
  [`${'n'.repeat(97)}.txt`, 'x', 'its name has 101 characters; at most 100 are allowed'],
  ['empty.txt', '', 'the file is empty'],
])('%s: %s', async (name, content, words) => {
  const casedeck = await prepareCasedeck();
  const ran = await casedeck.run(['attach', CASE, write(casedeck, name, content)]);
  expect(ran).toMatchObject({code: 6, err: expect.stringContaining(words)});
  expect(uploads(casedeck)).toBe(0);
});

test('names at the limits are taken; a name can be given, one with a slash cannot', async () => {
  const casedeck = await prepareCasedeck();
  const short = write(casedeck, 'a.txt', 'short');
  const long = write(casedeck, `${'n'.repeat(96)}.txt`, 'long');
  const log = write(casedeck, 'sw1.log', 'log');
  const ran = await casedeck.run([
    'attach',
    CASE,
    short,
    long,
    log,
    '--name',
    'a.txt',
    '--name',
    `${'n'.repeat(96)}.txt`,
    '--name',
    'sw1.txt',
  ]);
  expect(ran.code).toBe(0);
  expect(Object.keys(filesOf(casedeck))).toEqual(['a.txt', `${'n'.repeat(96)}.txt`, 'sw1.txt']);
  expect((await casedeck.run(['attach', CASE, log, '--name', '../sw1.txt'])).err).toContain('holds a slash');
});

test('what cannot be read says why', async () => {
  const casedeck = await prepareCasedeck();
  const folder = join(casedeck.home, 'folder.txt');
  mkdirSync(folder);
  expect((await casedeck.run(['attach', CASE, folder])).err).toContain('is a folder');
  const missing = await casedeck.run([
    'attach',
    CASE,
    join(casedeck.home, 'no\u001B[2Jfile.txt'),
    '--name',
    'file.txt',
  ]);
  expect(missing).toMatchObject({code: 6, err: expect.stringContaining('there is no such file')});
  expect(missing.err).not.toContain('\u001B');
});

test('a named pipe is read like standard input', async () => {
  const casedeck = await prepareCasedeck();
  const pipe = join(casedeck.home, 'pipe.txt');
  execFileSync('mkfifo', [pipe]);
  const ran = casedeck.run(['attach', CASE, pipe]);
  const writer = spawn('sh', ['-c', `printf 'through the pipe' > "$0"`, pipe], {stdio: 'ignore'});
  onTestFinished(() => void writer.kill());
  expect((await ran).code).toBe(0);
  expect(filesOf(casedeck)).toEqual({'pipe.txt': 'through the pipe'});
});

test('a file that looks as if it held a secret is not sent without a word', async () => {
  const casedeck = await prepareCasedeck();
  const path = write(casedeck, 'router.txt', 'hostname r1\nenable secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0\n');
  const refused = await casedeck.run(['attach', CASE, path]);
  expect(refused.code).toBe(6);
  expect(refused.err).toContain('line 2, password hash: enable secret 5 $1$…');
  expect(refused.err).toContain('--allow-secrets');
  expect(refused.err).not.toContain('hx5rVt7r');
  const no = await casedeck.run(['attach', CASE, path], {answers: ['y']});
  expect(no).toMatchObject({code: 6, err: expect.stringContaining('Type yes: ')});
  expect(uploads(casedeck)).toBe(0);
  expect((await casedeck.run(['attach', CASE, path], {answers: ['yes']})).code).toBe(0);
  expect((await casedeck.run(['attach', CASE, path, '-m', 'Again.', '--allow-secrets'])).code).toBe(0);
});

test('secrets are seen in what Windows redirects, and not looked for in pictures', async () => {
  const casedeck = await prepareCasedeck();
  const utf16 = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from('user=bob\r\npassword=hunter22\r\n', 'utf16le'),
  ]);
  const seen = await casedeck.run(['attach', CASE, write(casedeck, 'config.txt', utf16)]);
  expect(seen).toMatchObject({code: 6, err: expect.stringContaining('line 2, password or secret')});
  const picture = Buffer.from('\u0000\u0001password=hunter22\n');
  expect((await casedeck.run(['attach', CASE, write(casedeck, 'photo.jpg', picture)])).code).toBe(0);
});

test.each(['sw1.log', 'noext'])('%s: the service decides, after a warning', async (name) => {
  const casedeck = await prepareCasedeck();
  casedeck.sandbox.setFaults([
    {operation: 'uploadAttachment', status: 201, body: {attachmentId: ID, attachmentName: name}},
  ]);
  const ran = await casedeck.run(['attach', CASE, write(casedeck, name, 'x')]);
  expect(ran.err).toContain(`${name} is of no type that Equinix lists`);
  expect(uploads(casedeck)).toBe(1);
});

test('where the service has another size of a file, a person decides', async () => {
  const casedeck = await prepareCasedeck();
  const file = write(casedeck, 'log.txt', 'four');
  const lies = () =>
    casedeck.sandbox.setFaults([
      {
        operation: 'uploadAttachment',
        status: 201,
        body: {attachmentId: ID, attachmentName: 'log.txt', attachmentSize: 3},
      },
    ]);
  lies();
  const alone = await casedeck.run(['attach', CASE, file]);
  expect(alone).toMatchObject({code: 6, err: expect.stringContaining('has 3 bytes of log.txt, which has 4')});
  const no = await casedeck.run(['attach', CASE, file], {answers: ['no']});
  expect(no.code).toBe(6);
  expect(uploads(casedeck)).toBe(2);
  const anyway = await casedeck.run(['attach', CASE, file, '--anyway']);
  expect(anyway.err).toContain('It is sent all the same.');
  expect(casedeck.asked().at(-1)).toMatch(/Note$|getTicket/);
});

test.skipIf(process.platform !== 'linux')(
  'a file whose name is no UTF-8 is attached, by a name that people can read',
  async () => {
    const casedeck = await prepareCasedeck();
    const folder = Buffer.from(`${casedeck.home}/M\u00FCnchen`, 'latin1');
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from('/pr\u00FCfung.txt', 'latin1')]), 'checked');
    // As Node hands it over.
    const path = `${casedeck.home}/M\uFFFDnchen/pr\uFFFDfung.txt`;
    const {code, err} = await casedeck.run(['attach', CASE, path]);
    expect({code, err}).toMatchObject({code: 0});
    expect(filesOf(casedeck)).toEqual({'prüfung.txt': 'checked'});
  },
);

test.skipIf(process.platform === 'win32')('a named pipe is read to its end', async () => {
  const casedeck = await prepareCasedeck();
  const pipe = join(casedeck.home, 'pipe.txt');
  execFileSync('mkfifo', [pipe]);
  const writer = spawn('sh', ['-c', `sleep 0.3; { echo one; sleep 0.3; echo two; } > '${pipe}'`]);
  onTestFinished(() => void writer.kill());
  expect(await casedeck.run(['attach', CASE, pipe])).toMatchObject({code: 0});
  expect(filesOf(casedeck)).toEqual({'pipe.txt': 'one\ntwo\n'});
});
