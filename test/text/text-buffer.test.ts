import fc from 'fast-check';
import {expect, test} from 'vitest';
import * as edit from '../../src/text/text-buffer.ts';
import type {TextBuffer} from '../../src/text/text-buffer.ts';
import {withoutControls} from '../../src/text/to-safe-text.ts';
import {textWidth} from '../../src/text/width.ts';
import {FORBIDDEN, hostileText} from './hostile-text.ts';

const {createTextBuffer, insert, layout, textOf} = edit;

/** The text with `|` where the cursor is. */
function shown(buffer: TextBuffer): string {
  const {line, column} = buffer.cursor;
  const text = buffer.lines[line] ?? '';
  return [...buffer.lines.slice(0, line), `${text.slice(0, column)}|${text.slice(column)}`, ...buffer.lines.slice(line + 1)].join('\n');
}

/** A buffer from text with `|` where the cursor is to be. */
function at(marked: string): TextBuffer {
  const [before = '', after = ''] = marked.split('|');
  const lines = before.split('\n');
  return {...createTextBuffer(before + after), cursor: {line: lines.length - 1, column: lines.at(-1)?.length ?? 0}};
}

test.each<[string, (buffer: TextBuffer) => TextBuffer, string, string]>([
  ['insert', (b) => insert(b, 'xy'), 'a|b', 'axy|b'],
  ['insert of several lines', (b) => insert(b, '1\r\n2\r3'), 'a|b', 'a1\n2\n3|b'],
  ['insert of a tab', (b) => insert(b, '\tx'), 'ab|', 'ab      x|'],
  ['insert of hostile text', (b) => insert(b, '\x1b[2Jx\0\u202E'), '|', 'x|'],
  ['insert of a mark that belongs to the letter before', (b) => insert(b, '\u0301'), 'e|x', 'e\u0301|x'],
  ['newline', edit.newline, 'a|b', 'a\n|b'],
  ['backspace', edit.backspace, 'ab|c', 'a|c'],
  ['backspace of an emoji', edit.backspace, 'a👩🏽‍🚀|', 'a|'],
  ['backspace of a line break', edit.backspace, 'a\n|b', 'a|b'],
  ['backspace at the start', edit.backspace, '|a', '|a'],
  ['delete', edit.deleteForward, 'a|👍🏽b', 'a|b'],
  ['delete of a line break', edit.deleteForward, 'a|\nb', 'a|b'],
  ['delete at the end', edit.deleteForward, 'a|', 'a|'],
  ['left', edit.left, 'ae\u0301|', 'a|e\u0301'],
  ['left over a line break', edit.left, 'a\n|b', 'a|\nb'],
  ['right', edit.right, '|東京', '東|京'],
  ['right over a line break', edit.right, 'a|\nb', 'a\n|b'],
  ['word left', edit.wordLeft, 'one two-three |', 'one two-|three '],
  ['word left at the start of a line', edit.wordLeft, 'one\n|two', 'one|\ntwo'],
  ['word right', edit.wordRight, 'one| two three', 'one two| three'],
  ['word right at the end of a line', edit.wordRight, 'one|\ntwo', 'one\n|two'],
  ['word right where no word is', edit.wordRight, 'one| ...', 'one ...|'],
  ['delete word left', edit.deleteWordLeft, 'one two|!', 'one |!'],
  ['delete word right', edit.deleteWordRight, 'one| two!', 'one|!'],
  ['kill to end', edit.killToEnd, 'a|bc\nd', 'a|\nd'],
  ['kill to end, at the end', edit.killToEnd, 'a|\nd', 'a|d'],
  ['kill to start', edit.killToStart, 'x\nab|c', 'x\n|c'],
  ['start of text', edit.startOfText, 'a\nb|', '|a\nb'],
  ['end of text', edit.endOfText, '|a\nb', 'a\nb|'],
  ['home of the line', (b) => edit.home(b), 'x\none two| three', 'x\n|one two three'],
  ['home of the row', (b) => edit.home(b, 9), 'one two thr|ee', 'one two |three'],
  ['end of the line', (b) => edit.end(b), 'o|ne two three\nx', 'one two three|\nx'],
  ['end of the row', (b) => edit.end(b, 9), 'o|ne two three', 'one two| three'],
  ['end of a row that breaks a word', (b) => edit.end(b, 5), '|abcdefgh', 'abc|defgh'],
  ['up in a wrapped line', (b) => edit.up(b, 9), 'one two thr|ee', 'one| two three'],
  ['up from the first row', (b) => edit.up(b, 9), 'on|e', '|one'],
  ['down in a wrapped line', (b) => edit.down(b, 9), 'one| two three', 'one two thr|ee'],
  ['down to a shorter line', (b) => edit.down(b, 20), 'abc|d\ne', 'abcd\ne|'],
  ['down from the last row', (b) => edit.down(b, 9), 'o|ne', 'one|'],
  ['down by cells', (b) => edit.down(b, 20), '東京|\nabcdef', '東京\nabcd|ef'],
  ['down by several rows', (b) => edit.down(b, 20, 2), 'a|\nb\nc\nd', 'a\nb\nc|\nd'],
])('%s', (_name, operation, before, after) => {
  expect(shown(operation(at(before)))).toBe(after);
});

