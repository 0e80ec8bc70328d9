import {isFinal, KNOWN_STATUSES} from '../ticket.ts';
import type {TicketFilter} from '../records.ts';

/** Stands for every status that is not final, also those that this version does not know. */
const OPEN = 'OPEN';
const FINAL = KNOWN_STATUSES.filter(isFinal);

/** What `status:` takes, as people write it. */
export const STATUS_WORDS = [
  'action',
  'cancelled',
  'closed',
  'open',
  'progress',
  'resolved',
  'submitted',
] as const;

/** Nothing matches this. */
export const IMPOSSIBLE: TicketFilter = {ids: []};

/**
 * The statuses that a word means: a name, a part of one, or the start of either, so that the list is not empty while
 * somebody types. In capitals any name is accepted, because the service may have others. Empty: none.
 */
export function statusesOf(word: string): readonly string[] {
  const name = word.toUpperCase().replaceAll('-', '_');
  if (name === '') return [];
  const all = [...KNOWN_STATUSES, OPEN];
  const exact = all.filter((status) => status === name || status.split('_').includes(name));
  if (exact.length > 0) return exact;
  const begun = all.filter((status) => [status, ...status.split('_')].some((part) => part.startsWith(name)));
  if (begun.length > 0) return begun;
  return /^[A-Z0-9_]+$/.test(word) ? [word] : [];
}

/** Tickets in one of these statuses, or in none of them. */
export function statusFilter(names: readonly string[], isNegated: boolean): TicketFilter {
  const named = new Set(names);
  const finalNamed = FINAL.filter((status) => named.has(status));
  const finalLeft = FINAL.filter((status) => !named.has(status));
  if (!named.has(OPEN)) return isNegated ? {notStatuses: names} : {statuses: names};
  if (isNegated) return finalLeft.length === 0 ? IMPOSSIBLE : {statuses: finalLeft};
  return finalNamed.length === FINAL.length ? {} : {notStatuses: finalLeft};
}
