import type {SafeText} from '../../safe/safe-text.ts';
import {toSafeText} from '../../safe/to-safe-text.ts';
import {wrap} from '../../width.ts';
import {runToEnd} from '../in-steps.ts';
import type {BlockTable, MailBlock} from '../mail-blocks.ts';
import {textTable} from './text-table.ts';

/** Laying out more than this anew would be felt at each change of the window. */
const MOST_ROWS = 2000;

/**
 * A part of a mail as rows of at most `width` cells. Tables are laid out for that width, so that each value
 * stays below or beside its heading.
 */
export function blockRows({text, tables}: MailBlock, width: number): readonly SafeText[] {
  if (tables === undefined) return wrap(text, width);
  const rows: SafeText[] = [];
  const add = (part: string) => {
    for (const row of wrap(part as SafeText, width)) rows.push(row);
  };
  let at = 0;
  for (const table of tables) {
    // A line end stands between a table and what is around it.
    if (table.start > at) add(text.slice(at, table.start - 1));
    add(tableText(table, text, width));
    at = table.end + 1;
  }
  if (at < text.length) add(text.slice(at));
  return rows;
}

function tableText({start, end, grid}: BlockTable, text: SafeText, width: number): string {
  if (grid.rows.length > MOST_ROWS) return text.slice(start, end);
  return toSafeText(runToEnd(textTable(grid, width)).join('\n'));
}
