import {MailTable} from './mail-table.ts';
import {tableGrid, type CellText} from './table-grid.ts';
import {textTable} from './text-table.ts';
import {TextWriter} from '../text-writer.ts';
import type {Frame, Walk} from '../walk.ts';

/** Beyond this a cell is bold as a whole, a stray colon aside. */
const MOSTLY = 0.9;

export function table(walk: Walk, frame: Frame): void {
  const {writer} = walk;
  const now = new MailTable(frame.node);
  writer.break(1);
  walk.tables.push(now);
  frame.leave = function* () {
    walk.tables.pop();
    walk.writer = writer;
    for (const inner of now.captions) writer.adopt(inner);
    if (now.holdsData) yield* writeData(walk, now);
    else for (const {cells} of now.ordered()) for (const {writer: inner} of cells) writer.adopt(inner);
    writer.tables = Math.max(writer.tables, nestedTables(now) + 1);
    writer.break(1);
  };
}

function nestedTables(now: MailTable): number {
  let most = 0;
  for (const {cells} of now.rows) for (const {writer} of cells) most = Math.max(most, writer.tables);
  return most;
}

function* writeData({writer, cellLine}: Walk, now: MailTable): Generator<void> {
  const textOf = ({writer: inner}: {readonly writer: TextWriter}): CellText => ({
    lines: trimmed(inner.finish().map(({text}) => cellLine(text))),
    bold: inner.seen > 0 && inner.bold >= inner.seen * MOSTLY,
  });
  const grid = yield* tableGrid(now.ordered(), textOf);
  const lines = yield* textTable(grid);
  writer.break(2);
  writer.lines(lines, grid);
  for (const {cells} of now.rows) for (const cell of cells) writer.bold += cell.writer.bold;
  writer.break(2);
}

function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return first === -1 ? [] : [lines[first]?.trimStart() ?? '', ...lines.slice(first + 1, last + 1)];
}

export function caption(walk: Walk, frame: Frame): void {
  const inner = inside(walk, frame);
  walk.tables.at(-1)?.captions.push(inner);
}

export function section(walk: Walk, {node}: Frame): void {
  walk.tables.at(-1)?.section(node.name);
}

export function row(walk: Walk): void {
  walk.tables.at(-1)?.row();
}

export function cell(walk: Walk, frame: Frame): void {
  const now = walk.tables.at(-1);
  if (now?.isPresentation === true) {
    walk.writer.break(1);
    frame.leave = () => walk.writer.break(1);
  } else now?.cell(frame.node, inside(walk, frame));
}

/** What is read until the element ends goes into a writer of its own. */
function inside(walk: Walk, frame: Frame): TextWriter {
  const outer = walk.writer;
  const inner = new TextWriter(outer.place);
  walk.writer = inner;
  frame.leave = () => {
    walk.writer = outer;
  };
  return inner;
}
