import {line, type Line, span, spread} from '../../components/lines.ts';
import {noticeLine} from '../../domain/notices/notice-text.ts';
import {byUrgency, phaseOf, sortOf, type StoredNotice} from '../../domain/notices/site-notice.ts';
import {describeError, errorLine} from '../../errors.ts';
import type {CommandId} from '../../keys/keymap.ts';
import {type SyncStatus, type TeamStatus, wantsSignIn} from '../../sync/contracts.ts';
import {theme} from '../../terminal/theme.ts';
import {textWidth, truncate, wrap} from '../../text/width.ts';
import {ageShort} from '../../text/time/dates.ts';
import type {Notice} from '../../state/navigation.ts';
import type {Storage} from '../../state/services.ts';
import type {StorageNews} from '../../hooks/useStorageNews.ts';
import type {Transfer} from '../../state/transfer-state.ts';

type BannerRoom = {
  /** Cells and rows of the whole screen. */
  readonly width: number;
  readonly rows: number;
  /** Rows that are left for it. */
  readonly room: number;
};

/** Where it is drawn. */
export type BannerPlace = BannerRoom & {
  readonly now: number;
  /** The keys as the user has bound them. */
  readonly keyFor: (id: CommandId) => string;
};

/** Why what is shown may be old, and what happens next; nothing while all is well. What has no room is in the log. */
export function bannerLines(status: SyncStatus, place: BannerPlace): readonly Line[] {
  if (status.error === undefined) return [];
  const {width, keyFor} = place;
  const {title, hint, reference} = describeError(status.error);
  const room = Math.max(1, width - 2);
  const parts = {
    title: `${title}.`.replace(/\.\.$/, '.'),
    age: ageOf(status, place),
    next: nextOf(status, place),
    hint,
    reference,
    more: `${keyFor('log')} says more.`,
  };
  const most = status.state === 'offline' ? mostOfflineRows(place) : mostBannerRows(place);
  return shortened(parts, {...parts, next: widestNext(status, place)}, {width: room, most}).map((row) =>
    line(span(row === '' ? '' : ` ${row}`, 'danger')),
  );
}

type BannerParts = Readonly<Record<'title' | 'age' | 'next' | 'more', string>> &
  Readonly<Record<'hint' | 'reference', string | undefined>>;

type Way = (parts: BannerParts) => string;

/**
 * All of it, or the most important parts: what happened, what comes next, the number for support. While it is tried
 * again there is no countdown, but the number of rows stays the same, so that nothing below moves.
 */
function shortened(
  parts: BannerParts,
  widest: BannerParts,
  {width, most}: {readonly width: number; readonly most: number},
): readonly string[] {
  const way = wayThatFits(widest, width, most);
  const rows = fewRows(way(parts), width, most);
  const missing = fewRows(way(widest), width, most).length - rows.length;
  return [...rows, ...Array.from({length: Math.max(0, missing)}, () => '')];
}

function wayThatFits(widest: BannerParts, width: number, most: number): Way {
  const fits = (way: Way) => wrap(way(widest), width).length <= most;
  const ways: readonly Way[] = [
    ({title, age, next, hint, reference}) => sentence([title, age, next, hint, reference]),
    ({title, next, hint, reference}) => sentence([title, next, hint, reference]),
    ({title, age, next, more, reference}) => sentence([title, age, next, more, reference]),
    ({title, age, next, reference}) => sentence([title, age, next, reference]),
    ({title, next, more, reference}) => sentence([title, next, more, reference]),
    ...(most < 3 && width < REFERENCE_FROM ? WITHOUT_REFERENCE : []),
  ];
  const whole = ways.find(fits);
  if (whole !== undefined) return whole;
  const cut =
    (cells: number): Way =>
    ({title, next, more, reference}) =>
      sentence([truncate(title, cells, theme.glyphs.ellipsis), next, more, reference]);
  for (let cells = textWidth(widest.title); cells > SHORTEST_TITLE; cells -= 1)
    if (fits(cut(cells))) return cut(cells);
  return ({title, next, more, reference}) => sentence([title, next, more, reference]);
}

const WITHOUT_REFERENCE: readonly Way[] = [
  ({title, next, more}) => sentence([title, next, more]),
  ({title, next}) => sentence([title, next]),
];
const SHORTEST_TITLE = 12;
/** In fewer cells there is no room for the number to tell support: the log has it. */
const REFERENCE_FROM = 60;

