import {spawn, type IPty} from '@lydell/node-pty';
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect} from 'vitest';
import {ageFile, ensurePrivateFolder, resolvePaths, type Paths} from '../../src/settings/paths.ts';
import {createAgeStore} from '../../src/secrets/age.ts';
import {needing, program} from '../support/needs.ts';

const {test: ageTest, why: skip} = await needing(program('age'));
const SECRET = {clientId: 'id', clientSecret: 's3cret ünïcode', endpoint: 'https://api.equinix.com'};
const PASSPHRASE = 'correct horse bättery';

let home: string;
let paths: Paths;
let terminal: IPty | undefined;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-age-'));
  paths = resolvePaths({HOME: home});
  ensurePrivateFolder(paths.state);
});
afterEach(() => {
  terminal?.kill();
  terminal = undefined;
  rmSync(home, {recursive: true, force: true});
});

/** Runs age on a terminal of its own, as it takes a passphrase from nowhere else, and answers each question. */
async function age(args: readonly string[], answers: readonly string[]): Promise<number> {
  let screen = '';
  const left = [...answers];
  const running = spawn('age', [...args], {
    cols: 120,
    rows: 24,
    env: {PATH: process.env['PATH'], TERM: 'xterm'},
  });
  terminal = running;
  running.onData((text) => {
    screen += text;
    if (!/passphrase[^\n]*: ?$/i.test(screen.replace(/\u001b\[[\d;?]*[A-Za-z]/g, ''))) return;
    screen = '';
    running.write(`${left.shift() ?? ''}\r`);
  });
  const code = await new Promise<number>((resolve) => running.onExit(({exitCode}) => resolve(exitCode)));
  terminal = undefined;
  return code;
}

function store(passphrase = PASSPHRASE) {
  return createAgeStore({env: {}, paths, askPassphrase: () => Promise.resolve(passphrase), workFactor: 10});
}

ageTest(`the age tool opens what casedeck wrote${skip}`, async () => {
  await store().write('default', SECRET);
  const plain = join(home, 'plain.json');
  expect(await age(['-d', '-o', plain, ageFile(paths, 'default')], [PASSPHRASE])).toBe(0);
  expect(JSON.parse(readFileSync(plain, 'utf8'))).toEqual({
    client_id: 'id',
    client_secret: 's3cret ünïcode',
    endpoint: 'https://api.equinix.com',
  });
  expect(await age(['-d', '-o', join(home, 'none'), ageFile(paths, 'default')], ['wrong'])).not.toBe(0);
});

ageTest.each([
  ['binary', []],
  ['armoured', ['--armor']],
] as const)(`casedeck opens what the age tool made, %s${skip}`, async (_form, flags) => {
  const plain = join(home, 'plain.json');
  writeFileSync(plain, '{"client_id": "made", "client_secret": "by hand"}\n');
  const file = ageFile(paths, 'default');
  expect(await age(['-p', ...flags, '-o', file, plain], [PASSPHRASE, PASSPHRASE])).toBe(0);
  chmodSync(file, 0o600);
  expect(await store().read('default')).toEqual({clientId: 'made', clientSecret: 'by hand'});
  await expect(store('wrong').read('default')).rejects.toThrow('The passphrase does not open');
});
