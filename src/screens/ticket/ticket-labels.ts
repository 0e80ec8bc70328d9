import {statusLabel, type TicketNote} from '../../domain/ticket.ts';
import type {Span} from '../../components/lines.ts';
import {truncate} from '../../text/width.ts';
import type {StyleName} from '../../terminal/theme.ts';

const STATUS_WORDS: Readonly<Record<string, readonly [string, string, StyleName]>> = {
  SUBMITTED: ['SUBMITTED', 'SUB', 'normal'],
  IN_PROGRESS: ['PROGRESS', 'PRG', 'normal'],
  ACTION_REQUIRED: ['ACTION', 'ACT', 'action'],
  RESOLVED: ['RESOLVED', 'RES', 'ok'],
  CLOSED: ['CLOSED', 'CLO', 'dim'],
  CANCELLED: ['CANCELLED', 'CAN', 'dim'],
};

/** The status as the list shows it, at most 9 cells, or 3 where `isShort`. */
export function statusSpan(status: string | undefined, isShort: boolean): Span {
  if (status === undefined) return {text: isShort ? '?' : 'unknown', style: 'dim'};
  // The service may send any word, also one that every object knows.
  const known = Object.hasOwn(STATUS_WORDS, status) ? STATUS_WORDS[status] : undefined;
  const label = statusLabel(status);
  const [word, short, style] = known ?? [truncate(label, 9, ''), truncate(label, 3, ''), 'normal'];
  return {text: isShort ? short : word, style};
}

/** CUSTOMER_NOTES are ours; everything else was written by the service's people. */
export function isOurs(note: TicketNote): boolean {
  return note.type?.startsWith('CUSTOMER') === true;
}
