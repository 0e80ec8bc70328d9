import {escapeJson} from '../text/safe/escape-json.ts';
import type {Io} from '../console/session/io.ts';

/** Prints one JSON value; absent fields are left out. Safe on a terminal, whatever the texts hold. */
export function printJson(io: Io, value: unknown): void {
  io.out(jsonText(value));
}

function jsonText(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, undefined, 2))}\n`;
}

/** About so many characters are written at a time. */
const PORTION = 64 * 1024;

/** A list as {@link jsonText} writes it, in portions: the whole of it is never in memory. */
export function* jsonPortions(entries: Iterable<unknown>): Generator<string> {
  let portion = '';
  let isFirst = true;
  for (const entry of entries) {
    const rows = JSON.stringify(entry, undefined, 2).replaceAll('\n', '\n  ');
    portion += `${isFirst ? '[' : ','}\n  ${rows}`;
    isFirst = false;
    if (portion.length < PORTION) continue;
    yield escapeJson(portion);
    portion = '';
  }
  yield `${escapeJson(portion)}${isFirst ? '[]' : '\n]'}\n`;
}

/** Prints much, a piece after the other as they are taken. */
export async function printPieces(io: Pick<Io, 'out' | 'taken'>, pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    io.out(piece);
    await io.taken();
  }
}
