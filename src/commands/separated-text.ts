import type {TicketRow} from '../domain/records.ts';

/** Comma-separated as RFC 4180 has it, or with tabs between. */
export type SeparatedFormat = 'csv' | 'tsv';

type Column = readonly [name: string, value: (row: TicketRow) => string];

/** Named as in `--json`. */
const COLUMNS: readonly Column[] = [
  ['id', ({id}) => id],
  ['kind', ({kind}) => kind],
  ['status', ({status}) => status ?? ''],
  ['ibx', ({ibx}) => ibx.join(' ')],
  ['unread', ({unread}) => String(unread)],
  ['turn', ({turn}) => turn],
  ['createdDateTime', ({createdAt}) => timeText(createdAt)],
  ['updatedDateTime', ({updatedAt}) => timeText(updatedAt)],
  ['customerReferenceId', ({customerReferenceId}) => customerReferenceId ?? ''],
  ['summary', ({summary}) => summary],
];

/** Where several were read. */
const PROFILE: Column = ['profile', ({account}) => account ?? ''];

/** The list for a spreadsheet: a row of names (of a long one with its first rows), then a ticket a row, as many columns in each. */
export function separatedText(rows: readonly TicketRow[], format: SeparatedFormat, hasNames = true): string {
  const cell = format === 'csv' ? csvCell : tsvCell;
  const separator = format === 'csv' ? ',' : '\t';
  const columns = rows.some(({account}) => account !== undefined) ? [...COLUMNS, PROFILE] : COLUMNS;
  const names = hasNames ? [columns.map(([name]) => name)] : [];
  const lines = [...names, ...rows.map((row) => columns.map(([, value]) => value(row)))];
  return lines.map((cells) => `${cells.map((text) => cell(inert(text))).join(separator)}\n`).join('');
}

/** A spreadsheet runs a text that starts like a formula, whoever wrote it; the quote makes it a text. */
function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tsvCell(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, ' ');
}

function timeText(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString();
}
