import {build, type Plugin} from 'esbuild';
import {execFile} from 'node:child_process';
import {chmod, copyFile, mkdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {inject} from 'postject';
import {bundleOptions, ROOT} from './bundle.ts';

/**
 * `npm run standalone`: one executable for this platform with Node inside, so that a jump host needs
 * neither Node nor npm. Node's single executables run a CommonJS script, and Ink's layout engine is
 * loaded by a top-level await, which such a script cannot have: it is loaded first, and handed over.
 */
const run = promisify(execFile);
const folder = join(ROOT, 'standalone');
const script = join(folder, 'casedeck.cjs');
const blob = join(folder, 'casedeck.blob');
const executable = join(folder, process.platform === 'win32' ? 'casedeck.exe' : 'casedeck');

const ENTRY = `
import {loadYoga} from 'yoga-layout/load';
loadYoga().then((yoga) => {
  globalThis.casedeckYoga = yoga;
  return import('./src/cli.ts');
});`;

const withoutTopLevelAwait: Plugin = {
  name: 'without-top-level-await',
  setup(bundler) {
    // Ink's own development mode, never on in a bundle (bundle.ts).
    bundler.onLoad({filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/}, async ({path}) => ({
      contents: (await readFile(path, 'utf8'))
        .replace("await import('./devtools.js')", '{}')
        .replace('await loadPackageJson()', '{}'),
    }));
    bundler.onLoad({filter: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/}, () => ({
      contents: `export default globalThis.casedeckYoga; export * from './generated/YGEnums.js';`,
    }));
  },
};

await rm(folder, {recursive: true, force: true});
await mkdir(folder);
const {entryPoints: _entry, banner: _banner, ...options} = bundleOptions;
await build({
  ...options,
  stdin: {contents: ENTRY, resolveDir: ROOT, sourcefile: 'standalone.js'},
  outfile: script,
  format: 'cjs',
  // Where a module asks for its own place, it is the executable's.
  define: {...options.define, 'import.meta.url': 'casedeckUrl'},
  banner: {js: `const casedeckUrl = require('node:url').pathToFileURL(process.execPath).href;`},
  plugins: [withoutTopLevelAwait, ...options.plugins],
  metafile: false,
});

const config = {main: script, output: blob, disableExperimentalSEAWarning: true, useCodeCache: true};
await writeFile(join(folder, 'sea.json'), JSON.stringify(config));
await run(process.execPath, ['--experimental-sea-config', join(folder, 'sea.json')]);
await copyFile(process.execPath, executable);
await chmod(executable, 0o755);
if (process.platform === 'darwin') await run('codesign', ['--remove-signature', executable]);
await inject(executable, 'NODE_SEA_BLOB', await readFile(blob), {
  sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
  ...(process.platform === 'darwin' ? {machoSegmentName: 'NODE_SEA'} : {}),
});
if (process.platform === 'darwin') await run('codesign', ['--sign', '-', executable]);
await Promise.all([script, blob, join(folder, 'sea.json')].map((file) => rm(file)));
const {size} = await stat(executable);
process.stdout.write(
  `${executable.slice(ROOT.length)} ${Math.round(size / 1024 / 1024)} MB, Node ${process.version}\n`,
);
