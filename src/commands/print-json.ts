import {escapeJson} from '../text/safe/escape-json.ts';
import type {Io} from '../console/session/io.ts';

/** Prints one JSON value; absent fields are left out. Safe on a terminal, whatever the texts hold. */
export function printJson(io: Io, value: unknown): void {
  io.out(jsonText(value));
}

export function jsonText(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, undefined, 2))}\n`;
}

/** About so many characters are written at a time. */
const PORTION = 64 * 1024;

/** Prints a list as {@link printJson} does, one entry after the other: the whole of it is never in memory. */
export function printJsonList(io: Io, entries: Iterable<unknown>): void {
  let portion = '';
  let isFirst = true;
  for (const entry of entries) {
    const rows = JSON.stringify(entry, undefined, 2).replaceAll('\n', '\n  ');
    portion += `${isFirst ? '[' : ','}\n  ${rows}`;
    isFirst = false;
    if (portion.length < PORTION) continue;
    io.out(escapeJson(portion));
    portion = '';
  }
  io.out(`${escapeJson(portion)}${isFirst ? '[]' : '\n]'}\n`);
}
