import {
  cleanInput,
  endOf,
  leftOf,
  replaceBetween,
  rightOf,
  textBetween,
  wordLeftOf,
  wordRightOf,
  type Lines,
} from './text-edit.ts';
import {filledUp, positionAt} from './text-rest.ts';
import {
  cellOfPosition,
  endOfRow,
  positionAtCell,
  rowOfPosition,
  visualRows,
  type Position,
} from './text-layout.ts';

type Snapshot = {readonly lines: Lines; readonly cursor: Position; readonly rest: string};
/** What the last operation was: changes of one kind in a row are undone together. */
type Run = 'typing' | 'space' | 'backspace' | 'delete' | 'kill' | undefined;
type Range = {readonly from: Position; readonly to: Position};

/** A text being edited. Immutable: each operation gives a new one. */
export type TextBuffer = {
  /** At least one; none holds a line break. */
  readonly lines: Lines;
  /** Always between two graphemes. */
  readonly cursor: Position;
  /** The cell that up and down return to after a shorter row. */
  readonly goal: number | undefined;
  /** What yank puts back. */
  readonly killed: string;
  readonly run: Run;
  readonly past: readonly Snapshot[];
  readonly future: readonly Snapshot[];
  /** So many characters of a pasted text are edited here; what is typed may go beyond. */
  readonly room: number;
  /** The rest of a text that is too long to edit here. It moves up when there is room again. Not cleaned. */
  readonly rest: string;
};

export type TextLayout = {
  /** Rows of at most `width` cells. */
  readonly rows: readonly string[];
  readonly cursorRow: number;
  /** In cells; always less than `width`. */
  readonly cursorColumn: number;
  /** In UTF-16 units within the row. */
  readonly cursorOffset: number;
};

const MOST_UNDO_STEPS = 200;
/** Fast typing arrives in small pieces; more at once was pasted and is one step of its own. */
const LONGEST_TYPING = 16;

/** A buffer with the cursor at the end of `text`, cleaned as {@link insert} does it; `room` for as many characters. */
export function createTextBuffer(text: string = '', room: number = Number.POSITIVE_INFINITY): TextBuffer {
  const empty: TextBuffer = {
    ...{lines: [''], cursor: START, goal: undefined, killed: '', run: undefined, past: [], future: []},
    ...{room, rest: ''},
  };
  const filled = filledUp({...empty, rest: text});
  return {...filled, cursor: endOf(filled.lines)};
}

export function textOf(buffer: TextBuffer): string {
  return buffer.lines.join('\n');
}

/** The text with what is too long to be edited here. */
export function wholeTextOf(buffer: TextBuffer): string {
  return textOf(buffer) + buffer.rest;
}

/**
 * Length in UTF-16 units, each line break one. The service does not say how it counts its 4,000; this
 * count is never below the count of code points, so what fits here fits there.
 */
export function lengthOf(buffer: TextBuffer): number {
  return buffer.lines.reduce((sum, line) => sum + line.length, buffer.lines.length - 1);
}

/** Length in code points, each line break one. */
export function codePointsOf(buffer: TextBuffer): number {
  const surrogatePairs = buffer.lines.reduce(
    (sum, line) => sum + (line.match(/[\u{10000}-\u{10ffff}]/gu)?.length ?? 0),
    0,
  );
  return lengthOf(buffer) - surrogatePairs;
}

export function isEmpty(buffer: TextBuffer): boolean {
  return buffer.lines.length === 1 && buffer.lines[0] === '';
}

/**
 * Types or pastes `text`: any line breaks become LF, TAB spaces; control, bidi and invisible characters are dropped.
 * Of a long text goes in what there is room for.
 */
export function insert(buffer: TextBuffer, text: string): TextBuffer {
  if (lengthOf(buffer) + text.length > buffer.room && text.length > LONGEST_TYPING)
    return insertLong(buffer, text);
  const before = (buffer.lines[buffer.cursor.line] ?? '').slice(0, buffer.cursor.column);
  const clean = cleanInput(before, text);
  if (clean === '') return buffer;
  const isTyping = clean.length <= LONGEST_TYPING && !clean.includes('\n');
  const run = isTyping ? (/^ +$/.test(clean) ? 'space' : 'typing') : undefined;
  return change(buffer, {from: buffer.cursor, to: buffer.cursor}, {text: clean, run});
}

/**
 * The whole text stays in order: before the cursor, the inserted text, after the cursor; as much of it as fits is
 * shown.
 */
