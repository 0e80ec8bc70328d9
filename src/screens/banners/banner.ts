import {line, span, type Line} from '../../components/lines.ts';
import {noticeLine} from '../../domain/notices/notice-text.ts';
import {byUrgency, phaseOf, sortOf, type StoredNotice} from '../../domain/notices/site-notice.ts';
import {describeError} from '../../errors.ts';
import type {CommandId} from '../../keys/keymap.ts';
import type {SyncStatus} from '../../sync/contracts.ts';
import {theme} from '../../terminal/theme.ts';
import {textWidth, truncate, wrap} from '../../text/width.ts';
import {ageShort} from '../../text/time/dates.ts';
import {fewRows, mostBannerRows} from '../few-rows.ts';

/** Where it is drawn. */
export type BannerPlace = {
  readonly now: number;
  /** Cells and rows of the whole screen. */
  readonly width: number;
  readonly rows: number;
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
  // The header says already that nothing is reached, and since when: one row less than a low screen has for it.
  const most = status.state === 'offline' ? mostBannerRows({width, rows: 0}) - 1 : mostBannerRows(place);
  return shortened(parts, room, most).map((row) => line(span(` ${row}`, 'danger')));
}

type BannerParts = Readonly<Record<'title' | 'age' | 'next' | 'more', string>> &
  Readonly<Record<'hint' | 'reference', string | undefined>>;

/** All of it, or what is needed most: what happened, what comes next, and the number to tell support. */
function shortened(parts: BannerParts, width: number, most: number): readonly string[] {
  const {title, age, next, hint, reference, more} = parts;
  const ways = [
    [title, age, next, hint, reference],
    [title, next, hint, reference],
    [title, age, next, more, reference],
    [title, age, next, reference],
    [title, next, more, reference],
  ].map(sentence);
  const whole = ways.find((words) => wrap(words, width).length <= most);
  if (whole !== undefined) return wrap(whole, width);
  const end = sentence([next, more, reference]);
  for (let cells = textWidth(title); cells > SHORTEST_TITLE; cells -= 1) {
    const rows = wrap(sentence([truncate(title, cells, theme.glyphs.ellipsis), end]), width);
    if (rows.length <= most) return rows;
  }
  return fewRows(sentence([title, end]), width, most);
}

const SHORTEST_TITLE = 12;

function sentence(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

function ageOf({listAt}: SyncStatus, {now}: BannerPlace): string {
  return listAt === undefined ? 'Nothing was read yet.' : `Shown is what was read ${agoText(now - listAt)}.`;
}

function nextOf({state, error, nextAt}: SyncStatus, {now, keyFor}: BannerPlace): string {
  const refresh = keyFor('refresh');
  if (nextAt !== undefined) return `Next try in ${secondsText(nextAt - now)}, ${refresh} tries now.`;
  return state === 'refused' || error?.kind === 'auth'
    ? `${keyFor('signin.open')} signs in, ${refresh} looks again.`
    : `${refresh} tries again.`;
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
