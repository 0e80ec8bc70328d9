import {ticketCount} from '../../state/told/ticket-count.ts';
import type {Store} from '../../store/store.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {escapeJson} from '../../text/safe/escape-json.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {changeText, type Change} from '../../state/told/told-changes.ts';
import {statusLabel} from '../../domain/ticket.ts';
import {ticketJson} from '../../domain/ticket/ticket-as-json.ts';

/** A change as one line of JSON, with the ticket as it is now. */
export function changeJson(store: Store, change: Change, now: number): string {
  const stored = store.ticket(change.id);
  const ticket = stored === undefined ? undefined : ticketJson(stored);
  return `${escapeJson(JSON.stringify({noticedAt: new Date(now).toISOString(), ...change, ticket}))}\n`;
}

/** A change as one line of text. */
export function changeLine(change: Change, now: number): string {
  return `${formatStamp(now, 'local')}  ${change.id}  ${change.kind.padEnd(6)}  ${toSafeLine(changeText(change))}\n`;
}

/** The counts of the whole list, or the states of some tickets, for tmux's status line. */
export function statusLine(store: Store, ids: readonly string[]): string {
  // tmux takes "#[…]" in what a command prints for styles.
  return `${(ids.length === 0 ? countText(store) : ticketLabel(store, ids)).replaceAll('#', '##')}\n`;
}

function countText(store: Store): string {
  const {outbox} = store.counts();
  return [
    `${ticketCount(store, 'open')} open`,
    `${ticketCount(store, 'action')} action`,
    `${ticketCount(store, 'unread')} unread`,
    ...(outbox > 0 ? [`${outbox} unsent`] : []),
  ].join(' ');
}

function ticketLabel(store: Store, ids: readonly string[]): string {
  return ids
    .map((id) => {
      const row = store.row(id);
      const unread = row === undefined || row.unread === 0 ? '' : ` ${row.unread} unread`;
      return `${row?.id ?? id} ${statusLabel(row?.status)}${unread}`;
    })
    .join(' | ');
}
