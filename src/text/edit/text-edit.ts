import {boundaryBefore, boundaryFrom} from '../graphemes.ts';
import type {Position} from './text-layout.ts';
import {withoutControls} from '../safe/to-safe-text.ts';

export type Lines = readonly string[];
export type Edit = {readonly lines: Lines; readonly cursor: Position};

const WORD = /[\p{L}\p{N}\p{M}_]+/gu;

/** The text between two places, the earlier first. */
export function textBetween(lines: Lines, from: Position, to: Position): string {
  if (from.line === to.line) return (lines[from.line] ?? '').slice(from.column, to.column);
  const first = (lines[from.line] ?? '').slice(from.column);
  const last = (lines[to.line] ?? '').slice(0, to.column);
  return [first, ...lines.slice(from.line + 1, to.line), last].join('\n');
}

/** Puts `text` where `from` to `to` was; the cursor ends up behind it. */
export function replaceBetween(lines: Lines, from: Position, to: Position, text: string): Edit {
  const before = (lines[from.line] ?? '').slice(0, from.column);
  const after = (lines[to.line] ?? '').slice(to.column);
  const inserted = (before + text).split('\n');
  const line = from.line + inserted.length - 1;
  const column = inserted.at(-1)?.length ?? 0;
  inserted.push((inserted.pop() ?? '') + after);
  const changed = lines.toSpliced(from.line, to.line - from.line + 1, ...inserted);
  // What met here may have become one character.
  return {lines: changed, cursor: {line, column: boundaryFrom(changed[line] ?? '', column)}};
}

/** Typed or pasted text as it enters the buffer: line breaks as LF, TAB as spaces, nothing that a terminal obeys or hides. */
export function cleanInput(before: string, text: string): string {
  const alone = withoutControls(text);
  if (alone === text) return text;
  // Tab stops, and what a mark or joiner at the start is good for, depend on what stands before.
  const whole = withoutControls(before + text);
  return whole.startsWith(before) ? whole.slice(before.length) : alone;
}

export function leftOf(lines: Lines, {line, column}: Position): Position {
  if (column > 0) return {line, column: boundaryBefore(lines[line] ?? '', column)};
  return line === 0 ? {line, column} : {line: line - 1, column: (lines[line - 1] ?? '').length};
}

export function rightOf(lines: Lines, {line, column}: Position): Position {
  const text = lines[line] ?? '';
  if (column < text.length) return {line, column: boundaryFrom(text, column + 1)};
  return line === lines.length - 1 ? {line, column} : {line: line + 1, column: 0};
}

/** The start of the word to the left; at the start of a line the end of the line before. */
export function wordLeftOf(lines: Lines, {line, column}: Position): Position {
  if (column === 0) return leftOf(lines, {line, column});
  const text = lines[line] ?? '';
  const word = [...text.slice(0, column).matchAll(WORD)].at(-1);
  return {line, column: word === undefined ? 0 : boundaryBefore(text, word.index + 1)};
}

/** The end of the word to the right; at the end of a line the start of the next. */
export function wordRightOf(lines: Lines, {line, column}: Position): Position {
  const text = lines[line] ?? '';
  if (column === text.length) return rightOf(lines, {line, column});
  const word = text.slice(column).matchAll(WORD).next().value;
  return {
    line,
    column: word === undefined ? text.length : boundaryFrom(text, column + word.index + word[0].length),
  };
}

export function endOf(lines: Lines): Position {
  return {line: lines.length - 1, column: (lines.at(-1) ?? '').length};
}
