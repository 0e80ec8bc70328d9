import {escapeJson} from '../text/safe/escape-json.ts';
import type {Io} from '../console/session/io.ts';

/** Prints one JSON value; absent fields are left out. Safe on a terminal, whatever the texts hold. */
export function printJson(io: Io, value: unknown): void {
  io.out(jsonText(value));
}

export function jsonText(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, undefined, 2))}\n`;
}
