import {line, span, type Line} from '../components/lines.ts';
import {noticeLine} from '../domain/notices/notice-words.ts';
import {byUrgency, phaseOf, sortOf, type StoredNotice} from '../domain/notices/site-notice.ts';
import {describeError} from '../errors.ts';
import type {CommandId} from '../keys/keymap.ts';
import type {SyncStatus} from '../sync/contracts.ts';
import {theme} from '../terminal/theme.ts';
import {textWidth, truncate} from '../text/width.ts';
import {ageShort} from '../text/time/dates.ts';
import {fewRows} from './few-rows.ts';

const MOST_LINES = 3;

/** Where it is drawn. */
export type BannerPlace = {
  readonly now: number;
  readonly width: number;
  /** The keys as the user has bound them. */
  readonly keyFor: (id: CommandId) => string;
};

/** Why what is shown may be old, and what happens next; nothing while all is well. */
export function bannerLines(status: SyncStatus, {now, width, keyFor}: BannerPlace): readonly Line[] {
  if (status.error === undefined) return [];
  const {title, hint, reference} = describeError(status.error);
  const age =
    status.listAt === undefined
      ? 'Nothing was read yet.'
      : `Shown is what was read ${agoWords(now - status.listAt)}.`;
  const refresh = keyFor('refresh');
  const again =
    status.state === 'refused' || status.error.kind === 'auth'
      ? `${keyFor('signin.open')} signs in, ${refresh} looks again.`
      : `${refresh} tries again.`;
  const next =
    status.nextAt === undefined
      ? again
      : `Next try in ${secondsWords(status.nextAt - now)}, ${refresh} tries now.`;
  const rows = fewRows(
    [`${title}.`.replace(/\.\.$/, '.'), age, next, hint, reference].filter(Boolean).join(' '),
    Math.max(1, width - 2),
    MOST_LINES,
  );
  return rows.map((row) => line(span(` ${row}`, 'danger')));
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

function agoWords(ms: number): string {
  return ms < 60_000 ? 'just now' : `${ageShort(ms)} ago`;
}

function secondsWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
