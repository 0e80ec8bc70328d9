import fc from 'fast-check';

/** What must never reach the terminal from remote text. */
export const FORBIDDEN =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000\ue001\u{e0000}-\u{e0fff}]|\p{Cs}/u;

const PIECES = [
  '\x1b',
  '\x1b[',
  '\x1b]',
  '\x1bP',
  '\x1b\\',
  '\x9b',
  '\x9d',
  '\x9c',
  '\x90',
  '\x07',
  '\x18',
  '31m',
  '8;;http://x',
  '\r',
  '\n',
  '\r\n',
  '\t',
  '\0',
  '\x7f',
  '\u0301',
  '\u0903',
  '\u200b',
  '\u200c',
  '\u200d',
  '\ufe0f',
  '\ufe0e',
  '\u20e3',
  '\u202e',
  '\u2066',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\udc00',
  '\u{e0041}',
  '\ue000',
  '\u0600',
  '\u0d4e',
  '\u1100',
  '\u1161',
  '\u11a8',
  '\uff9e',
  '👩',
  '🚀',
  '❤',
  '🏽',
  '🇩',
  '🇪',
  '漢',
  'é',
  'क',
  '्',
  'ष',
  'م',
  'ש',
  '#',
  '1',
  'word',
  ' ',
  '  ',
  'a',
  '…',
];

/** Random text, half of it pieces that have broken terminals or layouts before. */
export const hostileText = fc
  .array(
    fc.oneof(
      {weight: 4, arbitrary: fc.constantFrom(...PIECES)},
      {weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 4})},
      {weight: 1, arbitrary: fc.string({unit: 'grapheme', maxLength: 4})},
      {
        weight: 1,
        arbitrary: fc.string({
          unit: fc.integer({min: 0, max: 0xffff}).map((code) => String.fromCharCode(code)),
          maxLength: 4,
        }),
      },
    ),
    {maxLength: 40},
  )
  .map((pieces) => pieces.join(''));
