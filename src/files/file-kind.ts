import {pictureHead} from '../pictures/picture-head.ts';

/** How many first bytes tell what a file is. */
export const TELLING_BYTES = 8 * 1024;

/** `what` are words with an article: `a PDF document`. */
export type FileKind =
  | {readonly kind: 'picture'; readonly what: string}
  | {readonly kind: 'text'; readonly what: string}
  | {readonly kind: 'other'; readonly what: string};

const PICTURES = {
  png: 'a PNG picture',
  jpeg: 'a JPEG picture',
  gif: 'a GIF picture',
  webp: 'a WebP picture',
  tiff: 'a TIFF picture',
} as const;

/** First bytes, as Latin 1, of what is often attached and cannot be shown here. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'a PDF document'],
  [/^PK\u0003\u0004/, 'a ZIP archive'],
  [/^\u001F\u008B/, 'a gzip archive'],
  [/^BZh\d/, 'a bzip2 archive'],
  [/^7z\u00BC\u00AF/, 'a 7-Zip archive'],
  [/^\u00FD7zXZ/, 'an xz archive'],
  [/^Rar!/, 'a RAR archive'],
  [/^\u00D0\u00CF\u0011\u00E0/, 'an Office document or an Outlook message'],
  [/^.{4}ftyp(?:hei[cx]|mif1|avif)/s, 'a HEIC or AVIF picture, which is not shown here'],
  [/^.{4}ftyp/s, 'a film'],
  [/^BM.{4}\0{4}/s, 'a BMP picture, which is not shown here'],
  [/^(?:\u00D4\u00C3\u00B2\u00A1|\u00A1\u00B2\u00C3\u00D4|\n\r\r\n)/, 'a packet capture'],
  [/^(?:MZ|\u007FELF)/, 'a program'],
];

/** What is a ZIP archive by its bytes, and something else by its name. */
const ZIPPED: Readonly<Record<string, string>> = {
  docx: 'a Word document',
  xlsx: 'an Excel workbook',
  pptx: 'a PowerPoint presentation',
  vsdx: 'a Visio drawing',
  odt: 'a text document',
  ods: 'a spreadsheet',
};

/** What a file is, by its first bytes; its name tells only what kind of archive it is. */
export function fileKind(start: Uint8Array, name: string): FileKind {
  const picture = pictureHead(start);
  if (picture !== undefined) return {kind: 'picture', what: PICTURES[picture.kind]};
  const first = Buffer.from(start.subarray(0, 16)).toString('latin1');
  const other = OTHERS.find(([pattern]) => pattern.test(first))?.[1];
  if (other === 'a ZIP archive') {
    const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
    return {kind: 'other', what: ZIPPED[ending] ?? other};
  }
  if (other !== undefined) return {kind: 'other', what: other};
  if (isText(start)) return {kind: 'text', what: 'a text'};
  return {kind: 'other', what: 'a file of an unknown kind'};
}

/** More control characters than that, a thousand bytes, no text has: not even the log of a session in colours. */
const MOST_CONTROLS = 50;

function isText(start: Uint8Array): boolean {
  if (wideOrder(start) !== undefined) return true;
  let controls = 0;
  for (const byte of start) {
    if (byte === 0) return false;
    if (isControl(byte)) controls += 1;
  }
  return controls * 1000 <= MOST_CONTROLS * start.length;
}

/** A control character other than a tab, the end of a line or of a page. */
function isControl(byte: number): boolean {
  return byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13;
}

/** UTF-16: by its mark at the start, or by nearly every second byte being zero, as in Western text. */
export function wideOrder(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const sample = [...start.subarray(0, 512)];
  if (sample.some((byte) => byte !== 0 && isControl(byte))) return undefined;
  const zerosAt = (odd: number) => sample.filter((byte, at) => byte === 0 && at % 2 === odd).length;
  const [high, low] = [zerosAt(0), zerosAt(1)];
  const most = Math.max(3, sample.length * 0.35);
  if (low > most && high === 0) return 'utf-16le';
  return high > most && low === 0 ? 'utf-16be' : undefined;
}
