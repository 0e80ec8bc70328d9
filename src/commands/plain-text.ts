import type {StoredTicket, TicketRow} from '../store/types.ts';
import {ageShort, formatStamp, parseIso} from '../text/dates.ts';
import {padEnd, textWidth, truncate, wrap} from '../text/width.ts';

/** Where a table is printed: a terminal cuts its lines, a pipe gets them whole. */
type Place = {readonly isTTY?: boolean; readonly columns?: number};

/** Rows as aligned columns; the last one is as long as it is. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  place: Place = {},
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
  return [headings, ...rows].map((row) => `${fitted(line(row))}\n`).join('');
}

/** The list as aligned text, one ticket a line, for pipes and people. */
export function listText(rows: readonly TicketRow[], now: number, place?: Place): string {
  const lines = rows.map((row) => {
    const at = row.updatedAt ?? row.createdAt;
    const age = at === undefined ? '' : ageShort(now - at);
    const unread = String(row.unread).padStart(3);
    return [row.status ?? 'unknown', row.id, row.ibx.join(','), unread, age.padStart(3), row.summary];
  });
  return table(['STATUS', 'ID', 'IBX', 'NEW', 'AGE', 'SUMMARY'], lines, place);
}

/** Longer lines are hard to read. */
const WIDEST = 100;

/** A ticket with its conversation as text. */
export function ticketText({ticket, row}: StoredTicket, place: Place = {}): string {
  const width = Math.min(WIDEST, place.isTTY === true ? (place.columns ?? 80) : WIDEST);
  const time = (iso: string | undefined) => {
    const at = iso === undefined ? undefined : parseIso(iso);
    return at === undefined ? 'time unknown' : formatStamp(at, 'local');
  };
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['Status', ticket.status],
    ['Order', ticket.orderId === ticket.id ? undefined : ticket.orderId],
    ['Where', ticket.ibx.join(', ')],
    ['What', [ticket.category, ticket.subCategory].filter(Boolean).join(' / ')],
    ['Reference', ticket.customerReferenceId],
    ['Account', [ticket.accountNumber, ticket.accountName].filter(Boolean).join(' ')],
    ['Opened', ticket.createdDateTime && time(ticket.createdDateTime)],
    ['Updated', ticket.updatedDateTime && time(ticket.updatedDateTime)],
    ['Turn', {us: 'yours', them: 'theirs', nobody: "nobody's"}[row.turn]],
  ];
  const lines = [
    ticket.id,
    ...fields
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => `${padEnd(name, 10)} ${value}`),
    '',
    ...(ticket.description === undefined ? [] : [...wrap(ticket.description, width), '']),
    ...(ticket.notes ?? []).flatMap((note) => [
      `${note.type === 'CUSTOMER_NOTES' ? 'You' : (note.author ?? 'Equinix')}, ${time(note.createdDateTime)}`,
      ...wrap(note.text, width - 2).map((text) => `  ${text}`),
      '',
    ]),
    ...section(
      'E-mails',
      (ticket.emails ?? []).map((mail) => `${mail.id}  ${time(mail.createdDateTime)}  ${mail.subject ?? ''}`),
    ),
    ...section(
      'Files',
      (ticket.attachments ?? []).map((file) => `${file.id}  ${file.name ?? ''}`),
    ),
  ];
  return `${lines
    .map((text) => text.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((text) => `  ${text}`), ''];
}
