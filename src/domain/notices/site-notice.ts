import type {IsoDateTime, KeyValue} from '../ticket.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';

/** A notice about a site, as the service tells it: maintenance, an incident, an advisory. Absent means unknown. */
export type SiteNotice = {
  readonly id: SafeText;
  /** Its other number, such as `5-195822495668`. */
  readonly number?: SafeText;
  /** IBX_MAINTENANCE, IBX_INCIDENT, IBX_ADVISORY, IBX_SMARTVIEW, or another value the service sent. */
  readonly type?: SafeText;
  /** NEW, UPDATED, EXTENDED, RESCHEDULED, IN_PROGRESS, CANCELLED, COMPLETED, RESOLVED, or another value. */
  readonly status?: SafeText;
  readonly ibxs: readonly SafeText[];
  /** It is about every site. */
  readonly isGlobal?: boolean;
  readonly start?: IsoDateTime;
  readonly end?: IsoDateTime;
  readonly priority?: SafeText;
  readonly summary?: SafeText;
  /** What the notice in full says beside the summary; known once it was read. */
  readonly text?: SafeText;
  /** What was sent about it, as text; known once the notice itself was read. */
  readonly emails?: readonly NoticeEmail[];
  /** Fields of the service that this version does not know: dotted path and value as text. */
  readonly other?: readonly KeyValue[];
};

export type NoticeEmail = {
  readonly subject?: SafeText;
  readonly text: SafeText;
  readonly sentAt?: IsoDateTime;
};

/** A notice as this machine keeps it; times in milliseconds since 1970. */
export type StoredNotice = {
  readonly notice: SiteNotice;
  /** When this machine heard of it first. */
  readonly firstAt: number;
  /** When part of it last became new, and how often it changed; 1: never changed. */
  readonly changedAt: number;
  readonly revision: number;
  readonly isUnread: boolean;
  /** When it was read in full; undefined: only the search knows it. */
  readonly fullAt: number | undefined;
  /** The accounts that are told of it, where several are shown together. */
  readonly accounts?: readonly string[];
};

/** How it stands at a moment: going on, still to come, or over. */
export type NoticePhase = 'running' | 'planned' | 'past';

/** Begin and end as the views and bars use them, in milliseconds since 1970; `end` is undefined where nobody knows it. */
export type NoticeSpan = {readonly start: number; readonly end: number | undefined};

const DAY_MS = 24 * 3_600_000;
/** A notice without an end counts as over after this time, because some never get their last message. */
const OPEN_ENDED_MS = 14 * DAY_MS;
/** How long a notice that says it goes on is believed after its end. */
const OVERDUE_MS = DAY_MS;

const ENDED = new Set<string>(['CANCELLED', 'COMPLETED', 'RESOLVED', 'CLOSED']);

/** True where the notice's own status says that nothing more comes. */
export function isEnded({status}: Pick<SiteNotice, 'status'>): boolean {
  return status !== undefined && ENDED.has(status.toUpperCase());
}

/** Its time span. Without a start it began when this machine first heard of it; an end before its start is ignored. */
export function noticeSpan({notice, firstAt}: Pick<StoredNotice, 'notice' | 'firstAt'>): NoticeSpan {
  const end = notice.end === undefined ? undefined : Date.parse(notice.end);
  const start = notice.start === undefined ? Math.min(firstAt, end ?? firstAt) : Date.parse(notice.start);
  return {start, end: end !== undefined && end >= start ? end : undefined};
}

/** The state of a notice at `now`. Its own status comes before its times, if it can be true. */
export function phaseOf(stored: Pick<StoredNotice, 'notice' | 'firstAt'>, now: number): NoticePhase {
  const {start, end} = noticeSpan(stored);
  const isUnderWay = stored.notice.status?.toUpperCase() === 'IN_PROGRESS';
  if (isEnded(stored.notice)) return 'past';
  if (start > now) return isUnderWay ? 'running' : 'planned';
  const until = end === undefined ? start + OPEN_ENDED_MS : end + (isUnderWay ? OVERDUE_MS : 0);
  return until > now ? 'running' : 'past';
}

/** Whether a notice is about one of these sites; one that names none, or all, is about each. */
export function isAbout(
  {ibxs, isGlobal}: Pick<SiteNotice, 'ibxs' | 'isGlobal'>,
  sites: readonly string[],
): boolean {
  if (isGlobal === true || ibxs.length === 0) return true;
  return sites.some((site) => ibxs.some((ibx) => ibx.toUpperCase() === site.toUpperCase()));
}

/** `incident`: may be the cause of trouble, or may get worse if the customer asks at a wrong moment. */
export type NoticeSort = 'incident' | 'maintenance' | 'advisory' | 'other';

/** Which sort of notice it is, whatever family of names its type comes from. */
export function sortOf({type = '' as SafeText}: Pick<SiteNotice, 'type'>): NoticeSort {
  const words = type.toUpperCase();
  if (words.includes('INCIDENT')) return 'incident';
  if (words.includes('MAINTENANCE')) return 'maintenance';
  return words.includes('ADVISORY') ? 'advisory' : 'other';
}

const RANK: Readonly<Record<NoticeSort, number>> = {incident: 0, maintenance: 1, advisory: 2, other: 3};

/** Running ones first, incidents before all; then what comes next; what is over last, the latest first. */
export function byUrgency(now: number): (one: StoredNotice, other: StoredNotice) => number {
  const phases: readonly NoticePhase[] = ['running', 'planned', 'past'];
  const rank = (stored: StoredNotice) => {
    const phase = phaseOf(stored, now);
    const {start} = noticeSpan(stored);
    const sort = phase === 'running' ? RANK[sortOf(stored.notice)] : 0;
    return [phases.indexOf(phase), sort, phase === 'planned' ? start : -start] as const;
  };
  return (one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || one.notice.id.localeCompare(other.notice.id);
  };
}
