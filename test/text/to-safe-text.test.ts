import fc from 'fast-check';
import {expect, test} from 'vitest';
import stringWidth from 'string-width';
import {toSafeLine, toSafeText, trusted, withoutControls} from '../../src/text/safe/to-safe-text.ts';
import {FORBIDDEN, hostileText} from './hostile-text.ts';
import {often} from '../support/long.ts';

test.each([
  ['plain ASCII\nis kept', 'plain ASCII\nis kept'],
  ['Größe 東京 שלום 👍🏽 naïve', 'Größe 東京 שלום 👍🏽 naïve'],
  ['\x1b[2J\x1b[31mred\x1b[0m', 'red'],
  ['\x1b[38;2;1;2;3mx\x1b[?25l\x1b[>4;2m', 'x'],
  ['a\x9b31mb', 'ab'],
  ['a\x1b]0;title\x07b', 'ab'],
  ['a\x1b]8;;https://evil.example/\x1b\\link\x1b]8;;\x1b\\b', 'alinkb'],
  ['a\x9d52;c;cm0gLXJm\x9cb', 'ab'],
  ['a\x1bP1$r0m\x1b\\b\x90q\x9cc', 'abc'],
  ['a\x1bXsos\x1b\\b\x1b^pm\x1b\\c\x1b_apc\x1b\\d', 'abcd'],
  ['a\x98sos\x9cb\x9epm\x9cc\x9fapc\x9cd', 'abcd'],
  ['\x1bcreset\x1b(Bcharset\x1b7', 'resetcharset'],
])('whole control sequences are removed: %j', (input, expected) => {
  expect(toSafeText(input)).toBe(expected);
});

test.each([
  ['a\x1b]0;title and the rest', 'a0;title and the rest'],
  ['a\x9dtext', 'atext'],
  ['a\x1bPtext', 'atext'],
  ['a\x1b[31', 'a31'],
  ['a\x9b31é', 'a31é'],
  ['a\x1b]0;x\x1b[31mb\x07', 'a0;xb␇'],
  ['a\x1b', 'a␛'],
  ['a\x1bé', 'a␛é'],
])('of an unterminated sequence only the introducer goes, so no text disappears: %j', (input, expected) => {
  expect(toSafeText(input)).toBe(expected);
});

test('removing one sequence cannot build another', () => {
  expect(toSafeText('\x1b\x1b[m[31mred')).toBe('␛[31mred');
});

test('control characters become visible marks', () => {
  expect(toSafeText('a\0b\x07c\x08d\x0be\x0ff\x7fg\x85h\x9ci')).toBe('a␀b␇c␈d␋e␏f␡g<85>h<9c>i');
});

test('every kind of line end becomes LF', () => {
  expect(toSafeText('a\r\nb\rc\u2028d\u2029e\r\r\nf')).toBe('a\nb\nc\nd\ne\n\nf');
});

test('TAB advances to the next multiple of eight columns', () => {
  expect(toSafeText('a\tb\nabcdefgh\tc')).toBe('a       b\nabcdefgh        c');
});

test('lone surrogates become the replacement character', () => {
  expect(toSafeText('a\ud800b\udc00')).toBe('a\ufffdb\ufffd');
});

test('bidi controls become a mark, right-to-left letters stay', () => {
  expect(toSafeText('\u202Egpj.exe\u2069 שלום\u200F')).toBe('␦gpj.exe␦ שלום␦');
});

test('invisible characters vanish, many of them leave a mark', () => {
  expect(toSafeText('pass\u00ADw\u200Bo\u2060rd\uFEFF\u3164')).toBe('password');
  expect(toSafeText(`a${'\u{e0041}'.repeat(40)}b`)).toBe('a␦b');
});

test('joiners stay only where they mean something', () => {
  expect(toSafeText('👩‍🚀 ❤️‍🔥 می‌خواهم क्‍ष')).toBe('👩‍🚀 ❤️‍🔥 می‌خواهم क्‍ष');
  expect(toSafeText('pay\u200Dpal \u200D \u200Cx')).toBe('paypal  x');
});

