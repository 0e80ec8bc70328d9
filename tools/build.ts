import {build, type Plugin} from 'esbuild';
import {chmod, mkdir, rm, stat, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {thirdPartyLicences} from './third-party-licences.ts';
import manifest from '../package.json' with {type: 'json'};

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}dist/casedeck.mjs`;

/** Ink's developer tools: never wanted in the bundle, and their package is not installed. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup(bundler) {
    bundler.onLoad({filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/}, () => ({contents: ''}));
  },
};

// Dependencies in CommonJS call `require`, which a module does not have.
const banner = [
  `import {createRequire as casedeckCreateRequire} from 'node:module';`,
  'const require = casedeckCreateRequire(import.meta.url);',
].join('\n');

await rm(`${root}dist`, {recursive: true, force: true});
await mkdir(`${root}dist`);
const {metafile} = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts'],
  outfile,
  bundle: true,
  // One file on purpose: esbuild still runs a module behind `await import()` only when it is reached.
  splitting: false,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  jsx: 'automatic',
  // Identifiers keep their names, so that a stack in a bug report can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  charset: 'utf8',
  legalComments: 'none',
  loader: {'.yaml': 'text'},
  define: {
    'process.env.NODE_ENV': '"production"',
    CASEDECK_VERSION: JSON.stringify(manifest.version),
  },
  // A native module and optional: resolved at run time, from where casedeck is installed.
  external: ['keytar'],
  banner: {js: banner},
  plugins: [withoutDevtools],
  metafile: true,
  logLevel: 'warning',
});
await chmod(outfile, 0o755);
await writeFile(
  `${root}dist/third-party-licences.txt`,
  await thirdPartyLicences(root, Object.keys(metafile.inputs)),
);
const {size} = await stat(outfile);
process.stdout.write(`dist/casedeck.mjs ${Math.round(size / 1024)} kB\n`);
if (process.argv.includes('--meta')) await writeFile(`${root}dist/meta.json`, JSON.stringify(metafile));
