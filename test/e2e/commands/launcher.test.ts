import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {firstRows} from '../../support/long.ts';
import {makeHome} from '../../support/start-console.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A copy of what is installed, in a home of its own. */
function install() {
  const home = makeHome();
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(join(root, part), join(home, part), {recursive: true});
  const cache = join(home, 'cache', 'casedeck', 'compile');
  const env = {HOME: home, XDG_CACHE_HOME: join(home, 'cache')};
  const run = (...args: readonly string[]) =>
    execFileSync(process.execPath, [join(home, 'bin', 'casedeck.js'), ...args], {env, encoding: 'utf8'});
  return {home, cache, run, kept: () => readdirSync(cache).filter((name) => name.endsWith('.bin'))};
}

test('what was compiled is kept for the next start, in a folder of the user alone', () => {
  const {cache, run, kept} = install();
  const version = run('--version');
  const [file = 'none', ...others] = kept();
  expect(file).toMatch(/-command\.bin$/);
  expect(others).toEqual([]);
  const before = readFileSync(join(cache, file));
  expect(run('--version')).toBe(version);
  expect(readFileSync(join(cache, file)).equals(before)).toBe(true);
});

test('what answers the tab key is kept beside the other parts', () => {
  const {run, kept} = install();
  run('--version');
  expect(run('completion', '--answer', 'view', 'act')).toMatch(/^action\t/);
  const parts = kept().map((name) => /-(\w+)\.bin$/.exec(name)?.[1]);
  expect(new Set(parts)).toEqual(new Set(['command', 'completion']));
});

test('whatever stands before it, the console takes the code of the console and a command that of the commands', () => {
  const {home, kept} = install();
  const env = {HOME: home, XDG_CACHE_HOME: join(home, 'cache')};
  // Without a terminal the console says so and ends.
  const partAfter = (...args: readonly string[]) => {
    rmSync(join(home, 'cache'), {recursive: true, force: true});
    spawnSync(process.execPath, [join(home, 'bin', 'casedeck.js'), ...args], {env});
    return kept().map((name) => /-(\w+)\.bin$/.exec(name)?.[1]);
  };
  for (const args of firstRows([['--profile', 'all'], ['--read-only'], ['open', '1-1']]))
    expect(partAfter(...args), args.join(' ')).toEqual(['console']);
  for (const args of firstRows([['--profile', 'all', 'list', '--offline'], ['--help']]))
    expect(partAfter(...args), args.join(' ')).toEqual(['command']);
});

test('the first console makes do with the code of the commands, whatever state that is in, and keeps its own', () => {
  const {home, cache, run, kept} = install();
  const env = {HOME: home, XDG_CACHE_HOME: join(home, 'cache')};
  run('--version');
  const [command = 'none'] = kept();
  for (const code of [readFileSync(join(cache, command)), Buffer.from('damaged')]) {
    rmSync(cache, {recursive: true});
    mkdirSync(cache, {mode: 0o700});
    writeFileSync(join(cache, command), code);
    const {stderr} = spawnSync(process.execPath, [join(home, 'bin', 'casedeck.js')], {env, encoding: 'utf8'});
    expect(stderr).toContain('Not signed in');
    expect(kept()).toContain(command.replace(/command\.bin$/, 'console.bin'));
    expect(readFileSync(join(cache, command)).equals(code)).toBe(true);
  }
});

test('compiled code of another program text is never used, nor damaged code', () => {
  const {home, cache, run, kept} = install();
  run('--version');
  const [first = 'none'] = kept();
  writeFileSync(join(cache, first), 'damaged');
  expect(run('--version')).toMatch(/^\d/);
  expect(readFileSync(join(cache, first)).length).toBeGreaterThan(1000);

  const script = join(home, 'dist', 'casedeck.cjs');
  // Same length, another text: V8 itself would not notice.
  const [hash = ''] = /[0-9a-f]{24}/.exec(readFileSync(script, 'latin1')) ?? [];
  writeFileSync(script, `// ${'0'.repeat(hash.length)}\nprocess.stdout.write('another');`);
  expect(run('--version')).toBe('another');
  expect(kept()).toHaveLength(2);
});

test('a folder that others can write to is not used', () => {
  const {cache, run, kept} = install();
  mkdirSync(cache, {recursive: true});
  chmodSync(cache, 0o777);
  expect(run('--version')).toMatch(/^\d/);
  expect(kept()).toEqual([]);
});

test('old compiled code is removed', () => {
  const {cache, run, kept} = install();
  mkdirSync(cache, {recursive: true, mode: 0o700});
  chmodSync(join(cache, '..'), 0o700);
  for (const name of 'abcdefgh') writeFileSync(join(cache, `${name}.bin`), '');
  run('--version');
  expect(kept()).toHaveLength(6);
});

test('a home that cannot be written to costs speed and nothing else', () => {
  const {home, run} = install();
  writeFileSync(join(home, 'cache'), 'a file where the folder should be');
  expect(run('--version')).toMatch(/^\d/);
});

test('network, cryptography and database are not loaded before something needs them', () => {
  const {home} = install();
  const script = `
    process.argv = [process.argv[0], 'casedeck', '--version'];
    process.on('exit', () => console.log(process.moduleLoadList.join('\\n')));
    require(${JSON.stringify(join(home, 'dist', 'casedeck.cjs'))});`;
  const loaded = execFileSync(process.execPath, ['-e', script], {encoding: 'utf8'});
  expect(loaded).toContain('NativeModule fs');
  for (const name of ['internal/deps/undici/undici', 'http', 'crypto', 'sqlite']) {
    expect(loaded.split('\n'), name).not.toContain(`NativeModule ${name}`);
  }
});

test('a list from this machine loads neither cryptography nor what starts other programs', () => {
  const {home} = install();
  const script = `
    process.argv = [process.argv[0], 'casedeck', 'list', '--offline'];
    process.on('exit', () => console.log(process.moduleLoadList.join('\\n')));
    require(${JSON.stringify(join(home, 'dist', 'casedeck.cjs'))});`;
  const env = {...process.env, HOME: home, EQUINIX_API_TOKEN: 't'};
  const {stdout} = spawnSync(process.execPath, ['-e', script], {encoding: 'utf8', env});
  const loaded = stdout.split('\n');
  expect(loaded).toContain('NativeModule sqlite');
  for (const name of ['crypto', 'child_process']) expect(loaded, name).not.toContain(`NativeModule ${name}`);
});

test('a request goes without the fetch of Node, which takes 18 MB', () => {
  const {home} = install();
  const script = `
    process.argv = [process.argv[0], 'casedeck', 'sync'];
    process.on('exit', () => console.log(process.moduleLoadList.join('\\n')));
    require(${JSON.stringify(join(home, 'dist', 'casedeck.cjs'))});`;
  const env = {
    ...process.env,
    HOME: home,
    EQUINIX_API_ENDPOINT: 'http://127.0.0.1:1',
    EQUINIX_API_TOKEN: 't',
  };
  const {stdout} = spawnSync(process.execPath, ['-e', script], {encoding: 'utf8', env});
  expect(stdout).toContain('NativeModule http\n');
  expect(stdout).not.toContain('undici');
});