test('variation selectors stay only after a base that has variants', () => {
  expect(toSafeText('❤️ ☺︎ 1️⃣')).toBe('❤️ ☺︎ 1️⃣');
  expect(toSafeText('a\ufe0f1\ufe0f \ufe0f漢\ufe00')).toBe('a1 漢');
});

test('at most four combining marks a base, and none without one', () => {
  expect(toSafeText(`Z${'\u0301'.repeat(50)}algo`)).toBe(`Z${'\u0301'.repeat(4)}algo`);
  expect(toSafeText('\u0301a\n\u0301b')).toBe('◌\u0301a\n◌\u0301b');
  // Not of the kind "mark", and they join what stands before all the same.
  expect(toSafeText('\uff9eあ\uff76\uff9e 👍🏽 \n🏽')).toBe('◌\uff9eあ\uff76\uff9e 👍🏽 \n◌🏽');
});

test('a letter that joins the next one needs one', () => {
  expect(toSafeText('ൎക ൎ')).toBe('ൎക \ufffd');
});

test.each([
  ['a joiner before a letter that turns out to join nothing', '漢\u200d\u0d4e', '漢\ufffd'],
  ['a letter that joins one that cannot be seen', '\u0d4e\u3164', '\ufffd'],
  ['a keycap torn apart', `1${'\u200b'.repeat(16)}\ufe0f\u20e3`, '1␦\u20e3'],
  ['an emoji torn apart', `👩${'\u200b'.repeat(16)}\u200d🚀`, '👩␦🚀'],
  [
    'a joiner before a mark that is one too many',
    `ｶ${'\u0301'.repeat(4)}\u200d\uff9ex`,
    `ｶ${'\u0301'.repeat(4)}x`,
  ],
])('what follows decides, as it stands in the result: %s', (_what, input, expected) => {
  expect(toSafeText(input)).toBe(expected);
  expect(toSafeText(expected)).toBe(expected);
});

test('the marks that frame search matches cannot come from outside', () => {
  expect(toSafeText('\ue000fake\ue001')).toBe('\ufffdfake\ufffd');
});

test('a line has no line breaks, tabs or runs of spaces', () => {
  expect(toSafeLine('  Power\toutage \r\n in   cage\x1b[1m ')).toBe('Power outage in cage');
  expect(toSafeLine('as it is')).toBe('as it is');
});

test('withoutControls leaves no marks', () => {
  expect(withoutControls('a\x07b\u202Ec\ud800\x1b[1md')).toBe('abcd');
});

test('trusted text is not changed', () => {
  expect(trusted('· ok')).toBe('· ok');
});

test.each([
  ['NUL', '\0'],
  ['ESC', '\x1b'],
  ['OSC', '\x1b]'],
  ['C1 OSC', '\x9d'],
  ['OSC and BEL', '\x1b]x\x07'],
  ['CSI', '\x1b[1'],
  ['ESC with intermediates', '\x1b  '],
  ['combining', '\u0301'],
  ['joiner', '\u200d'],
  ['emoji joiner', '👩\u200d'],
  ['bidi', '\u202e'],
])('half a million characters of %s take linear time: any other would outlast this test', (_name, unit) => {
  expect(toSafeText(unit.repeat(500_000 / unit.length)).length).toBeLessThan(1_500_000);
});

test('no hostile input leaves a control, bidi or invisible character', () => {
  fc.assert(
    fc.property(hostileText, (input) => {
      const text = toSafeText(input);
      expect(text).not.toMatch(FORBIDDEN);
      expect(toSafeText(text)).toBe(text);
      const line = toSafeLine(input);
      expect(line).not.toMatch(/\n| {2}|^ | $/);
      expect(toSafeLine(line)).toBe(line);
      expect(withoutControls(input)).not.toMatch(FORBIDDEN);
    }),
    {numRuns: often(200, 1000)},
  );
});

test('every grapheme of a safe text takes at least one cell, as Ink draws it', () => {
  const segmenter = new Intl.Segmenter();
  fc.assert(
    fc.property(hostileText, (input) => {
      for (const {segment} of segmenter.segment(toSafeText(input))) {
        if (segment !== '\n') expect(stringWidth(segment)).toBeGreaterThan(0);
      }
    }),
    {numRuns: often(200, 1000)},
  );
});
