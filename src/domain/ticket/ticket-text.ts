import type {StoredTicket} from '../records.ts';
import {negotiationFacts, questionText} from '../orders/negotiation-text.ts';
import {noticeStamp} from '../notices/notice-text.ts';
import {snoozedUntil} from './snooze.ts';
import {isOurNote} from '../ticket.ts';
import {formatStamp, parseIso} from '../../text/time/dates.ts';
import {padEnd, wrap} from '../../text/width.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** A ticket with its conversation as text. */
export function ticketText(
  stored: StoredTicket,
  place: {readonly isTTY?: boolean; readonly columns?: number} = {},
): string {
  const width = Math.min(WIDEST, place.isTTY === true ? (place.columns ?? 80) : WIDEST);
  const {ticket, remarks} = stored;
  const lines = [
    ticket.id,
    ...fieldsOf(stored)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => `${padEnd(name, 10)} ${value}`),
    '',
    ...section('Equinix asks', askedLines(stored, width - 2)),
    ...(ticket.description === undefined ? [] : [...wrap(ticket.description, width), '']),
    ...(ticket.notes ?? []).flatMap((note) => [
      `${isOurNote(note) ? 'You' : (note.author ?? 'Equinix')}, ${time(note.createdDateTime)}`,
      ...wrap(note.text, width - 2).map((text) => `  ${text}`),
      ...(note.attachments ?? []).map((file) => `  with ${file.name ?? file.id}`),
      '',
    ]),
    ...section(
      'Private notes',
      remarks.flatMap(({by, createdAt, text}) => [
        `${by}, ${formatStamp(createdAt, 'local')}`,
        ...wrap(text, width - 4).map((line) => `  ${line}`),
      ]),
    ),
    ...section(
      'Notices of its site',
      stored.notices.flatMap((notice) => wrap(noticeStamp(notice, 'local'), width - 2)),
    ),
    ...section(
      'E-mails',
      ticket.emails?.map((mail) => `${mail.id}  ${time(mail.createdDateTime)}  ${mail.subject ?? ''}`),
    ),
    ...section(
      'Files',
      ticket.attachments?.map((file) => `${file.id}  ${file.name ?? ''}`),
    ),
  ];
  return `${lines
    .map((text) => text.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

/** What the order asks, with all that is known of it. */
function askedLines({negotiations}: StoredTicket, width: number): readonly string[] {
  const stamps = (iso: string) => [time(iso)];
  return (negotiations?.list ?? []).flatMap((one) => [
    ...wrap(one.message ?? questionText(one), width),
    ...negotiationFacts(one, stamps).flatMap((fact) => wrap(fact, width)),
  ]);
}

function section(title: string, lines: readonly string[] = []): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((text) => `  ${text}`), ''];
}

function fieldsOf({ticket, row, snooze}: StoredTicket): readonly (readonly [string, string | undefined])[] {
  return [
    ['Status', ticket.status],
    ['Order', ticket.orderId === ticket.id ? undefined : ticket.orderId],
    ['Also', ticket.otherIds?.join(', ')],
    ['Where', ticket.ibx.join(', ')],
    ['What', [ticket.category, ticket.subCategory].filter(Boolean).join(' / ')],
    ['About', [ticket.primaryId, ticket.secondaryId].filter(Boolean).join(' ')],
    ['Reference', ticket.customerReferenceId],
    ['Account', [ticket.accountNumber, ticket.accountName].filter(Boolean).join(' ')],
    ['Opened', ticket.createdDateTime && time(ticket.createdDateTime)],
    ['Updated', ticket.updatedDateTime && time(ticket.updatedDateTime)],
    ['Snoozed', snooze && snoozedUntil(snooze)],
    ['Turn', {us: 'yours', them: 'theirs', nobody: "nobody's"}[row.turn]],
  ];
}

function time(iso: string | undefined): string {
  const at = iso === undefined ? undefined : parseIso(iso);
  return at === undefined ? 'time unknown' : formatStamp(at, 'local');
}