test('up and down remember the column over shorter rows', () => {
  const start = at('abcdef|\nx\nabcdefgh');
  const below = edit.down(edit.down(start, 20), 20);
  expect(shown(below)).toBe('abcdef\nx\nabcdef|gh');
  expect(shown(edit.up(edit.up(below, 20), 20))).toBe('abcdef|\nx\nabcdefgh');
  expect(shown(edit.down(edit.left(edit.down(start, 20)), 20))).toBe('abcdef\nx\n|abcdefgh');
});

test('yank puts back what kills in a row took together', () => {
  const killed = edit.killToEnd(edit.killToEnd(edit.killToEnd(at('a|bc\nd'))));
  expect(shown(killed)).toBe('a|');
  expect(shown(edit.yank(killed))).toBe('abc\nd|');
  const words = edit.deleteWordLeft(edit.deleteWordLeft(at('one two three|')));
  expect(shown(edit.yank(edit.startOfText(words)))).toBe('two three|one ');
  expect(shown(edit.yank(at('a|')))).toBe('a|');
});

test('undo takes back a word at a time, redo brings it again', () => {
  let buffer = createTextBuffer();
  for (const key of 'one two') buffer = insert(buffer, key);
  buffer = edit.backspace(edit.backspace(buffer));
  expect(textOf(buffer)).toBe('one t');
  buffer = edit.undo(buffer);
  expect(textOf(buffer)).toBe('one two');
  buffer = edit.undo(buffer);
  expect(textOf(buffer)).toBe('one ');
  buffer = edit.undo(buffer);
  expect(textOf(buffer)).toBe('');
  expect(edit.undo(buffer)).toBe(buffer);
  buffer = edit.redo(edit.redo(buffer));
  expect(textOf(buffer)).toBe('one two');
  expect(textOf(edit.redo(insert(edit.undo(buffer), 'x')))).toBe('one x');
});

test('a paste and a replaced text are one step', () => {
  const pasted = insert(insert(createTextBuffer(), 'ab'), 'line one\nline two');
  expect(textOf(edit.undo(pasted))).toBe('ab');
  const replaced = edit.replaceText(pasted, 'from the editor\n');
  expect(shown(replaced)).toBe('from the editor\n|');
  expect(textOf(edit.undo(replaced))).toBe('abline one\nline two');
  expect(edit.replaceText(replaced, 'from the editor\n')).toBe(replaced);
});

test('lengths', () => {
  const buffer = createTextBuffer('a👍\nb');
  expect(edit.lengthOf(buffer)).toBe(5);
  expect(edit.codePointsOf(buffer)).toBe(4);
  expect(edit.isEmpty(buffer)).toBe(false);
  expect(edit.isEmpty(createTextBuffer())).toBe(true);
});

