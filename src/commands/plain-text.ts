import type {TicketRow} from '../domain/records.ts';
import {ageShort} from '../text/time/dates.ts';
import {padEnd, textWidth, truncate} from '../text/width.ts';

/** Where a table is printed: a terminal cuts its lines, a pipe gets them whole. */
type Place = {readonly isTTY?: boolean; readonly columns?: number};

/** Rows as aligned columns; the last one is as long as it is. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  {hasHeadings = true, ...place}: Place & {readonly hasHeadings?: boolean} = {},
): string {
  const widths = headings.map((heading, column) =>
    rows.reduce((most, row) => Math.max(most, textWidth(row[column] ?? '')), textWidth(heading)),
  );
  const last = headings.length - 1;
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === last ? cell : padEnd(cell, widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const width = place.isTTY === true ? (place.columns ?? 80) : undefined;
  const fitted = (text: string) => (width === undefined ? text : truncate(text, width));
  return (hasHeadings ? [headings, ...rows] : rows).map((row) => `${fitted(line(row))}\n`).join('');
}

/** The list as aligned text, one ticket a line, for pipes and people; of a long one the further rows have no headings. */
export function listText(
  rows: readonly TicketRow[],
  now: number,
  {isTTY = false, columns = 80}: Place = {},
  hasHeadings = true,
): string {
  const lines = rows.map((row) => {
    const at = row.updatedAt ?? row.createdAt;
    const age = at === undefined ? '' : ageShort(now - at);
    const unread = String(row.unread).padStart(3);
    return [row.status ?? 'unknown', row.id, row.ibx.join(','), unread, age.padStart(3), row.summary];
  });
  return table(['STATUS', 'ID', 'IBX', 'NEW', 'AGE', 'SUMMARY'], lines, {isTTY, columns, hasHeadings});
}
