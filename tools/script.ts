import {createHash} from 'node:crypto';
import {dirname} from 'node:path';
import {compileFunction} from 'node:vm';
import type {BuildOptions, PluginBuild} from 'esbuild';
import {bundleOptions} from './bundle.ts';

/**
 * The bundle as a script and not as a module: of a script V8 gives away what it has compiled after functions have
 * run, which makes the next start a third faster (bin/casedeck.js).
 */
export const scriptOptions = {
  ...bundleOptions,
  outfile: 'dist/casedeck.cjs',
  // A text of ASCII alone takes half the memory, and is read without decoding.
  charset: 'ascii',
  banner: {},
  define: {...bundleOptions.define, 'import.meta.url': 'casedeckUrl'},
  write: false,
} as const satisfies BuildOptions;

/** What answers a shell at each press of the tab key: small, so that it is there at once. */
export const completionOptions = {
  ...scriptOptions,
  entryPoints: ['src/commands/scripts/completion/completion-entry.ts'],
  outfile: 'dist/completion.cjs',
} as const satisfies BuildOptions;

/** What decodes pictures, in a thread of its own: nothing else loads it. The decoder of WebP stands in it as bytes. */
export const picturesOptions = {
  ...scriptOptions,
  entryPoints: ['src/pictures/picture-worker.ts'],
  outfile: 'dist/pictures.cjs',
  loader: {'.wasm': 'binary'},
  plugins: [
    ...bundleOptions.plugins,
    {
      name: 'webp-wasm',
      setup(bundler: PluginBuild) {
        // The decoder was written for other places, too, and names Node's module in the old way.
        bundler.onResolve({filter: /^module$/}, () => ({path: 'node:module', namespace: 'builtin'}));
        bundler.onLoad({filter: /[\\/]src[\\/]pictures[\\/]webp-wasm\.ts$/}, ({path}) => ({
          contents: `import bytes from '@jsquash/webp/codec/dec/webp_dec.wasm';\nexport const webpWasm = () => bytes;`,
          resolveDir: dirname(path),
          loader: 'js',
        }));
      },
    },
  ],
} as const satisfies BuildOptions;

const URL_OF_FILE = `const casedeckUrl = require('node:url').pathToFileURL(__filename).href;`;

/** The text of a module without imports and exports as a script, its hash in the first line. Throws where it is none. */
export function scriptOf(bundle: string): string {
  const script = `"use strict";(async () => {${URL_OF_FILE}\n${escaped(bundle)}\n})();\n`;
  // Only parses it: an import that is left would be an error here, and not at the first user's start.
  compileFunction(script);
  return `// ${createHash('sha256').update(script).digest('hex').slice(0, 24)}\n${script}`;
}

/** esbuild escapes texts, and leaves patterns as they are; both know `\\u`. */
function escaped(bundle: string): string {
  // oxlint-disable-next-line no-control-regex -- whatever is not ASCII
  return bundle.replaceAll(
    /[^\u0000-\u007F]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