test.each([
  ['|', 5, {rows: [''], cursorRow: 0, cursorColumn: 0, cursorOffset: 0}],
  ['abcd|', 5, {rows: ['abcd'], cursorRow: 0, cursorColumn: 4, cursorOffset: 4}],
  ['abcde|', 5, {rows: ['abcd', 'e'], cursorRow: 1, cursorColumn: 1, cursorOffset: 1}],
  ['abcd|e', 5, {rows: ['abcd', 'e'], cursorRow: 1, cursorColumn: 0, cursorOffset: 0}],
  ['one  |two', 6, {rows: ['one  ', 'two'], cursorRow: 1, cursorColumn: 0, cursorOffset: 0}],
  ['one | two', 6, {rows: ['one  ', 'two'], cursorRow: 0, cursorColumn: 4, cursorOffset: 4}],
  ['one      |', 6, {rows: ['one  '], cursorRow: 0, cursorColumn: 5, cursorOffset: 5}],
  ['東京|都', 5, {rows: ['東京', '都'], cursorRow: 1, cursorColumn: 0, cursorOffset: 0}],
  ['a\n\n|b', 5, {rows: ['a', '', 'b'], cursorRow: 2, cursorColumn: 0, cursorOffset: 0}],
])('layout of %j in %i cells', (marked, width, expected) => {
  expect(layout(at(marked), width)).toEqual(expected);
});

type Model = {readonly text: string; readonly offset: number};
const segmenter = new Intl.Segmenter();
const boundaries = (text: string) => [...segmenter.segment(text)].map(({index}) => index).concat(text.length);
const snapped = (text: string, offset: number): Model => ({text, offset: boundaries(text).find((at) => at >= offset) ?? 0});
const lineStart = ({text, offset}: Model) => text.lastIndexOf('\n', offset - 1) + 1;

/** The operations on a plain string, as simply as they can be said. */
const MODEL: Readonly<Record<string, (model: Model, input: string) => Model>> = {
  insert(model, input) {
    const before = model.text.slice(lineStart(model), model.offset);
    const whole = withoutControls(before + input);
    const clean = whole.startsWith(before) ? whole.slice(before.length) : withoutControls(input);
    if (clean === '') return model;
    return snapped(model.text.slice(0, model.offset) + clean + model.text.slice(model.offset), model.offset + clean.length);
  },
  newline: ({text, offset}) => ({text: `${text.slice(0, offset)}\n${text.slice(offset)}`, offset: offset + 1}),
  backspace({text, offset}) {
    const from = boundaries(text).findLast((at) => at < offset) ?? 0;
    return from === offset ? {text, offset} : snapped(text.slice(0, from) + text.slice(offset), from);
  },
  deleteForward({text, offset}) {
    const to = boundaries(text).find((at) => at > offset) ?? offset;
    return to === offset ? {text, offset} : snapped(text.slice(0, offset) + text.slice(to), offset);
  },
  left: ({text, offset}) => ({text, offset: boundaries(text).findLast((at) => at < offset) ?? 0}),
  right: ({text, offset}) => ({text, offset: boundaries(text).find((at) => at > offset) ?? offset}),
};

const OPERATIONS: Readonly<Record<string, (buffer: TextBuffer, input: string) => TextBuffer>> = {
  insert,
  newline: edit.newline,
  backspace: edit.backspace,
  deleteForward: edit.deleteForward,
  left: edit.left,
  right: edit.right,
};

const offsetOf = ({lines, cursor}: TextBuffer) =>
  lines.slice(0, cursor.line).reduce((sum, line) => sum + line.length + 1, 0) + cursor.column;

test('the operations do what they do on a plain string', () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(MODEL), 'insert', 'insert'), hostileText);
  fc.assert(
    fc.property(fc.array(step, {maxLength: 30}), (steps) => {
      let model: Model = {text: '', offset: 0};
      let buffer = createTextBuffer();
      for (const [name, input] of steps) {
        model = MODEL[name]?.(model, input) ?? model;
        buffer = OPERATIONS[name]?.(buffer, input) ?? buffer;
        expect({text: textOf(buffer), offset: offsetOf(buffer)}).toEqual(model);
      }
      expect(textOf(buffer)).not.toMatch(FORBIDDEN);
      expect(edit.lengthOf(buffer)).toBe(model.text.length);
      expect(edit.codePointsOf(buffer)).toBe([...model.text].length);
    }),
    {numRuns: 300},
  );
});

