import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {expect, onTestFinished, test} from 'vitest';
import {newFile, numberedName, openFolder, writeNewFile} from '../../src/files/new-file.ts';
import {newFolder} from '../../src/files/export-ticket.ts';

function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'casedeck-new-')));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** What a file is called while this process writes it. */
const PART = `casedeck-${process.pid}@${hostname()}-a.txt.part`;

test("what a killed process left half written goes with the next file or folder there; others' and one being written stay", async () => {
  const folder = makeFolder();
  const {pid} = spawnSync(process.execPath, ['-e', '0']);
  const left = `casedeck-${pid}@${hostname()}-photo.jpg.part`;
  const leftFolder = `casedeck-${pid}@${hostname()}-11150929.part (1)`;
  const others = [
    'holiday.jpg.part',
    `casedeck-${process.ppid}@${hostname()}-log.txt.part`,
    // Two jump hosts, one home.
    `casedeck-${pid}@${hostname()}2-photo.jpg.part`,
  ];
  const leave = () => {
    for (const name of [left, ...others]) writeFileSync(join(folder, name), 'half');
    mkdirSync(join(folder, leftFolder, 'files'), {recursive: true});
    writeFileSync(join(folder, leftFolder, 'files', 'a.txt'), 'half');
  };
  leave();
  await writeNewFile(folder, 'a.txt', 'whole');
  expect(readdirSync(folder).toSorted()).toEqual([...others, 'a.txt'].toSorted());
  leave();
  await (await newFolder(folder, '11150929')).finish('11150929');
  expect(readdirSync(folder).toSorted()).toEqual([...others, 'a.txt', '11150929'].toSorted());
});

test('a file has its name only when it is whole', async () => {
  const folder = makeFolder();
  const file = await newFile(folder, 'a.txt');
  await file.write('one ');
  expect(readdirSync(folder)).toEqual([PART]);
  expect(statSync(join(folder, PART)).mode & 0o777).toBe(0o600);
  await file.write(Buffer.from('two'));
  expect(await file.finish()).toBe(join(folder, 'a.txt'));
  await file.abandon();
  expect(readdirSync(folder)).toEqual(['a.txt']);
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('one two');
});

test('an abandoned one is gone, and twice is as good as once', async () => {
  const folder = makeFolder();
  const file = await newFile(folder, 'a.txt');
  await file.write('part');
  await file.abandon();
  await file.abandon();
  expect(readdirSync(folder)).toEqual([]);
});

test('a name that is taken while the file is being written is not replaced', async () => {
  const folder = makeFolder();
  const file = await newFile(folder, 'a.txt');
  writeFileSync(join(folder, 'a.txt'), 'somebody was faster');
  expect(await file.finish()).toBe(join(folder, 'a (1).txt'));
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('somebody was faster');
});

test('a link in the way of the part leads nowhere', async () => {
  const folder = makeFolder();
  const outside = makeFolder();
  symlinkSync(join(outside, 'target'), join(folder, PART));
  await writeNewFile(folder, 'a.txt', 'mine');
  expect(readdirSync(outside)).toEqual([]);
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('mine');
});

test('the folder is made for its owner alone, and a link to one is followed once', async () => {
  const base = makeFolder();
  const made = await openFolder(join(base, 'new', 'deep'));
  expect(statSync(made).mode & 0o777).toBe(0o700);
  symlinkSync(made, join(base, 'link'));
  expect(await openFolder(join(base, 'link'))).toBe(made);
});

test.runIf(process.getuid?.() !== 0)('a folder without the right to write says so', async () => {
  const folder = makeFolder();
  chmodSync(folder, 0o500);
  await expect(newFile(folder, 'a.txt')).rejects.toMatchObject({
    kind: 'store',
    message: expect.stringContaining('no permission'),
  });
});

test('any name, and any number behind it, is one name in that folder', () => {
  fc.assert(
    fc.property(
      fc.string({unit: 'binary', maxLength: 400}),
      fc.integer({min: 0, max: 9999}),
      (name, number) => {
        const numbered = numberedName(name.slice(0, 250).replaceAll('/', '_'), number);
        if (number === 0) return;
        expect(Buffer.byteLength(numbered)).toBeLessThanOrEqual(255);
        expect(numbered).not.toMatch(/[/\\]/);
        expect(['', '.', '..']).not.toContain(numbered);
      },
    ),
  );
  expect(numberedName('a.txt', 0)).toBe('a.txt');
  expect(numberedName('a.txt', 2)).toBe('a (2).txt');
  expect(numberedName(`a.${'x'.repeat(253)}`, 1)).toMatch(/^a\.x+ \(1\)$/);
});

test('a folder has its name only when it is full, and never replaces one', async () => {
  const parent = makeFolder();
  mkdirSync(join(parent, '11150929'));
  const folder = await newFolder(parent, '11150929');
  expect(folder.path).toBe(join(parent, PART.replace('a.txt', '11150929')));
  writeFileSync(join(folder.path, 'ticket.txt'), 'x');
  expect(await folder.finish('11150929')).toBe(join(parent, '11150929 (1)'));
  await folder.abandon();
  expect(readdirSync(parent)).toEqual(['11150929', '11150929 (1)']);
  const other = await newFolder(parent, '11150929');
  writeFileSync(join(other.path, 'ticket.txt'), 'x');
  await other.abandon();
  expect(readdirSync(parent)).toHaveLength(2);
});

test.each(['a'.repeat(251) + '.txt', 'b'.repeat(255), '漢'.repeat(84) + '.txt', '漢'.repeat(200) + '.pdf'])(
  'a name as long as file systems allow, and longer: %s',
  async (name) => {
    const folder = makeFolder();
    const paths = [await writeNewFile(folder, name, 'x'), await writeNewFile(folder, name, 'y')];
    expect(new Set(paths).size).toBe(2);
    expect(readdirSync(folder).filter((entry) => entry.includes('.part'))).toEqual([]);
  },
);
