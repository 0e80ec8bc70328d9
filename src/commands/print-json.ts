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

/**
 * A list, or one object, as {@link jsonText} writes it, in portions: the whole of it is never in memory. Of an object the entries of
 * its lists come one by one; of a list each entry as it stands.
 */
export function* jsonPortions(
  value: Iterable<unknown> | Readonly<Record<string, unknown>>,
): Generator<string> {
  let portion = '';
  for (const piece of isIterable(value) ? listPieces(value, '') : objectPieces(value)) {
    portion += piece;
    if (portion.length < PORTION) continue;
    yield escapeJson(portion);
    portion = '';
  }
  yield `${escapeJson(portion)}\n`;
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

function* listPieces(entries: Iterable<unknown>, indent: string): Generator<string> {
  let before = '[';
  for (const entry of entries) {
    yield `${before}\n${indent}  ${indented(entry, `${indent}  `) ?? 'null'}`;
    before = ',';
  }
  yield before === '[' ? '[]' : `\n${indent}]`;
}

function* objectPieces(value: Readonly<Record<string, unknown>>): Generator<string> {
  let before = '{';
  for (const [name, member] of Object.entries(value)) {
    const isList = Array.isArray(member);
    const text = isList ? '' : indented(member, '  ');
    if (text === undefined) continue;
    yield `${before}\n  ${JSON.stringify(name)}: ${text}`;
    if (isList) yield* listPieces(member, '  ');
    before = ',';
  }
  yield before === '{' ? '{}' : '\n}';
}

/** Undefined for what JSON leaves out. */
function indented(value: unknown, indent: string): string | undefined {
  return (JSON.stringify(value, undefined, 2) as string | undefined)?.replaceAll('\n', `\n${indent}`);
}

/** Prints much, a piece after the other as they are taken. */
export async function printPieces(io: Pick<Io, 'out' | 'taken'>, pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    io.out(piece);
    await io.taken();
  }
}
