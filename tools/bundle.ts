import type {BuildOptions, Plugin} from 'esbuild';
import {fileURLToPath} from 'node:url';
import {patchesBut} from './bundle-patches.ts';
import {flatReact} from './flat-react.ts';
import {lazyBuiltins} from './lazy-builtins.ts';
import {yamlAsJson} from './yaml-as-json.ts';
import manifest from '../package.json' with {type: 'json'};

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

// Dependencies in CommonJS call `require`, which a module does not have.
const banner = [
  `import {createRequire as casedeckCreateRequire} from 'node:module';`,
  'const require = casedeckCreateRequire(import.meta.url);',
].join('\n');

const yaml: Plugin = {
  name: 'yaml-as-json',
  setup: (bundler) => bundler.onLoad({filter: /\.yaml$/}, ({path}) => ({contents: yamlAsJson(path)})),
};

/** How casedeck and all it needs become one file. */
export const bundleOptions = {
  absWorkingDir: ROOT,
  // Names of modules stand in the bundle: the same wherever the packages lie.
  preserveSymlinks: true,
  entryPoints: ['src/cli.ts'],
  outfile: 'dist/casedeck.mjs',
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
  define: {
    'process.env.NODE_ENV': '"production"',
    // Ink's own development mode; a user's DEV means something else.
    'process.env.DEV': '"false"',
    CASEDECK_VERSION: JSON.stringify(manifest.version),
  },
  // A native module and optional: resolved at run time, from where casedeck is installed.
  external: ['keytar'],
  banner: {js: banner},
  plugins: [patchesBut(), lazyBuiltins, flatReact, yaml],
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;
