import {toSafeText} from '../../text/safe/to-safe-text.ts';

/**
 * How similar two texts are: `same`; `altered` in a way that services are known for; `near`, so that a person must
 * decide; or `different`.
 */
export type Likeness = 'same' | 'altered' | 'near' | 'different';

/** A shortened text with fewer characters could be the start of any other. */
const SHORTEST_CUT = 200;
/** Without its non-ASCII characters a text must still have this many to be recognised. */
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
  if (isCut(a, b) || isReducedToAscii(a, b) || plainForm(ours) === plainForm(theirs)) return 'altered';
  return isNear(essence(ours), essence(theirs)) ? 'near' : 'different';
}

/** The text without case, tags, kinds of dashes and letters that look the same. */
function plainForm(text: string): string {
  return withoutTags(text)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Pd}|\u2212/gu, '-')
    .replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '');
}

/** Only letters, without links, and with all digits alike. */
function essence(text: string): string {
  return withoutTags(text)
    .replaceAll(/\b(?:https?:\/\/|www\.)\S+|\[(?:link|url)[^\]]*\]/gi, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}*#]/gu, '')
    .replaceAll(/[\p{N}*#]|x{3,}/gu, '0');
}

function withoutTags(text: string): string {
  return withoutMarkup(toSafeText(text)).replaceAll(/<\/?[a-z][^<>]{0,200}>/gi, ' ');
}

/** Shorter than this, one text is in many others. */
const SHORTEST_PART = 12;
const ALIKE = 0.75;

/** One contains the other (a signature, a wrapper, cut short), or they are the same in most places. */
function isNear(ours: string, theirs: string): boolean {
  if (ours === '' || theirs === '') return false;
  if (ours === theirs) return true;
  const [short, long] = ours.length < theirs.length ? [ours, theirs] : [theirs, ours];
  if (short.length >= SHORTEST_PART && long.includes(short)) return true;
  return pairsInCommon(short, long) >= ALIKE;
}

/** The part of all pairs of neighbouring letters that both texts have: 0 to 1. */
function pairsInCommon(short: string, long: string): number {
  const pairs = new Map<string, number>();
  for (let at = 1; at < short.length; at += 1) {
    const pair = short.slice(at - 1, at + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let common = 0;
  for (let at = 1; at < long.length; at += 1) {
    const pair = long.slice(at - 1, at + 1);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    pairs.set(pair, left - 1);
    common += 1;
  }
  return (2 * common) / Math.max(1, short.length + long.length - 2);
}

/** True if the two texts count as the same without asking anybody. */
export function isAlike(ours: string, theirs: string): boolean {
  return ['same', 'altered'].includes(likeness(ours, theirs));
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
  // Entities encoded twice are common; decoding more would change a text about entities.
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

/** Some systems replace unknown characters with `?`, or drop them. */
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
