import type {Millis} from '../records.ts';
import {present} from '../present.ts';
import {noticeSpan, phaseOf, sortOf, type SiteNotice, type StoredNotice} from './site-notice.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

/** What tickets and hand-overs tell of a notice. */
export type NoticeFacts = Pick<
  SiteNotice,
  'id' | 'type' | 'status' | 'ibxs' | 'start' | 'end' | 'summary'
> & {
  /** The profiles whose accounts are told of it, where several are shown. */
  readonly accounts?: readonly string[];
};

/** The facts that every clock agrees on; what is not known is absent. */
export function noticeFacts(stored: StoredNotice): NoticeFacts {
  const {notice} = stored;
  const {start, end} = noticeSpan(stored);
  const iso = (at: Millis) => toSafeLine(new Date(at).toISOString());
  return {
    id: notice.id,
    ibxs: notice.ibxs,
    ...present({
      type: notice.type,
      status: notice.status,
      summary: notice.summary,
      accounts: stored.accounts,
    }),
    start: iso(start),
    ...(end === undefined ? {} : {end: iso(end)}),
  };
}

/** A notice as commands print it; times as ISO 8601, what is not known is absent. */
export function noticeJson(stored: StoredNotice, now: Millis): Readonly<Record<string, unknown>> {
  const {notice, firstAt, changedAt, revision, isUnread} = stored;
  const {number, isGlobal, priority, text, emails, other} = notice;
  const iso = (at: Millis) => new Date(at).toISOString();
  return {
    ...noticeFacts(stored),
    number,
    sort: sortOf(notice),
    phase: phaseOf(stored, now),
    global: isGlobal,
    priority,
    text,
    emails,
    other,
    firstHeard: iso(firstAt),
    changed: iso(changedAt),
    revision,
    unread: isUnread,
  };
}
