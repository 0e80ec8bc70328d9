import type {Io} from '../../console/session/io.ts';

/** The marks of SearchHit.line around what matches. */
const START = '\u{e000}';
const END = '\u{e001}';
const BOLD = '\x1b[1m';
const PLAIN = '\x1b[22m';

/** Bold only where somebody sees it: never in a pipe, and not where the user wants none. */
export function canStyle({stdout, env}: Io): boolean {
  return stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** The line with its matches in bold, or without any marks. */
export function marked(line: string, isBold: boolean): string {
  return line.replaceAll(START, isBold ? BOLD : '').replaceAll(END, isBold ? PLAIN : '');
}
