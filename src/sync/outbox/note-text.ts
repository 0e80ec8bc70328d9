import {toSafeText} from '../../text/safe/to-safe-text.ts';

/** How sure it is that two texts are the same note: `same`, or changed in a way that services are known for. */
export type Likeness = 'same' | 'altered' | 'different';

/** A cut text shorter than this could be the beginning of any other. */
const SHORTEST_CUT = 200;
/** What is left of a text without its non-ASCII characters must still tell it from others. */
const SHORTEST_ASCII = 12;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Compares what was written here with what the service says it has. Both may be of any origin. */
export function likeness(ours: string, theirs: string): Likeness {
  const a = normalForm(ours);
  const b = normalForm(theirs);
  if (a === '' || b === '') return a === b ? 'same' : 'different';
  if (a === b) return 'same';
  return isCut(a, b) || isReducedToAscii(a, b) ? 'altered' : 'different';
}

/**
 * The text without what a service may change on its way: blanks and line ends, Unicode composition,
 * HTML entities and line-break tags, typographic quotes, invisible characters.
 */
export function normalForm(text: string): string {
  return withoutMarkup(toSafeText(text))
    .normalize('NFC')
    .replaceAll(/[\u{201c}\u{201d}\u{201e}]/gu, '"')
    .replaceAll(/[\u{2018}\u{2019}\u{201a}]/gu, "'")
    .replaceAll(/[\u{2013}\u{2014}\u{2212}]/gu, '-')
    .replaceAll('\u{2026}', '...')
    .replaceAll(/[\s\p{Cc}\p{Cf}\u{2400}-\u{243f}\u{fffd}]/gu, '');
}

function withoutMarkup(text: string): string {
  let plain = text;
  // Twice encoded is common; more would be a text about entities.
  for (let round = 0; round < 3 && plain.includes('&'); round += 1) {
    const decoded = plain.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, decodeEntity);
    if (decoded === plain) break;
    plain = decoded;
  }
  return plain.replaceAll(/<\/?(?:br|p|div|span|pre)(?:\s[^<>]*)?\/?>/gi, ' ');
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff)
    ? String.fromCodePoint(code)
    : whole;
}

function isCut(ours: string, theirs: string): boolean {
  const kept = theirs.replace(/\.+$/, '');
  return kept.length >= SHORTEST_CUT && kept.length < ours.length && ours.startsWith(kept);
}

/** Some systems put `?` for, or drop, every character that they do not know. */
function isReducedToAscii(ours: string, theirs: string): boolean {
  if (isAscii(ours) || !isAscii(theirs)) return false;
  const left = asciiOnly(ours);
  return left.length >= SHORTEST_ASCII && left === asciiOnly(theirs);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function asciiOnly(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]|\?/g, '');
}