function insertLong(buffer: TextBuffer, text: string): TextBuffer {
  const {lines, cursor} = buffer;
  const before = textBetween(lines, START, cursor);
  const head = createTextBuffer(before, buffer.room);
  const after = textBetween(lines, cursor, endOf(lines)) + buffer.rest;
  const filled = filledUp({...head, rest: text + after});
  // Where all of what came in is shown, the cursor stands behind it.
  const shownAfter = Math.max(0, after.length - filled.rest.length);
  const end = positionAt(filled.lines, lengthOf(filled) - shownAfter);
  return {
    ...changed(buffer, undefined),
    ...{lines: filled.lines, rest: filled.rest, cursor: end},
  };
}

/** Inserts it at the beginning of a line: of this one where nothing stands before the cursor, else of a new one. */
export function insertOnNewLine(buffer: TextBuffer, text: string): TextBuffer {
  return insert(buffer, buffer.cursor.column === 0 ? text : `\n${text}`);
}

export function newline(buffer: TextBuffer): TextBuffer {
  return change(buffer, {from: buffer.cursor, to: buffer.cursor}, {text: '\n', run: undefined});
}

/** Replaces the whole text, as one step that undo takes back; the cursor goes to the end. */
export function replaceText(buffer: TextBuffer, text: string): TextBuffer {
  if (text === wholeTextOf(buffer)) return buffer;
  const {lines, cursor, rest} = createTextBuffer(text, buffer.room);
  if (rest === buffer.rest && lines.join('\n') === textOf(buffer)) return buffer;
  return {...changed(buffer, undefined), lines, cursor, rest};
}

export function backspace(buffer: TextBuffer): TextBuffer {
  return remove(buffer, {from: leftOf(buffer.lines, buffer.cursor), to: buffer.cursor}, 'backspace');
}

export function deleteForward(buffer: TextBuffer): TextBuffer {
  return remove(buffer, {from: buffer.cursor, to: rightOf(buffer.lines, buffer.cursor)}, 'delete');
}

export function deleteWordLeft(buffer: TextBuffer): TextBuffer {
  return kill(buffer, {from: wordLeftOf(buffer.lines, buffer.cursor), to: buffer.cursor});
}

export function deleteWordRight(buffer: TextBuffer): TextBuffer {
  return kill(buffer, {from: buffer.cursor, to: wordRightOf(buffer.lines, buffer.cursor)});
}

/** Deletes to the end of the line; at its end, the line break. */
export function killToEnd(buffer: TextBuffer): TextBuffer {
  const {line, column} = buffer.cursor;
  const length = (buffer.lines[line] ?? '').length;
  const to = column < length ? {line, column: length} : rightOf(buffer.lines, buffer.cursor);
  return kill(buffer, {from: buffer.cursor, to});
}

export function killToStart(buffer: TextBuffer): TextBuffer {
  return kill(buffer, {from: {line: buffer.cursor.line, column: 0}, to: buffer.cursor});
}

/** Puts back what the last kills (in a row) or word deletions took. */
export function yank(buffer: TextBuffer): TextBuffer {
  if (buffer.killed === '') return buffer;
  return change(buffer, {from: buffer.cursor, to: buffer.cursor}, {text: buffer.killed, run: undefined});
}

export function undo(buffer: TextBuffer): TextBuffer {
  const last = buffer.past.at(-1);
  if (last === undefined) return buffer;
  const future = [...buffer.future, snapshotOf(buffer)];
  return {...buffer, ...last, goal: undefined, run: undefined, past: buffer.past.slice(0, -1), future};
}

export function redo(buffer: TextBuffer): TextBuffer {
  const next = buffer.future.at(-1);
  if (next === undefined) return buffer;
  const past = [...buffer.past, snapshotOf(buffer)];
  return {...buffer, ...next, goal: undefined, run: undefined, past, future: buffer.future.slice(0, -1)};
}

export function left(buffer: TextBuffer): TextBuffer {
  return move(buffer, leftOf(buffer.lines, buffer.cursor));
}

export function right(buffer: TextBuffer): TextBuffer {
  return move(buffer, rightOf(buffer.lines, buffer.cursor));
}

export function wordLeft(buffer: TextBuffer): TextBuffer {
  return move(buffer, wordLeftOf(buffer.lines, buffer.cursor));
}

export function wordRight(buffer: TextBuffer): TextBuffer {
  return move(buffer, wordRightOf(buffer.lines, buffer.cursor));
}

