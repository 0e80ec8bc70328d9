import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs, promisify} from 'node:util';
import {KEYCHAIN_SCRIPT} from '../src/secrets/keychain-worker.ts';
import {ROOT} from './bundle.ts';

/**
 * `npm run standalone`: one executable for this platform with Node inside, so that a jump host needs neither Node
 * nor npm. Inside are bin/casedeck.js, the scripts of dist/ that it runs, and the native module of the keychain. The same
 * sources give the same bytes: what V8 compiled is kept in the user's cache folder at the first start, as without it.
 */
const {values: flags} = parseArgs({
  // For another processor of the same system: its name, and a build of Node for it.
  options: {arch: {type: 'string', default: process.arch}, node: {type: 'string', default: process.execPath}},
});
const isOwn = flags.arch === process.arch;
const run = promisify(execFile);
const folder = join(ROOT, 'standalone');
const parts = join(folder, 'parts');
const executable = join(
  folder,
  `casedeck${isOwn ? '' : `-${flags.arch}`}${process.platform === 'win32' ? '.exe' : ''}`,
);
/** Where the package of the keychain was not installed, it has none, and says so. */
const NATIVE = join(
  ROOT,
  'node_modules',
  'keytar',
  'prebuilds',
  `${process.platform}-${flags.arch}`,
  'keytar.node',
);
const SCRIPTS = ['casedeck.cjs', 'completion.cjs', 'pictures.cjs'];
/** Node puts the scripts into a copy of its own executable. */
async function makeExecutable(): Promise<void> {
  await writeFile(join(parts, 'keychain.cjs'), KEYCHAIN_SCRIPT);
  const draft = join(parts, 'casedeck');
  const config = {
    // Its name stands in the executable: the same in every folder.
    main: 'bin/casedeck.js',
    executable: flags.node,
    output: draft,
    disableExperimentalSEAWarning: true,
    assets: Object.fromEntries([
      ...SCRIPTS.map((name) => [name, join(ROOT, 'dist', name)] as const),
      ['keychain.cjs', join(parts, 'keychain.cjs')],
      ...(existsSync(NATIVE) ? [['keytar.node', NATIVE] as const] : []),
    ]),
  };
  const file = join(parts, 'sea.json');
  await writeFile(file, JSON.stringify(config));
  await run(process.execPath, [`--build-sea=${file}`], {cwd: ROOT});
  // Apple's loader runs nothing whose signature does not fit.
  if (process.platform === 'darwin') await run('codesign', ['--sign', '-', '--force', draft]);
  // In one step: somebody may be starting the last one.
  await rename(draft, executable);
}

await rm(parts, {recursive: true, force: true});
await mkdir(parts, {recursive: true});
await makeExecutable();
await rm(parts, {recursive: true});
const {size} = await stat(executable);
console.log(`${executable.slice(ROOT.length)} ${Math.round(size / 2 ** 20)} MB, Node ${process.version}`);