function sentence(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

function ageOf({listAt: whole, failed}: SyncStatus, {now}: BannerPlace): string {
  // The lists of the other accounts are up to date.
  if (failed !== undefined && failed.listAt === undefined) return 'Nothing of that was read yet.';
  const listAt = failed?.listAt ?? whole;
  return listAt === undefined ? 'Nothing was read yet.' : `Shown is what was read ${agoText(now - listAt)}.`;
}

function nextOf(status: SyncStatus, {now, keyFor}: BannerPlace): string {
  const {nextAt} = status;
  const refresh = keyFor('refresh');
  if (nextAt !== undefined) return `Next try in ${secondsText(nextAt - now)}, ${refresh} tries now.`;
  return wantsSignIn(status)
    ? `${keyFor('signin.open')} signs in, ${refresh} looks again.`
    : `${refresh} tries again.`;
}

/** The same text at its usual full width: there is a countdown between two tries, but not during one. */
function widestNext(status: SyncStatus, place: BannerPlace): string {
  const next = nextOf(status, place);
  const countdown = `Next try in 88 s, ${place.keyFor('refresh')} tries now.`;
  return wantsSignIn(status) || next.length > countdown.length ? next : countdown;
}

/** An incident that nobody has read about yet: the first thing to know before a ticket is opened. */
export function incidentLines(
  notices: readonly StoredNotice[],
  {now, width, keyFor}: BannerPlace,
): readonly Line[] {
  const running = notices
    .filter(({isUnread, notice}) => isUnread && sortOf(notice) === 'incident')
    .filter((stored) => phaseOf(stored, now) === 'running')
    .toSorted(byUrgency(now));
  const [first] = running;
  if (first === undefined) return [];
  const key = keyFor('notices');
  const rest = running.length > 1 ? ` (${running.length - 1} more, ${key})` : ` (${key})`;
  const words = noticeLine(first, {zone: 'local', now});
  return [
    line(
      span(` ${truncate(words, Math.max(8, width - textWidth(rest) - 2), theme.glyphs.ellipsis)}`, 'danger'),
      span(rest, 'dim'),
    ),
  ];
}

function agoText(ms: number): string {
  return ms < 60_000 ? 'just now' : `${ageShort(ms)} ago`;
}

function secondsText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** A terminal with fewer rows has none to spare; one with fewer columns shows too little in a row. */
const LOW = 30;
const LOWEST = 12;
const NARROW = 60;

/** How many rows a banner may take of a screen of that size. */
function mostBannerRows({width, rows, room}: BannerRoom): number {
  const isLow = rows < LOWEST || (rows < LOW && width >= NARROW);
  return Math.min(room, isLow ? 2 : 3);
}

/** The same where the header says already that nothing is reached, and since when. */
function mostOfflineRows({width, room}: BannerRoom): number {
  return Math.min(room, width >= NARROW ? 1 : 2);
}

/** The words in at most so many rows; where there are more, the last row says so by its end. */
export function fewRows(words: string, width: number, most: number): readonly string[] {
  const rows = wrap(words, width);
  if (rows.length <= most) return rows;
  const rest = rows.slice(most - 1).join(' ');
  return [...rows.slice(0, most - 1), truncate(rest, width, theme.glyphs.ellipsis)];
}

const MOST_LINES = 4;

/** A notice in as many rows as its words need: the reason and the correlation id of a failure stand at its end. */
export function noticeLines(notice: Notice | undefined, width: number): readonly Line[] {
  if (notice === undefined) return [];
  const rows = fewRows(notice.message, Math.max(1, width - 2), MOST_LINES);
  return rows.map((row) => line(span(` ${row}`, notice.tone === 'error' ? 'danger' : 'strong')));
}

/** That nothing is kept, or that the last change was not, and why; what happened to a damaged database. */
export function storageLines(
  {lost, lostOf}: Pick<Storage, 'lost' | 'lostOf'>,
  {trouble, notice}: StorageNews,
  place: BannerRoom,
): readonly Line[] {
  const lines = (words: string, style: 'danger' | 'warning') =>
    fewRows(words, Math.max(1, place.width - 2), mostBannerRows(place)).map((row) =>
      line(span(` ${row}`, style)),
    );
  if (lost !== undefined) {
    const what = lostOf === undefined ? 'Nothing' : `Nothing of ${lostOf}`;
    return lines(`${what} is kept when casedeck ends. ${errorLine(lost)} Notes can be sent.`, 'danger');
  }
  if (trouble !== undefined) return lines(`Not saved. ${errorLine(trouble)}`, 'danger');
  return notice === undefined ? [] : lines(notice, 'warning');
}

/** One line: that the desk is away, and that nothing is lost by it; or what a newer casedeck shares. */
export function teamLines(
  {state, error, notice}: TeamStatus & {readonly notice: string | undefined},
  width: number,
): readonly Line[] {
  const away = state === 'apart' && error !== undefined ? `${describeError(error).title} ${KEPT}` : undefined;
  const words = away ?? notice;
  if (words === undefined) return [];
  return fewRows(words, Math.max(1, width - 2), 1).map((row) => line(span(` ${row}`, 'warning')));
}

const KEPT = 'Work goes on as alone; what is meant for the team is delivered later.';

/** How far an upload, download or search is, and the key that stops it; nothing while there is none. */
export function transferLines(transfer: Transfer | undefined, key: string, width: number): readonly Line[] {
  if (transfer === undefined) return [];
  return [spread([span(` ${transfer.message}`, 'strong')], [span(`${key} stops `, 'dim')], width)];
}
