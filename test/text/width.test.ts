import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {
  boundaryBefore,
  boundaryFrom,
  graphemes,
  isNarrow,
  isSimple,
  simpleWidth,
} from '../../src/text/graphemes.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';
import {fit, padEnd, textWidth, truncate, wrap} from '../../src/text/width.ts';
import {hostileText} from './hostile-text.ts';
import {often} from '../support/long.ts';

const safeText = hostileText.map(toSafeText);
const width = fc.integer({min: 0, max: 30});

test.each([
  ['', 0],
  ['abc', 3],
  ['Größe · │ …', 11],
  ['東京', 4],
  ['👩🏽‍🚀', 2],
  ['e\u0301', 1],
  ['❤️', 2],
  ['שלום', 4],
])('%j takes %i cells', (text, cells) => {
  expect(textWidth(text)).toBe(cells);
});

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdef', 5, 'abcd…'],
  ['abcdef', 1, '…'],
  ['abcdef', 0, ''],
  ['abcdef', -3, ''],
  ['東京都庁', 5, '東京…'],
  ['東京都庁', 6, '東京…'],
  ['東京都庁', 8, '東京都庁'],
  ['👩🏽‍🚀👩🏽‍🚀', 3, '👩🏽‍🚀…'],
  ['two\nlines', 20, 'two lines'],
])('truncate(%j, %i) is %j', (text, cells, expected) => {
  expect(truncate(text, cells)).toBe(expected);
});

test('another ellipsis', () => {
  expect(truncate('abcdef', 5, '...')).toBe('ab...');
  expect(truncate('abcdef', 2, '...')).toBe('ab');
  expect(truncate('abcdef', 3, '')).toBe('abc');
});

test('padEnd and fit count cells', () => {
  expect(padEnd('東京', 6)).toBe('東京  ');
  expect(padEnd('abcdef', 3)).toBe('abcdef');
  expect(fit('東京都庁', 6)).toBe('東京… ');
  expect(fit('ab', 4)).toBe('ab  ');
});

test.each([
  ['the quick brown fox', 10, ['the quick', 'brown fox']],
  ['exactly ten', 11, ['exactly ten']],
  ['a\n\nb', 10, ['a', '', 'b']],
  ['', 10, ['']],
  ['  indented text here', 12, ['  indented', 'text here']],
  ['averyveryverylongword', 8, ['averyver', 'yverylon', 'gword']],
  ['see https://example.com/a', 10, ['see', 'https://ex', 'ample.com/', 'a']],
  ['abc     def', 4, ['abc', 'def']],
  ['trailing    ', 9, ['trailing']],
  ['全角文字は改行できます。', 10, ['全角文字は', '改行できま', 'す。']],
  ['英語 mixed 東京。', 8, ['英語', 'mixed 東', '京。']],
  ['東京', 1, ['…', '…']],
  ['abc', 0, ['a', 'b', 'c']],
])('wrap(%j, %i)', (text, cells, expected) => {
  expect(wrap(text, cells)).toEqual(expected);
});

test('textWidth is what Ink measures', () => {
  fc.assert(
    fc.property(safeText, (text) => {
      expect(textWidth(text)).toBe(stringWidth(text));
    }),
    {numRuns: often(100, 500)},
  );
});

test('every character of the fast paths is a grapheme of the width that is taken for granted', () => {
  let simple = 0;
  for (let code = 0x20; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    if (!isSimple(character)) continue;
    simple++;
    const cells = isNarrow(character) ? 1 : 2;
    expect([
      code,
      simpleWidth(code),
      stringWidth(character),
      stringWidth(`${character}${character}x`),
    ]).toEqual([code, cells, cells, 2 * cells + 1]);
  }
  expect(simple).toBeGreaterThan(30_000);
});

test('graphemes are those of the segmenter, wherever the search begins', () => {
  const segmenter = new Intl.Segmenter();
  fc.assert(
    fc.property(fc.oneof(safeText, hostileText, fc.string({unit: 'binary'})), (text) => {
      const expected = [...segmenter.segment(text)].map(({segment}) => segment);
      expect([...graphemes(text)].map((grapheme) => grapheme.text)).toEqual(expected);
      const ends = expected.map((_, index) => expected.slice(0, index + 1).join('').length);
      for (let offset = 0; offset <= text.length; offset++) {
        expect(boundaryFrom(text, offset)).toBe([0, ...ends].find((at) => at >= offset));
        expect(boundaryBefore(text, offset)).toBe([0, ...ends].findLast((at) => at < offset) ?? 0);
      }
    }),
    {numRuns: often(100, 500)},
  );
});

test('fit takes exactly its cells, truncate at most', () => {
  fc.assert(
    fc.property(safeText, width, (text, cells) => {
      expect(textWidth(fit(text, cells))).toBe(cells);
      const cut = truncate(text, cells);
      expect(textWidth(cut)).toBeLessThanOrEqual(cells);
      const line = text.replaceAll('\n', ' ');
      if (textWidth(line) <= cells) expect(cut).toBe(line);
      else if (cells > 0) expect(cut.endsWith('…')).toBe(true);
    }),
    {numRuns: often(200, 1000)},
  );
});

test('no wrapped row is wider than asked, and only break spaces are lost', () => {
  fc.assert(
    fc.property(safeText, fc.integer({min: 1, max: 30}), (text, cells) => {
      const rows = wrap(text, cells);
      for (const row of rows) {
        expect(textWidth(row)).toBeLessThanOrEqual(cells);
        expect(row).not.toContain('\n');
      }
      // Wider clusters than this do not occur in the pieces unless many Hangul letters pile up.
      if (cells >= 20) expect(rows.join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/g, ''));
    }),
    {numRuns: often(200, 1000)},
  );
});

test('wrapping what is wrapped changes nothing', () => {
  fc.assert(
    fc.property(safeText, fc.integer({min: 2, max: 30}), (text, cells) => {
      const rows = wrap(text, cells);
      expect(rows.flatMap((row) => wrap(row, cells)).map((row) => row.trimEnd())).toEqual(
        rows.map((row) => row.trimEnd()),
      );
    }),
  );
});
