import type {StoredTicket, TicketRow} from '../store/types.ts';
import {ageShort, formatTimeFixed, parseIso} from '../text/dates.ts';
import {padEnd, textWidth, wrap} from '../text/width.ts';

/** The list as aligned text, one ticket a line, for pipes and people. */
export function listText(rows: readonly TicketRow[], now: number): string {
  const idWidth = Math.max(2, ...rows.map((row) => textWidth(row.id)));
  const statusWidth = Math.max(6, ...rows.map((row) => (row.status ?? 'unknown').length));
  const ibxWidth = Math.max(3, ...rows.map((row) => row.ibx.join(',').length));
  const line = (...[status, id, ibx, unread, age, summary]: readonly string[]) =>
    [
      padEnd(status ?? '', statusWidth),
      padEnd(id ?? '', idWidth),
      padEnd(ibx ?? '', ibxWidth),
      (unread ?? '').padStart(3),
      (age ?? '').padStart(4),
      summary,
    ].join('  ');
  const lines = rows.map((row) => {
    const at = row.updatedAt ?? row.createdAt;
    const age = at === undefined ? '' : ageShort(now - at);
    return line(row.status ?? 'unknown', row.id, row.ibx.join(','), String(row.unread), age, row.summary);
  });
  return [line('STATUS', 'ID', 'IBX', 'NEW', 'AGE', 'SUMMARY'), ...lines].map((text) => `${text.trimEnd()}\n`).join('');
}

/** A ticket with its conversation as text. */
export function ticketText({ticket, row}: StoredTicket, now: number): string {
  const time = (iso: string | undefined) => {
    const at = iso === undefined ? undefined : parseIso(iso);
    return at === undefined ? 'time unknown' : formatTimeFixed(at, 'local', now).trim();
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
    ['Turn', {us: 'yours', them: 'theirs', nobody: 'nobody\'s'}[row.turn]],
  ];
  const lines = [
    ticket.id,
    ...fields.filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => `${padEnd(name, 10)} ${value}`),
    '',
    ...(ticket.description === undefined ? [] : [...wrap(ticket.description, 100), '']),
    ...(ticket.notes ?? []).flatMap((note) => [
      `${note.type === 'CUSTOMER_NOTES' ? 'You' : (note.author ?? 'Equinix')}, ${time(note.createdDateTime)}`,
      ...wrap(note.text, 98).map((text) => `  ${text}`),
      '',
    ]),
    ...section('E-mails', (ticket.emails ?? []).map((mail) => `${mail.id}  ${time(mail.createdDateTime)}  ${mail.subject ?? ''}`)),
    ...section('Files', (ticket.attachments ?? []).map((file) => `${file.id}  ${file.name ?? ''}`)),
  ];
  return `${lines.map((text) => text.trimEnd()).join('\n').trimEnd()}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((text) => `  ${text}`), ''];
}
