import {graphemes} from '../graphemes.ts';

// oxlint-disable-next-line no-control-regex -- everything that is ASCII
const ASCII = /^[\u0000-\u007F]*$/;

/** What people write beyond ASCII and what it is taken for; each as wide as it was. */
const LIKE: Readonly<Record<string, string>> = {
  '…': '~',
  '·': '-',
  '•': '*',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '‘': "'",
  '’': "'",
  '‚': ',',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '<',
  '»': '>',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '↵': '<',
  '×': 'x',
  '°': 'o',
  µ: 'u',
  ß: 's',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  æ: 'a',
  đ: 'd',
  '\u00A0': ' ',
};

/**
 * The text with nothing beyond ASCII in it, in as many cells: letters lose their accents, signs become
 * similar ones, anything else a question mark for each cell. For terminals that draw nothing else.
 */
export function toAscii(text: string): string {
  if (ASCII.test(text)) return text;
  let ascii = '';
  for (const {text: grapheme, width} of graphemes(text))
    ascii += ASCII.test(grapheme) ? grapheme : replacement(grapheme, width);
  return ascii;
}

function replacement(grapheme: string, width: number): string {
  if (width === 0) return '';
  const like = LIKE[grapheme] ?? grapheme.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return width === 1 && ASCII.test(like) && like !== '' ? like.slice(0, 1) : '?'.repeat(width);
}
