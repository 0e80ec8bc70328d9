import {kindLabel, ORDER_KINDS} from '../../domain/orders/other-orders.ts';
import {statusLabel} from '../../domain/ticket.ts';
import {phaseOf, sortOf, type NoticePhase, type StoredNotice} from '../../domain/notices/site-notice.ts';
import type {Millis, Overview} from '../../domain/records.ts';
import {fromWallTime, wallTime, type Zone} from '../../text/time/zones.ts';

/** One row: what it counts, and the view and filter that list the same tickets. */
export type OverviewRow = {
  readonly label: string;
  readonly count: number;
  readonly view: 'open' | 'all';
  /** Undefined: no filter tells these from others. */
  readonly filter: string | undefined;
  /** It counts notices: they have a screen of their own. */
  readonly isNotices?: true;
};

export type OverviewSection = {
  readonly title: string;
  readonly rows: readonly OverviewRow[];
  /** Tickets of each day, oldest first, for a line of heights. */
  readonly days?: readonly number[];
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** From young to old: label, and the age at which the range ends. */
const AGES: readonly (readonly [label: string, until: number, filter: string])[] = [
  ['under 4 hours', 4 * HOUR, 'age:<4h'],
  ['4 to 24 hours', DAY, 'age:>4h age:<1d'],
  ['1 to 3 days', 3 * DAY, 'age:>1d age:<3d'],
  ['3 to 7 days', 7 * DAY, 'age:>3d age:<7d'],
  ['1 to 4 weeks', 28 * DAY, 'age:>7d age:<28d'],
  ['older', Number.POSITIVE_INFINITY, 'age:>28d'],
];
const DAYS = 28;
const LISTED_DAYS = 7;

export type OverviewRanges = {readonly ages: readonly Millis[]; readonly days: readonly Millis[]};

/** Which moments the counts lie between: ages counted from `now`, days as calendars in `zone` have them. */
export function overviewRanges(now: Millis, zone: Zone): OverviewRanges {
  const ends = AGES.map(([, until]) => (Number.isFinite(until) ? now - until : 0));
  return {ages: [...ends.toReversed(), now + DAY], days: dayStarts(now, zone)};
}

function dayStarts(now: Millis, zone: Zone): readonly Millis[] {
  const today = {...wallTime(now, zone), hour: 0, minute: 0, second: 0};
  // Midnights by the calendar: days with a change of the clock are longer or shorter.
  return Array.from({length: DAYS + 1}, (_, index) =>
    fromWallTime({...today, day: today.day - DAYS + 1 + index}, zone),
  );
}

export type OverviewCounts = {
  readonly overview: Overview;
  readonly ibxs: readonly {readonly ibx: string; readonly open: number}[];
};

/** The overview's sections, each row with the filter that lists its tickets. */
export function overviewSections(
  counts: OverviewCounts,
  ranges: OverviewRanges,
  now: Millis,
  zone: Zone,
): readonly OverviewSection[] {
  const {overview} = counts;
  const ages = overview.ages.toReversed();
  const sections: readonly OverviewSection[] = [
    {title: 'Open, by status', rows: overview.statuses.map(({status, count}) => statusRow(status, count))},
    {
      title: 'Open, by age',
      rows: AGES.map(([label, , filter], index) => ({label, count: ages[index] ?? 0, view: 'open', filter})),
    },
    {
      title: 'Open, by IBX',
      rows: siteRows(counts),
    },
    {
      title: `Arrived, last ${DAYS} days`,
      days: overview.arrivals,
      rows: dayRows(overview.arrivals, ranges.days, now, zone),
    },
  ];
  if (overview.orders.length === 0) return sections;
  return [...sections.map(ofTickets), {title: 'Other orders, open', rows: orderRows(overview.orders)}];
}

/** Open tickets of each site, without other orders. */
function siteRows({overview, ibxs}: OverviewCounts): readonly OverviewRow[] {
  const orders = overview.orders.filter(({isOpen}) => isOpen);
  return ibxs
    .map(({ibx, open}) => ({ibx, open: open - orders.filter((order) => order.ibx.includes(ibx)).length}))
    .filter(({open}) => open > 0)
    .toSorted((one, other) => other.open - one.open)
    .map(({ibx, open}) => ({label: ibx, count: open, view: 'open', filter: `ibx:${ibx}`}));
}

/** The rows where the list has other orders, too, which they do not count. */
function ofTickets({rows, ...section}: OverviewSection): OverviewSection {
  return {
    ...section,
    rows: rows.map((row) =>
      row.filter === undefined ? row : {...row, filter: `${row.filter} type:ticket`.trim()},
    ),
  };
}

function orderRows(orders: Overview['orders']): readonly OverviewRow[] {
  return ORDER_KINDS.map((kind) => ({
    label: kindLabel(kind),
    count: orders.filter((order) => order.isOpen && order.kind === kind).length,
    view: 'open' as const,
    // One that has no name of its own no filter tells from others.
    filter: kind === 'ORDER' ? undefined : `type:${kind.toLowerCase().replace('_', '')}`,
  })).filter(({count}) => count > 0);
}

/** What the service tells about the sites; nothing while it tells nothing. */
export function noticeSections(notices: readonly StoredNotice[], now: Millis): readonly OverviewSection[] {
  const count = (isOne: (stored: StoredNotice) => boolean) => notices.filter(isOne).length;
  const isIn = (phase: NoticePhase) => (stored: StoredNotice) => phaseOf(stored, now) === phase;
  const isIncident = ({notice}: StoredNotice) => sortOf(notice) === 'incident';
  const rowOf = (label: string, isOne: (stored: StoredNotice) => boolean): OverviewRow => ({
    ...{label, count: count(isOne), view: 'open', filter: undefined},
    isNotices: true,
  });
  if (notices.length === 0) return [];
  return [
    {
      title: 'Notices of the sites',
      rows: [
        rowOf('incidents now', (stored) => isIn('running')(stored) && isIncident(stored)),
        rowOf('other, now', (stored) => isIn('running')(stored) && !isIncident(stored)),
        rowOf('planned', isIn('planned')),
        rowOf('not read yet', ({isUnread}) => isUnread),
      ],
    },
  ];
}

function statusRow(status: string | undefined, count: number): OverviewRow {
  const filter = status === undefined ? undefined : `status:${status}`;
  return {label: statusLabel(status), count, view: 'open', filter};
}

/** The last days one by one, the latest first. */
// oxlint-disable-next-line max-params -- counts, their days, and how both are read
function dayRows(
  arrivals: readonly number[],
  days: readonly Millis[],
  now: Millis,
  zone: Zone,
): readonly OverviewRow[] {
  return Array.from({length: LISTED_DAYS}, (_, back) => {
    const index = arrivals.length - 1 - back;
    const [start = 0, end = 0] = [days[index], days[index + 1]];
    const newer = end > now ? '' : ` age:>${ageText(now - end)}`;
    return {
      label: dayLabel(start, back, zone),
      count: arrivals[index] ?? 0,
      view: 'all',
      filter: `age:<${ageText(now - start)}${newer}`,
    };
  });
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function dayLabel(start: Millis, back: number, zone: Zone): string {
  if (back === 0) return 'today';
  const {year, month, day} = wallTime(start, zone);
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
  return back === 1 ? 'yesterday' : `${weekday} ${day}`;
}

/** As the filter takes it, to the minute. */
function ageText(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'm'],
  ] as const;
  const words = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`);
  return words.length === 0 ? '0m' : words.join('');
}
