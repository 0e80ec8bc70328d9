import {build} from 'esbuild';
import {execFile} from 'node:child_process';
import {mkdir, readdir, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {keyOf} from '../src/keys/keymap.ts';
import {openConsole} from '../test/support/open-console.ts';
import {ROOT} from './bundle.ts';

/**
 * `npm run standalone`: one executable for this platform with Node inside, so that a jump host needs neither Node
 * nor npm. Inside are the scripts of dist/ and what V8 has compiled of them; tools/standalone-main.ts runs them.
 */
const run = promisify(execFile);
const folder = join(ROOT, 'standalone');
const parts = join(folder, 'parts');
const executable = join(folder, process.platform === 'win32' ? 'casedeck.exe' : 'casedeck');
const SCRIPTS = ['casedeck.cjs', 'completion.cjs', 'pictures.cjs'];
const COMPILED = ['console.bin', 'command.bin', 'completion.bin'];

/** Starts the built casedeck as a user would, and takes what it keeps of its compiled code. */
async function compile(): Promise<void> {
  const cache = join(parts, 'cache');
  await using app = await openConsole({cols: 120, rows: 34, env: {XDG_CACHE_HOME: cache}});
  await app.terminal.waitForText('[Notes');
  const casedeck = (...args: readonly string[]) =>
    run(process.execPath, [join(ROOT, 'bin', 'casedeck.js'), ...args], {
      env: {...app.env, XDG_CACHE_HOME: cache},
      maxBuffer: 2 ** 24,
    });
  await casedeck('list', '--json');
  await casedeck('completion', '--answer', 'id', '1');
  app.terminal.press(keyOf('quit'));
  await app.terminal.waitForExit();
  const kept = join(cache, 'casedeck', 'compile');
  const names = await readdir(kept);
  for (const part of COMPILED) {
    const name = names.find((each) => each.endsWith(`-${part}`));
    if (name === undefined) throw new Error(`bin/casedeck.js kept no ${part}`);
    await rename(join(kept, name), join(parts, part));
  }
}

/** Node puts the scripts into a copy of its own executable. */
async function makeExecutable(): Promise<void> {
  const main = join(parts, 'main.cjs');
  await build({
    entryPoints: [join(ROOT, 'tools', 'standalone-main.ts')],
    outfile: main,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
  });
  const draft = join(parts, 'casedeck');
  const config = {
    main,
    output: draft,
    disableExperimentalSEAWarning: true,
    assets: Object.fromEntries([
      ...SCRIPTS.map((name) => [name, join(ROOT, 'dist', name)] as const),
      ...COMPILED.map((name) => [name, join(parts, name)] as const),
    ]),
  };
  const file = join(parts, 'sea.json');
  await writeFile(file, JSON.stringify(config));
  await run(process.execPath, [`--build-sea=${file}`]);
  // Apple's loader runs nothing whose signature does not fit.
  if (process.platform === 'darwin') await run('codesign', ['--sign', '-', '--force', draft]);
  // In one step: somebody may be starting the last one.
  await rename(draft, executable);
}

await rm(parts, {recursive: true, force: true});
await mkdir(parts, {recursive: true});
await compile();
await makeExecutable();
await rm(parts, {recursive: true});
const {size} = await stat(executable);
console.log(`${executable.slice(ROOT.length)} ${Math.round(size / 2 ** 20)} MB, Node ${process.version}`);
