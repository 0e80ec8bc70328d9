import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {readPrivateFile, removePrivateFile, writePrivateFile} from '../../src/settings/private-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casedeck-private-'));
  file = join(folder, 'secret');
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));
const posix = test.runIf(process.platform !== 'win32');

test('writes, replaces, reads and removes, leaving nothing else behind', () => {
  expect(readPrivateFile(file)).toBeUndefined();
  writePrivateFile(file, 'one');
  writePrivateFile(file, 'two');
  expect(readPrivateFile(file)?.toString()).toBe('two');
  expect(readdirSync(folder)).toEqual(['secret']);
  expect(removePrivateFile(file)).toBe(true);
  expect(removePrivateFile(file)).toBe(false);
});

posix('mode 0600 whatever the umask, and mended on writing', () => {
  const before = process.umask(0);
  try {
    writePrivateFile(file, 'x');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  } finally {
    process.umask(before);
  }
  chmodSync(file, 0o644);
  chmodSync(folder, 0o755);
  expect(() => readPrivateFile(file)).toThrow(/mode 644/);
  writePrivateFile(file, 'y');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readPrivateFile(file)?.toString()).toBe('y');
});

posix('links and pipes are refused without waiting', () => {
  writeFileSync(join(folder, 'target'), 'x', {mode: 0o600});
  symlinkSync(join(folder, 'target'), file);
  expect(() => readPrivateFile(file)).toThrow(/is a link/);
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', ['-m', '600', pipe]);
  expect(() => readPrivateFile(pipe)).toThrow(/no plain file/);
});

test('what cannot be written is told with the reason, and nothing is left beside it', () => {
  mkdirSync(file);
  expect(() => writePrivateFile(file, 'x')).toThrow(
    expect.objectContaining({kind: 'store', message: expect.stringMatching(/secret cannot be written: \S/)}),
  );
  expect(readdirSync(folder)).toEqual(['secret']);
});

// Only root can give a file away.
test.runIf(process.getuid?.() === 0)('a file of another user is refused', async () => {
  const {chownSync} = await import('node:fs');
  writePrivateFile(file, 'x');
  chownSync(file, 65534, 65534);
  expect(() => readPrivateFile(file)).toThrow(/belongs to another user/);
});
