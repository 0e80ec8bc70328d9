import {statusLabel} from '../ticket.ts';
import type {Millis} from '../records.ts';
import {
  noticeSpan,
  phaseOf,
  sortOf,
  type SiteNotice,
  type NoticePhase,
  type StoredNotice,
} from './site-notice.ts';
import {formatStamp, formatTime} from '../../text/time/dates.ts';
import {wallTime, type Zone} from '../../text/time/zones.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

const WORDS = {incident: 'Incident', maintenance: 'Maintenance', advisory: 'Advisory'} as const;

/** What kind of notice it is, for people: `Incident`, `Network maintenance`, `SmartView notice`. */
export function noticeName(notice: Pick<SiteNotice, 'type'>): string {
  const {type = ''} = notice;
  const sort = sortOf(notice);
  const isNetwork = type.toUpperCase().startsWith('NETWORK_');
  if (sort !== 'other') return isNetwork ? `Network ${WORDS[sort].toLowerCase()}` : WORDS[sort];
  if (/SMARTVIEW/i.test(type)) return 'SmartView notice';
  const words = statusLabel(type.replace(/^IBX_/i, '')).toLowerCase();
  return type === '' ? 'Notice' : `Notice (${words})`;
}

/** The sites of a notice, or that it is about all. */
export function noticeSites({ibxs, isGlobal}: Pick<SiteNotice, 'ibxs' | 'isGlobal'>): string {
  return isGlobal === true || ibxs.length === 0 ? 'all sites' : ibxs.join(', ');
}

type Shown = Pick<StoredNotice, 'notice' | 'firstAt' | 'accounts'>;

/** The sites of a notice and, of several accounts, those that are told of it: `SV5 (lab)`. `site`: the one that it is about here. */
export function noticePlace({notice, accounts}: Pick<Shown, 'notice' | 'accounts'>, site?: string): string {
  const where = site ?? noticeSites(notice);
  return accounts === undefined ? where : `${where} (${accounts.join(', ')})`;
}

/** All that is said in a notice, to look for words in. */
export function noticeWords(notice: SiteNotice): string {
  const {id, number, status, summary, text, emails = []} = notice;
  const mails = emails.flatMap((mail) => [mail.subject, mail.text]);
  const parts = [summary, text, ...mails, noticeName(notice), noticeSites(notice), status, id, number];
  return parts.filter((part) => part !== undefined).join('\n');
}

/** `since 02:10`, `until 06:00`, `28 Nov 04:00 to 08:00`: its time in as few words as are clear at `now`. */
export function noticeTime(
  stored: Pick<StoredNotice, 'notice' | 'firstAt'>,
  zone: Zone,
  now: Millis,
): string {
  const {start, end} = noticeSpan(stored);
  const from = formatTime(start, zone, now);
  const until = end === undefined ? undefined : endTime(end, start, zone, now);
  switch (phaseOf(stored, now)) {
    case 'running':
      return until === undefined ? `since ${from}` : `since ${from}, until ${until}`;
    case 'planned':
      return until === undefined ? `planned from ${from}` : `planned ${from} to ${until}`;
    case 'past':
      return until === undefined ? `began ${from}` : `${from} to ${until}`;
  }
}

/** Without its day where that is the day of the start. */
function endTime(end: Millis, start: Millis, zone: Zone, now: Millis): string {
  const [a, b] = [wallTime(start, zone), wallTime(end, zone)];
  const isSameDay = a.year === b.year && a.month === b.month && a.day === b.day;
  return isSameDay ? formatTime(end, zone, end) : formatTime(end, zone, now);
}

/** What it is about in one line, or that the service did not say. */
export function noticeTitle({summary}: Pick<SiteNotice, 'summary'>): string {
  return summary === undefined ? 'no text' : toSafeLine(summary);
}

/** One line for tickets, forms and lists: `Incident at SV5 since 02:10: UPS B-2 on bypass`. */
export function noticeLine(
  stored: Shown,
  {zone, now, site}: {readonly zone: Zone; readonly now: Millis; readonly site?: string | undefined},
): string {
  const {notice} = stored;
  const where = noticePlace(stored, site);
  const ended = endWord(stored, now);
  return `${noticeName(notice)} at ${where} ${noticeTime(stored, zone, now)}${ended}: ${noticeTitle(notice)}`;
}

/** The same with times that need no clock to be read by: for what is kept or sent. */
export function noticeStamp(stored: Shown, zone: Zone): string {
  const {notice} = stored;
  const {start, end} = noticeSpan(stored);
  const until = end === undefined ? '' : ` to ${formatStamp(end, zone)}`;
  const status = notice.status === undefined ? '' : `, ${statusLabel(notice.status)}`;
  const where = `${noticeName(notice)} at ${noticePlace(stored)}`;
  return `${where}, ${formatStamp(start, zone)}${until}${status}: ${noticeTitle(notice)}`;
}

/** How it ended, where it is over and says so. */
function endWord({notice, firstAt}: Pick<StoredNotice, 'notice' | 'firstAt'>, now: Millis): string {
  const {status} = notice;
  if (status === undefined || phaseOf({notice, firstAt}, now) !== 'past') return '';
  return /^(RESOLVED|COMPLETED|CANCELLED)$/i.test(status) ? ` (${status.toLowerCase()})` : '';
}

export const PHASE_WORDS: Readonly<Record<NoticePhase, string>> = {
  running: 'Running now',
  planned: 'Planned',
  past: 'Past 30 days',
};
