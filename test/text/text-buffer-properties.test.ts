import fc from 'fast-check';
import {expect, test, vi} from 'vitest';
import * as edit from '../../src/text/edit/text-buffer.ts';
import type {TextBuffer} from '../../src/text/edit/text-buffer.ts';
import {withoutControls} from '../../src/text/safe/to-safe-text.ts';
import {textWidth} from '../../src/text/width.ts';
import {FORBIDDEN, hostileText} from './hostile-text.ts';
import {often} from '../support/long.ts';

const {createTextBuffer, insert, layout, textOf} = edit;

type Model = {readonly text: string; readonly offset: number};
const segmenter = new Intl.Segmenter();
const boundaries = (text: string) => [...segmenter.segment(text)].map(({index}) => index).concat(text.length);
const snapped = (text: string, offset: number): Model => ({
  text,
  offset: boundaries(text).find((at) => at >= offset) ?? 0,
});
const lineStart = ({text, offset}: Model) => text.lastIndexOf('\n', offset - 1) + 1;

/** The operations on a plain string, as simply as they can be said. */
const MODEL: Readonly<Record<string, (model: Model, input: string) => Model>> = {
  insert(model, input) {
    const before = model.text.slice(lineStart(model), model.offset);
    const whole = withoutControls(before + input);
    const clean = whole.startsWith(before) ? whole.slice(before.length) : withoutControls(input);
    if (clean === '') return model;
    return snapped(
      model.text.slice(0, model.offset) + clean + model.text.slice(model.offset),
      model.offset + clean.length,
    );
  },
  newline: ({text, offset}) => ({
    text: `${text.slice(0, offset)}\n${text.slice(offset)}`,
    offset: offset + 1,
  }),
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
    {numRuns: often(60, 300)},
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
    {numRuns: often(60, 300)},
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
    {numRuns: often(60, 300)},
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
    {numRuns: often(60, 300)},
  );
});

test.each([
  ['words', 'the quick brown fox — '],
  ['ideographs', '東京データセンター電源障害'],
  ['emoji', 'rack 👩🏽‍🚀 door 🇩🇪 '],
])('typing in 4,000 characters of %s on one line looks at each at most twice a key', (_name, unit) => {
  let buffer = createTextBuffer(unit.repeat(Math.ceil(4000 / unit.length)).slice(0, 4000));
  for (let count = 0; count < 2000; count++) buffer = edit.left(buffer);
  layout(buffer, 80);
  const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  for (let key = 0; key < 60; key++) {
    buffer = insert(buffer, 'x');
    layout(buffer, 80);
  }
  const looked = segment.mock.calls.reduce((sum, [text]) => sum + text.length, 0);
  expect(looked / 60).toBeLessThan(8000);
});
