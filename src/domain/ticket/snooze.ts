import type {Snooze} from '../records.ts';
import {duration, formatStamp} from '../../text/time/dates.ts';
import {parseLater} from '../../text/time/parse-later.ts';
import type {Zone} from '../../text/time/zones.ts';

/** What somebody typed: until when, `undefined` for until something new comes; `off` brings the ticket back. */
export type SnoozeWish =
  | {readonly until: number | undefined}
  | {readonly off: true}
  | {readonly problem: string};

/** Reads `2h`, `tomorrow 08:00`, `until answer`, `off`. `now` in milliseconds since 1970. Never throws. */
export function parseSnooze(text: string, now: number, zone: Zone = 'local'): SnoozeWish {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/^(?:for|until|till) /, '');
  if (/^(?:off|end|back|none)$/.test(words)) return {off: true};
  if (/^(?:an )?(?:answer|news|reply)$/.test(words)) return {until: undefined};
  const when = parseLater(words, now, zone);
  return 'ms' in when ? {until: when.ms} : when;
}

/** Such as `until 23 Nov 08:00`, or `until something new comes`. */
export function snoozedUntil({until}: Pick<Snooze, 'until'>, zone: Zone = 'local'): string {
  return until === undefined ? 'until something new comes' : `until ${formatStamp(until, zone)}`;
}

/** The same with how long that is from now. */
export function snoozeText(snooze: Pick<Snooze, 'until'>, now: number, zone: Zone = 'local'): string {
  const left = snooze.until === undefined ? undefined : duration(toNearest(snooze.until - now));
  return `${snoozedUntil(snooze, zone)}${left === undefined ? '' : `, ${left} to go`}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment after `2h` was typed there are still 2 hours to go. */
function toNearest(ms: number): number {
  const unit = ms >= DAY ? DAY : ms >= HOUR ? HOUR : MINUTE;
  return ms + unit / 2;
}