const ANY: readonly ((buffer: TextBuffer, input: string) => TextBuffer)[] = [
  ...Object.values(OPERATIONS),
  edit.wordLeft,
  edit.wordRight,
  edit.deleteWordLeft,
  edit.deleteWordRight,
  edit.killToEnd,
  edit.killToStart,
  edit.yank,
  edit.startOfText,
  (buffer) => edit.up(buffer, 8),
  (buffer) => edit.down(buffer, 8),
  (buffer) => edit.home(buffer, 8),
  (buffer) => edit.end(buffer, 8),
];
const anySteps = fc.array(fc.tuple(fc.constantFrom(...ANY), hostileText), {maxLength: 30});

test('undoing everything gives the first text, redoing everything the last', () => {
  fc.assert(
    fc.property(hostileText, anySteps, (text, steps) => {
      const first = createTextBuffer(text);
      const last = steps.reduce((buffer, [operation, input]) => operation(buffer, input), first);
      let buffer = last;
      for (let count = 0; count <= steps.length; count++) buffer = edit.undo(buffer);
      expect(textOf(buffer)).toBe(textOf(first));
      for (let count = 0; count <= steps.length; count++) buffer = edit.redo(buffer);
      expect(textOf(buffer)).toBe(textOf(last));
    }),
    {numRuns: 300},
  );
});

test('whatever is done, rows fit, the cursor shows, and it stands between graphemes', () => {
  fc.assert(
    fc.property(anySteps, fc.integer({min: 1, max: 30}), (steps, width) => {
      let buffer = createTextBuffer();
      for (const [operation, input] of steps) {
        buffer = operation(buffer, input);
        const {rows, cursorRow, cursorColumn, cursorOffset} = layout(buffer, width);
        for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(Math.max(1, width - 1));
        expect(cursorRow).toBeLessThan(rows.length);
        expect(cursorOffset).toBeLessThanOrEqual(rows[cursorRow]?.length ?? 0);
        expect(cursorColumn).toBe(textWidth(rows[cursorRow]?.slice(0, cursorOffset) ?? ''));
        expect(boundaries(buffer.lines[buffer.cursor.line] ?? '')).toContain(buffer.cursor.column);
      }
    }),
    {numRuns: 300},
  );
});

test('up and down pass every row, home and end stay in theirs', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({min: 3, max: 30}), (text, width) => {
      let buffer = edit.startOfText(createTextBuffer(text));
      const rows = layout(buffer, width).rows.length;
      for (let row = 0; row < rows; row++) {
        expect(layout(buffer, width).cursorRow).toBe(row);
        expect(layout(edit.end(buffer, width), width).cursorRow).toBe(row);
        expect(layout(edit.home(buffer, width), width)).toMatchObject({cursorRow: row, cursorColumn: 0});
        buffer = edit.down(buffer, width);
      }
      expect(buffer.cursor).toEqual(edit.endOfText(buffer).cursor);
    }),
    {numRuns: 300},
  );
});

test.each([
  ['words', 'the quick brown fox — '],
  ['ideographs', '東京データセンター電源障害'],
  ['emoji', 'rack 👩🏽‍🚀 door 🇩🇪 '],
])('typing in 4,000 characters of %s on one line costs far less than a frame', (_name, unit) => {
  let buffer = createTextBuffer(unit.repeat(Math.ceil(4000 / unit.length)).slice(0, 4000));
  for (let count = 0; count < 2000; count++) buffer = edit.left(buffer);
  const times = Array.from({length: 60}, () => {
    const start = performance.now();
    buffer = insert(buffer, 'x');
    layout(buffer, 80);
    return performance.now() - start;
  });
  const median = times.toSorted((one, other) => one - other)[30] ?? 0;
  expect(median).toBeLessThan(8);
});