/** One row up as shown in `width` cells, `count` rows with it; from the first row to the start of the text. */
export function up(buffer: TextBuffer, width: number, count: number = 1): TextBuffer {
  return vertical(buffer, width, -count);
}

/** One row down as shown in `width` cells, `count` rows with it; from the last row to the end of the text. */
export function down(buffer: TextBuffer, width: number, count: number = 1): TextBuffer {
  return vertical(buffer, width, count);
}

/** Start of the row as shown in `width` cells; without `width`, of the line. */
export function home(buffer: TextBuffer, width?: number): TextBuffer {
  const {line} = buffer.cursor;
  if (width === undefined) return move(buffer, {line, column: 0});
  const rows = visualRows(buffer.lines, width);
  return move(buffer, {line, column: rows[rowOfPosition(rows, buffer.cursor)]?.start ?? 0});
}

/** End of the row as shown in `width` cells; without `width`, of the line. */
export function end(buffer: TextBuffer, width?: number): TextBuffer {
  const {line} = buffer.cursor;
  const rows = width === undefined ? undefined : visualRows(buffer.lines, width);
  const row = rows?.[rowOfPosition(rows, buffer.cursor)];
  return move(buffer, row === undefined ? {line, column: (buffer.lines[line] ?? '').length} : endOfRow(row));
}

export function startOfText(buffer: TextBuffer): TextBuffer {
  return move(buffer, START);
}

export function endOfText(buffer: TextBuffer): TextBuffer {
  return move(buffer, endOf(buffer.lines));
}

/** The text as rows for `width` cells and where the cursor shows. Cheap to ask again after a key. */
export function layout(buffer: TextBuffer, width: number): TextLayout {
  const rows = visualRows(buffer.lines, width);
  const cursorRow = rowOfPosition(rows, buffer.cursor);
  const row = rows[cursorRow];
  const texts = rows.map(({text}) => text);
  if (row === undefined) return {rows: texts, cursorRow: 0, cursorColumn: 0, cursorOffset: 0};
  const cursorOffset = Math.min(buffer.cursor.column - row.start, row.text.length);
  return {rows: texts, cursorRow, cursorColumn: cellOfPosition(row, buffer.cursor.column), cursorOffset};
}

const START: Position = {line: 0, column: 0};

function move(buffer: TextBuffer, cursor: Position): TextBuffer {
  return {...buffer, cursor, goal: undefined, run: undefined};
}

function vertical(buffer: TextBuffer, width: number, count: number): TextBuffer {
  const rows = visualRows(buffer.lines, width);
  const current = rowOfPosition(rows, buffer.cursor);
  const row = rows[current];
  const target = rows[Math.max(0, Math.min(rows.length - 1, current + count))];
  if (row === undefined || target === undefined) return buffer;
  if (target === row) return count < 0 ? startOfText(buffer) : endOfText(buffer);
  const goal = buffer.goal ?? cellOfPosition(row, buffer.cursor.column);
  return {...move(buffer, positionAtCell(target, goal)), goal};
}

function remove(buffer: TextBuffer, range: Range, run: Run): TextBuffer {
  return isSame(range.from, range.to) ? buffer : change(buffer, range, {text: '', run});
}

function kill(buffer: TextBuffer, range: Range): TextBuffer {
  if (isSame(range.from, range.to)) return buffer;
  const text = textBetween(buffer.lines, range.from, range.to);
  const isForward = isSame(range.from, buffer.cursor);
  const earlier = buffer.run === 'kill' ? buffer.killed : '';
  return {
    ...change(buffer, range, {text: '', run: 'kill'}),
    killed: isForward ? earlier + text : text + earlier,
  };
}

function change(buffer: TextBuffer, {from, to}: Range, {text, run}: {text: string; run: Run}): TextBuffer {
  return filledUp({...changed(buffer, run), ...replaceBetween(buffer.lines, from, to, text)});
}

/** The buffer as it is, remembered for undo. */
function changed(buffer: TextBuffer, run: Run): TextBuffer {
  // A word and the spaces behind it are one step.
  const continues = run !== undefined && (buffer.run === run || (run === 'space' && buffer.run === 'typing'));
  const past = continues ? buffer.past : [...buffer.past.slice(1 - MOST_UNDO_STEPS), snapshotOf(buffer)];
  return {...buffer, goal: undefined, run, past, future: []};
}

function snapshotOf({lines, cursor, rest}: TextBuffer): Snapshot {
  return {lines, cursor, rest};
}

function isSame(one: Position, other: Position): boolean {
  return one.line === other.line && one.column === other.column;
}
