import {isUtf8} from 'node:buffer';

/** Stands for a byte that is part of no character. */
export const LOST = '\uFFFD';
const ESC = 0x1b;
const FIRST_CONTROL = 0x80;
const LAST_CONTROL = 0x9f;

/**
 * Bytes from the terminal as text. UTF-8 may be cut anywhere; a byte that belongs to no character and has the value
 * of an 8-bit control (a terminal that is set to send those) becomes that control.
 */
export class InputDecoder {
  #rest: Buffer = Buffer.alloc(0);

  decode(chunk: Uint8Array): string {
    const bytes = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    const whole = bytes.length - unfinishedAtEnd(bytes);
    // Of Alt with a letter the ESC waits for the letter.
    const end = whole < bytes.length && bytes[whole - 1] === ESC ? whole - 1 : whole;
    this.#rest = Buffer.from(bytes.subarray(end));
    const done = bytes.subarray(0, end);
    return isUtf8(done) ? done.toString('utf8') : decodeBroken(done);
  }
}

/** Bytes at the end that may be the start of a character. */
function unfinishedAtEnd(bytes: Buffer): number {
  for (let count = 1; count <= Math.min(3, bytes.length); count++) {
    const length = lengthAfter(bytes[bytes.length - count] ?? 0);
    if (length > 1) return length > count ? count : 0;
    if (length === 1) return 0;
  }
  return 0;
}

/** Bytes of the character that begins with this one; 0 for one that begins none. */
function lengthAfter(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

function decodeBroken(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = lengthAfter(first);
    const character = bytes.subarray(at, at + length);
    if (length > 0 && character.length === length && isUtf8(character)) {
      text += character.toString('utf8');
      at += length;
    } else {
      text += first >= FIRST_CONTROL && first <= LAST_CONTROL ? String.fromCharCode(first) : LOST;
      // What was to go on with a broken character is no control.
      do at += 1;
      while (first > LAST_CONTROL && ((bytes[at] ?? 0) & 0xc0) === 0x80);
    }
  }
  return text;
}
