import type {Plugin} from 'esbuild';
import {readFile} from 'node:fs/promises';

type Change = {readonly find: string | RegExp; readonly replace: string};

type Patch = {
  /** The end of the file's path. Each file has one patch. */
  readonly file: RegExp;
  readonly why: string;
  readonly changes: readonly Change[];
  readonly append?: string;
};

/**
 * What dependencies do that casedeck's start and frames should not pay for. Each leaves the behaviour as it
 * is; a patch that no longer fits its dependency fails the build, so that somebody looks.
 */
const PATCHES: readonly Patch[] = [
  {
    file: /[\\/]yoga-layout[\\/]dist[\\/]binaries[\\/]yoga-wasm-base64-esm\.js$/,
    why: 'It unpacks its own base64 through fetch() where there is one, which loads all of undici: 20 ms.',
    changes: [{find: /^/, replace: 'var fetch;'}],
  },
  {
    file: /[\\/]string-width[\\/]index\.js$/,
    why:
      'Compiling \\p{RGI_Emoji} takes 30 ms, and most screens hold no character that any emoji begins with. ' +
      'Ink measures the same texts in every frame.',
    changes: [
      {
        find: 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
        replace: `let rgiEmoji;
const rgiEmojiRegex = {
  test: (text) => /[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3]/u.test(text) &&
    (rgiEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text),
};`,
      },
      {find: 'export default function stringWidth(', replace: 'function measuredWidth('},
    ],
    append: `
const widths = new Map();
export default function stringWidth(input, options) {
  if (options !== undefined || typeof input !== 'string') return measuredWidth(input, options);
  let width = widths.get(input);
  if (width === undefined) {
    if (widths.size > 4000) widths.clear();
    width = measuredWidth(input);
    widths.set(input, width);
  }
  return width;
}`,
  },
  {
    file: /[\\/]ink[\\/]build[\\/]output\.js$/,
    why: 'Ink takes every row of a frame apart anew, although most rows are those of the frame before.',
    changes: [{find: 'caches = new OutputCaches();', replace: 'caches = rememberedCaches();'}],
    append: `
let remembered;
function rememberedCaches() {
  if (remembered === undefined || remembered.styledChars.size > 4000) remembered = new OutputCaches();
  return remembered;
}`,
  },
  {
    file: /[\\/]ink[\\/]build[\\/]devtools\.js$/,
    why: 'Developer tools are never wanted here, and their package is not installed.',
    changes: [{find: /^[\s\S]*$/, replace: ''}],
  },
];

/** The patched text, or undefined where a change has lost its place. */
function patched(source: string, {changes, append = ''}: Patch): string | undefined {
  let text = source;
  for (const {find, replace} of changes) {
    const found = typeof find === 'string' ? text.includes(find) : find.test(text);
    if (!found) return undefined;
    text = text.replace(find, () => replace);
  }
  return text + append;
}

export const patches: Plugin = {
  name: 'patches',
  setup(bundler) {
    for (const patch of PATCHES) {
      bundler.onLoad({filter: patch.file}, async ({path}) => {
        const contents = patched(await readFile(path, 'utf8'), patch);
        if (contents !== undefined) return {contents, loader: 'js'};
        const text = `tools/bundle-patches.ts no longer fits ${path}: look whether this still holds. ${patch.why}`;
        return {errors: [{text}]};
      });
    }
  },
};
