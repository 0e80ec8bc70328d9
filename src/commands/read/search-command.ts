import {AppError} from '../../errors.ts';
import type {SearchHit} from '../../domain/records.ts';
import type {Io} from '../../console/session/io.ts';
import {matchRanges} from '../../text/match-ranges.ts';
import {table} from '../plain-text.ts';
import {printJson} from '../print-json.ts';
import type {Store} from '../../store/store.ts';

export type SearchOptions = {readonly json?: boolean; readonly limit?: number};

const LIMIT = 50;
const INDEX_MS = 1000;
const PORTION = 200;

/** `casedeck search WORDS`: everything known on this machine, best first, with the line that matches. */
export function runSearch(store: Store, io: Io, words: readonly string[], options: SearchOptions): number {
  const text = words.join(' ').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) throw new AppError('usage', 'There is no word to look for.');
  // Texts that no console has looked into yet.
  const endsAt = performance.now() + INDEX_MS;
  while (performance.now() < endsAt && store.indexParts(PORTION));
  const left = store.waitingParts();
  if (left > 0)
    io.note(
      `casedeck: ${left} older texts are not indexed yet: in those words are found by their beginning alone.\n`,
    );
  const hits = store.search(text, options.limit ?? LIMIT);
  const statusOf = ({id, where}: SearchHit) =>
    where === 'notice'
      ? store.notices().find(({notice}) => notice.id === id)?.notice.status
      : store.row(id)?.status;
  if (options.json === true) {
    printJson(
      io,
      hits.map((hit) => hitJson(hit, statusOf(hit))),
    );
    return 0;
  }
  if (hits.length === 0) {
    io.note(`casedeck: Nothing known here holds all of these words. "casedeck sync" reads what is new.\n`);
    return 0;
  }
  const isBold = canStyle(io);
  const rows = hits.map((hit) => [hit.id, statusOf(hit) ?? 'unknown', hit.where, marked(hit.line, isBold)]);
  io.out(table(['ID', 'STATUS', 'WHERE', 'LINE'], rows));
  return 0;
}

function hitJson(
  {id, where, item, line, rank}: SearchHit,
  status: string | undefined,
): Readonly<Record<string, unknown>> {
  const {text, matches} = matchRanges(line);
  return {id, status, where, item, line: text, matches, rank};
}

/** The marks of SearchHit.line around what matches. */
const START = '\u{e000}';
const END = '\u{e001}';
const BOLD = '\x1b[1m';
const PLAIN = '\x1b[22m';

/** Bold only where somebody sees it: never in a pipe, and not where the user wants none. */
function canStyle({stdout, env}: Io): boolean {
  return stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** The line with its matches in bold, or without any marks. */
function marked(line: string, isBold: boolean): string {
  return line.replaceAll(START, isBold ? BOLD : '').replaceAll(END, isBold ? PLAIN : '');
}
