import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {createLog} from '../../src/store/log.ts';

const clock = {now: () => Date.UTC(2026, 10, 23, 4, 10)};

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'casedeck-log-'));
  onTestFinished(() => rmSync(path, {recursive: true, force: true}));
  return path;
}

test('the last lines are kept in memory, whether or not there is a file', () => {
  const log = createLog({clock});
  const heard = vi.fn<() => void>();
  const stop = log.subscribe(heard);
  for (let index = 0; index < 1005; index++) log.write('api', `line ${index}`);
  expect(log.lines()).toHaveLength(1000);
  expect(log.lines().at(-1)).toEqual({at: clock.now(), area: 'api', message: 'line 1004'});
  expect(heard).toHaveBeenCalledTimes(1005);
  stop();
  log.write('api', 'unheard');
  expect(heard).toHaveBeenCalledTimes(1005);
  expect(log.file()).toBeUndefined();
});

test('the file is private and has a line for each, with time, process and part', () => {
  const file = join(folder(), 'state', 'casedeck.log');
  const log = createLog({clock, file});
  expect(existsSync(file)).toBe(false);
  log.write('api', 'GET /support/v2/tickets/1-2 200 in 41 ms');
  expect(readFileSync(file, 'utf8')).toBe(
    `2026-11-23T04:10:00.000Z ${process.pid} api: GET /support/v2/tickets/1-2 200 in 41 ms\n`,
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(log.file()).toBe(file);
});

test.each([
  ['authorization: Bearer abcdefgh12345678', 'abcdefgh12345678'],
  ['EQUINIX_API_CLIENTSECRET=hunter2hunter2', 'hunter2hunter2'],
  ['{"access_token":"qwertyuiop"}', 'qwertyuiop'],
  ['token eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0', 'eyJzdWIiOiIx'],
  ['proxy http://joe:geheim99@proxy:3128', 'geheim99'],
  ['two: password=first1234 and password=second5678', 'second5678'],
])('of "%s" the secret is not kept', (words, secret) => {
  const log = createLog({clock});
  log.write('api', words);
  expect(log.lines()[0]?.message).not.toContain(secret);
  expect(log.lines()[0]?.message).toContain('…');
});

test('remote text cannot make lines or colours of its own', () => {
  const file = join(folder(), 'casedeck.log');
  const log = createLog({clock, file});
  log.write('api', 'said: \u001B[2Jhello\r\n2026-01-01 forged line\u0007');
  const [line = '', ...rest] = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(rest).toEqual([]);
  // oxlint-disable-next-line no-control-regex -- that is the point
  expect(line).not.toMatch(/[\u0000-\u001F]/);
});

test('a file that has grown becomes the old one', () => {
  const file = join(folder(), 'casedeck.log');
  const log = createLog({clock, file, maxBytes: 1000});
  for (let index = 0; index < 40; index++) log.write('api', `line ${index}`);
  expect(statSync(file).size).toBeLessThanOrEqual(1000);
  expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(1000);
  const all = readFileSync(`${file}.1`, 'utf8') + readFileSync(file, 'utf8');
  expect(all).toContain('line 39\n');
});

test('a file that cannot be written is said once and stops nothing', () => {
  const path = join(folder(), 'file');
  writeFileSync(path, '');
  const log = createLog({clock, file: join(path, 'casedeck.log')});
  log.write('api', 'one');
  log.write('api', 'two');
  expect(log.lines().map((line) => line.area)).toEqual(['api', 'log', 'api']);
  expect(log.file()).toBeUndefined();
});
