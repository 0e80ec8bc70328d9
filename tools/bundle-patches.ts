import type {Plugin} from 'esbuild';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

type Change = {readonly find: string | RegExp; readonly replace: string};

type Patch = {
  /** The end of the file's path. Each file has one patch. */
  readonly file: RegExp;
  readonly why: string;
  /** What it is called in bench/README.md, where it stands what each saves; undefined: nothing works without it. */
  readonly saves?: string;
  readonly changes: readonly Change[];
  readonly append?: string;
};

const JOIN_ROWS = `
Output.prototype.get = function () {
  return joinedRows(this) ?? this.getCellByCell();
};

function joinedRows(output) {
  const rows = Array.from({length: output.height}, () => ({text: '', width: 0}));
  let clip;
  for (const operation of output.operations) {
    if (operation.type === 'clip') {
      if (clip !== undefined) return undefined;
      clip = operation.clip;
    } else if (operation.type === 'unclip') {
      clip = undefined;
    } else if (!appendTo(rows, operation, clip, output.caches)) {
      return undefined;
    }
  }
  return {output: rows.map(({text}) => text.trimEnd()).join('\\n'), height: output.height};
}

function appendTo(rows, {x, y, text, transformers}, clip, caches) {
  if (x < 0 || y < 0) return false;
  let at = y;
  for (const plain of text.split('\\n')) {
    const line = transformers.reduce((styled, transform) => transform(styled, at - y), plain);
    const row = rows[at];
    const width = caches.getStringWidth(plain);
    if (row === undefined || row.width > x || (clip !== undefined && isOutside(clip, x, at, width))) return false;
    row.text += ' '.repeat(x - row.width) + line;
    row.width = x + width;
    at += 1;
  }
  return true;
}

function isOutside({x1, x2, y1, y2}, x, y, width) {
  return x < (x1 ?? 0) || x + width > (x2 ?? Infinity) || y < (y1 ?? 0) || y >= (y2 ?? Infinity);
}`;

/** Graphemes are told apart by tables that take 15 ms to load, the first time. */
const LATE_SEGMENTER: Change = {
  find: /new Intl\.Segmenter\([^)]*\)/,
  replace: '{segment: (text) => (globalThis.casedeckSegmenter ??= new Intl.Segmenter()).segment(text)}',
};

/**
 * What dependencies do that casedeck's start and frames should not pay for. Each leaves the behaviour as it
 * is; a patch that no longer fits its dependency fails the build, so that somebody looks.
 */
const PATCHES: readonly Patch[] = [
  {
    file: /[\\/]yoga-layout[\\/]dist[\\/]binaries[\\/]yoga-wasm-base64-esm\.js$/,
    saves: 'layout engine without fetch',
    why: 'It unpacks its own base64 through fetch() where there is one, which loads all of undici: 20 ms.',
    changes: [{find: /^/, replace: 'var fetch;'}],
  },
  {
    file: /[\\/]string-width[\\/]index\.js$/,
    saves: 'late width tables',
    why:
      'Its tables of graphemes and its patterns of character classes take 25 ms to load, and \\p{RGI_Emoji} another 30; ' +
      'most screens hold no character that needs them. Ink measures the same texts in every frame.',
    changes: [
      LATE_SEGMENTER,
      {find: 'const visibleCharacterRegex = /', replace: 'const visibleCharacterRegex = later(() => /'},
      {find: '\\p{Surrogate}]/v;', replace: '\\p{Surrogate}]/v);'},
      {
        find: 'const spacingMarkRegex = /\\p{Spacing_Mark}/v;',
        replace: 'const spacingMarkRegex = later(() => /\\p{Spacing_Mark}/v);',
      },
      {
        find: 'const extendedPictographicRegex = /\\p{Extended_Pictographic}/gu;',
        replace: 'const extendedPictographicRegex = later(() => /\\p{Extended_Pictographic}/gu);',
      },
      {
        find: '\tlet width = 0;\n\tconst eastAsian',
        replace: '\tif (isNarrow(string)) return string.length;\n\tlet width = 0;\n\tconst eastAsian',
      },
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
import {isNarrow} from ${JSON.stringify(fileURLToPath(new URL('../src/text/graphemes.ts', import.meta.url)))};
function later(make) {
  let made;
  const get = () => (made ??= make());
  return {
    test: (text) => get().test(text),
    [Symbol.search]: (text) => get()[Symbol.search](text),
    [Symbol.match]: (text) => get()[Symbol.match](text),
  };
}
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
    file: /[\\/](?:ansi-tokenize[\\/]build[\\/]tokenize|slice-ansi[\\/]tokenize-ansi|wrap-ansi[\\/]index|ink[\\/]build[\\/]line-update)\.js$/,
    saves: 'late segmenter',
    why: 'They load the tables of graphemes at the start, which most screens never need.',
    changes: [LATE_SEGMENTER],
  },
  {
    file: /[\\/]ink[\\/]build[\\/]output\.js$/,
    saves: 'rows joined',
    why:
      'Ink builds every frame cell by cell, anew. Our screens are rows of ready text beside each other: such rows ' +
      'are joined as they are; anything else goes the original way.',
    changes: [{find: '    get() {', replace: '    getCellByCell() {'}],
    append: JOIN_ROWS,
  },
  {
    file: /[\\/]commander[\\/]lib[\\/]command\.js$/,
    saves: 'late child_process',
    why: 'It loads what starts other programs, for subcommands that are programs of their own; casedeck has none.',
    changes: [
      {
        find: "import childProcess from 'node:child_process';",
        replace:
          "const childProcess = {spawn: (...args) => process.getBuiltinModule('node:child_process').spawn(...args)};",
      },
    ],
  },
  {
    file: /[\\/]ink[\\/]build[\\/]reconciler\.js$/,
    why: "Ink's own development mode: a user's DEV means something else, and it asks a module where it is, which a script cannot.",
    changes: [
      {find: "process.env['DEV'] === 'true'", replace: 'false'},
      {find: "process.env['DEV'] === 'true'", replace: 'false'},
    ],
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

/** Names of the patches that save time. */
export const SAVING = PATCHES.flatMap(({saves}) => saves ?? []);

/** All patches, or all but one of those that save time: bench/patches.ts measures what it saves. */
export function patchesBut(left?: string): Plugin {
  const kept = PATCHES.filter(({saves}) => saves === undefined || saves !== left);
  return {
    name: 'patches',
    setup(bundler) {
      for (const patch of kept) {
        bundler.onLoad({filter: patch.file}, async ({path}) => {
          const contents = patched(await readFile(path, 'utf8'), patch);
          if (contents !== undefined) return {contents, loader: 'js'};
          const text = `tools/bundle-patches.ts no longer fits ${path}: look whether this still holds. ${patch.why}`;
          return {errors: [{text}]};
        });
      }
    },
  };
}
