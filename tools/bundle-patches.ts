import type {Plugin} from 'esbuild';
import {readFile} from 'node:fs/promises';

type Patch = {
  /** The end of the file's path. */
  readonly file: RegExp;
  readonly why: string;
  readonly find: string | RegExp;
  readonly replace: string;
};

/**
 * What dependencies do while they are loaded and casedeck's start should not pay for. Each leaves the
 * behaviour as it is; a patch that no longer fits its dependency fails the build.
 */
const PATCHES: readonly Patch[] = [
  {
    file: /[\\/]yoga-layout[\\/]dist[\\/]binaries[\\/]yoga-wasm-base64-esm\.js$/,
    why: 'It unpacks its own base64 through fetch() where there is one, which loads all of undici: 20 ms.',
    find: /^/,
    replace: 'var fetch;',
  },
  {
    file: /[\\/]string-width[\\/]index\.js$/,
    why: 'Compiling \\p{RGI_Emoji} takes 30 ms; most screens hold no character that any emoji begins with.',
    find: 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
    replace: `let rgiEmoji;
const rgiEmojiRegex = {
  test: (text) => /[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3]/u.test(text) &&
    (rgiEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text),
};`,
  },
  {
    file: /[\\/]ink[\\/]build[\\/]devtools\.js$/,
    why: 'Developer tools are never wanted here, and their package is not installed.',
    find: /^[\s\S]*$/,
    replace: '',
  },
];

export const patches: Plugin = {
  name: 'patches',
  setup(bundler) {
    for (const {file, why, find, replace} of PATCHES) {
      bundler.onLoad({filter: file}, async ({path}) => {
        const source = await readFile(path, 'utf8');
        const found = typeof find === 'string' ? source.includes(find) : find.test(source);
        if (found) return {contents: source.replace(find, () => replace), loader: 'js'};
        return {
          errors: [
            {text: `tools/bundle-patches.ts no longer fits ${path}: look whether this still holds. ${why}`},
          ],
        };
      });
    }
  },
};
