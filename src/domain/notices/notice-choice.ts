import type {Millis} from '../records.ts';
import {byUrgency, isAbout, noticeSpan, phaseOf, sortOf, type StoredNotice} from './site-notice.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long ended notices are shown, and how far ahead a form and a site show planned ones. */
const PAST_MS = 30 * DAY_MS;
const AHEAD_MS = 14 * DAY_MS;
/** For a ticket only: plans of the next days, and incidents that ended shortly before it was opened. */
const TICKET_AHEAD_MS = 2 * DAY_MS;
const BEFORE_TICKET_MS = 6 * HOUR_MS;

/** The notices that views show: all except those that ended more than 30 days ago, most important first. */
export function shownNotices(notices: readonly StoredNotice[], now: Millis): readonly StoredNotice[] {
  return notices.filter((stored) => endOf(stored, now) > now - PAST_MS).toSorted(byUrgency(now));
}

/** What goes on at these sites now or is planned within two weeks, most important first; for a site or a new ticket. */
export function noticesAt(
  notices: readonly StoredNotice[],
  sites: readonly string[],
  now: Millis,
): readonly StoredNotice[] {
  if (sites.length === 0) return [];
  return notices
    .filter(({notice}) => isAbout(notice, sites))
    .filter((stored) => phaseOf(stored, now) !== 'past' && noticeSpan(stored).start < now + AHEAD_MS)
    .toSorted(byUrgency(now));
}

/** Where a ticket is and when it was open; a closed ticket ended with its last update. */
export type TicketLife = {
  readonly ibx: readonly string[];
  readonly createdAt: Millis | undefined;
  readonly updatedAt: Millis | undefined;
  readonly isOver: boolean;
};

/** The notices about a ticket's sites during the ticket's time, most important first. */
export function noticesTouching(
  notices: readonly StoredNotice[],
  {ibx, createdAt, updatedAt, isOver}: TicketLife,
  now: Millis,
): readonly StoredNotice[] {
  if (ibx.length === 0) return [];
  const until = isOver ? (updatedAt ?? createdAt ?? now) : now + TICKET_AHEAD_MS;
  const from = Math.min(createdAt ?? now, until);
  return notices
    .filter(({notice}) => isAbout(notice, ibx))
    .filter((stored) => {
      const early = sortOf(stored.notice) === 'incident' ? BEFORE_TICKET_MS : 0;
      return noticeSpan(stored).start <= until && endOf(stored, now) >= from - early;
    })
    .toSorted(byUrgency(now));
}

/** Others whose time overlaps at one of the same sites. */
export function overlapping(
  stored: StoredNotice,
  notices: readonly StoredNotice[],
  now: Millis,
): readonly StoredNotice[] {
  const {ibxs} = stored.notice;
  if (ibxs.length === 0) return [];
  const {start} = noticeSpan(stored);
  // A notice without a known end counts as long as it goes on, not for all later plans.
  const known = endOf(stored, now);
  const end = Number.isFinite(known) ? known : now;
  return notices
    .filter(({notice}) => notice.id !== stored.notice.id && isAbout(notice, ibxs))
    .filter((other) => noticeSpan(other).start < end && endOf(other, now) > start)
    .toSorted(byUrgency(now));
}

/** When it ends; without a known end, while it goes on, far in the future. */
function endOf(stored: StoredNotice, now: Millis): Millis {
  const {start, end} = noticeSpan(stored);
  const phase = phaseOf(stored, now);
  if (phase === 'running') return Math.max(end ?? Number.POSITIVE_INFINITY, now);
  // A cancelled plan has no time any more.
  if (phase === 'past') return Math.min(end ?? start, now);
  return end ?? start;
}
