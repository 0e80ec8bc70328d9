import {expect, test} from 'vitest';
import * as edit from '../../src/text/edit/text-buffer.ts';
import type {TextBuffer} from '../../src/text/edit/text-buffer.ts';

const {createTextBuffer, insert, killToStart, layout, left, lengthOf, textOf, undo, up, wholeTextOf} = edit;

/** The text with `|` where the cursor is. */
function shown(buffer: TextBuffer): string {
  const {line, column} = buffer.cursor;
  const text = buffer.lines[line] ?? '';
  return [
    ...buffer.lines.slice(0, line),
    `${text.slice(0, column)}|${text.slice(column)}`,
    ...buffer.lines.slice(line + 1),
  ].join('\n');
}

/** A buffer from text with `|` where the cursor is to be. */
function at(marked: string): TextBuffer {
  const [before = '', after = ''] = marked.split('|');
  const lines = before.split('\n');
  return {
    ...createTextBuffer(before + after),
    cursor: {line: lines.length - 1, column: lines.at(-1)?.length ?? 0},
  };
}

test.each<[string, (buffer: TextBuffer) => TextBuffer, string, string]>([
  ['insert', (b) => insert(b, 'xy'), 'a|b', 'axy|b'],
  ['insert of several lines', (b) => insert(b, '1\r\n2\r3'), 'a|b', 'a1\n2\n3|b'],
  ['insert of a tab', (b) => insert(b, '\tx'), 'ab|', 'ab      x|'],
  ['insert of hostile text', (b) => insert(b, '\x1b[2Jx\0\u202E'), '|', 'x|'],
  ['insert of a mark that belongs to the letter before', (b) => insert(b, '\u0301'), 'e|x', 'e\u0301|x'],
  ['a quote behind words begins a line', (b) => edit.insertOnNewLine(b, '> x\n'), 'ab|c', 'ab\n> x\n|c'],
  ['a quote at the beginning of a line', (b) => edit.insertOnNewLine(b, '> x\n'), 'a\n|b', 'a\n> x\n|b'],
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

test('of a text that is too long, what fits is edited and the rest is kept behind it', () => {
  const log = Array.from({length: 200}, (_, index) => `line ${index} of a log`).join('\n');
  const buffer = insert(insert(createTextBuffer('', 100), 'see: '), log);
  expect(lengthOf(buffer)).toBe(100);
  expect(wholeTextOf(buffer)).toBe(`see: ${log}`);
  expect(textOf(undo(buffer))).toBe('see: ');
  // What is deleted makes room.
  const shorter = killToStart(up(buffer, 80, 2));
  expect(lengthOf(shorter)).toBe(100);
  expect(wholeTextOf(undo(shorter))).toBe(`see: ${log}`);
});

test('a text that is a little too long is shown whole, to be shortened by hand', () => {
  const buffer = insert(createTextBuffer('', 4000), 'x'.repeat(4001));
  expect([lengthOf(buffer), buffer.rest]).toEqual([4001, '']);
});

test('a paste in the middle keeps the order of the text', () => {
  const buffer = left(left(insert(createTextBuffer('', 100), 'begin..end'.replace('..', ' '))));
  const pasted = insert(buffer, 'p'.repeat(95));
  expect(wholeTextOf(pasted)).toBe(`begin e${'p'.repeat(95)}nd`);
  expect(insert(pasted, '!').lines.join('')).toBe(`begin e${'p'.repeat(95)}!nd`);
});

test('5 MB of lines are taken at once', () => {
  const text = 'a line of a log, 漢字 and more\r'.repeat(180_000);
  const buffer = insert(createTextBuffer('', 4000), text);
  expect(lengthOf(buffer)).toBeLessThanOrEqual(4000);
  expect(lengthOf(buffer)).toBeGreaterThan(3990);
  expect(textOf(buffer) + buffer.rest.replaceAll('\r', '\n')).toBe(text.replaceAll('\r', '\n'));
});
