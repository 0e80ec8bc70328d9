import {wallTime, zoneLabel, type Zone} from './zones.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const YEAR = 365 * DAY;

/** Short English names, January first. */
export const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

const FIXED_WIDTH = 12;

const ISO =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,](\d{1,9}))?\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * Milliseconds since 1970 of an ISO 8601 date or date-time; undefined for anything else. Takes
 * `+0000` as the e-mail operation writes it; without a zone UTC is meant.
 */
export function parseIso(text: string): number | undefined {
  const match = ISO.exec(text.trim());
  if (match === null) return undefined;
  const [, date = '', time = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = match;
  if (!isCalendarDate(date)) return undefined;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const ms = Date.parse(`${date}T${time}${seconds}.${milliseconds}${isoZone(zone)}`);
  return Number.isNaN(ms) ? undefined : ms;
}

function isoZone(zone: string): string {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** Date.parse takes 30 February for 2 March. */
function isCalendarDate(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

/** An age in at most three cells (four from 100 years on): `now`, `4m`, `3h`, `2d`, `5w`, `1y`. `ms` is the age, not a date. */
export function ageShort(ms: number): string {
  if (!(ms >= MINUTE)) return 'now';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}h`;
  if (ms < 2 * WEEK) return `${Math.floor(ms / DAY)}d`;
  if (ms < YEAR) return `${Math.floor(ms / WEEK)}w`;
  return `${Math.floor(ms / YEAR)}y`;
}

/** An age in words: `just now`, `4 min ago`, `3 h ago`, `2 days ago`. `ms` is the age, not a date. */
export function ageLong(ms: number): string {
  const words = duration(ms);
  return words === undefined ? 'just now' : `${words} ago`;
}

/** A length of time in words, `4 min`, `3 h`, `2 days`; undefined below a minute. */
export function duration(ms: number): string | undefined {
  if (!(ms >= MINUTE)) return undefined;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  if (ms < 2 * WEEK) return count(Math.floor(ms / DAY), 'day');
  if (ms < YEAR) return count(Math.floor(ms / WEEK), 'week');
  return count(Math.floor(ms / YEAR), 'year');
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** A time as short as it is clear at `now`: `14:02` today, `29 Aug 14:02` this year, else `29 Aug 2025 14:02`. */
export function formatTime(ms: number, zone: Zone, now: number): string {
  const time = wallTime(ms, zone);
  const today = wallTime(now, zone);
  const clock = `${two(time.hour)}:${two(time.minute)}`;
  if (time.year !== today.year) return `${time.day} ${monthName(time.month)} ${time.year} ${clock}`;
  if (time.month !== today.month || time.day !== today.day)
    return `${time.day} ${monthName(time.month)} ${clock}`;
  return clock;
}

/** As {@link formatTime} in always 12 cells, right-aligned; of other years without the time of day. */
export function formatTimeFixed(ms: number, zone: Zone, now: number): string {
  const time = wallTime(ms, zone);
  const other = time.year !== wallTime(now, zone).year;
  const text = other ? `${time.day} ${monthName(time.month)} ${time.year}` : formatTime(ms, zone, now);
  return text.padStart(FIXED_WIDTH);
}

/** Date, time and offset, for where nothing may be guessed: `2026-11-23 04:10 UTC+9`. */
export function formatStamp(ms: number, zone: Zone): string {
  const time = wallTime(ms, zone);
  const date = `${time.year}-${two(time.month)}-${two(time.day)}`;
  return `${date} ${two(time.hour)}:${two(time.minute)} ${zoneLabel(ms, zone)}`;
}

function monthName(month: number): string {
  return MONTHS[month - 1] ?? '?';
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Milliseconds of an ISO date-time, or undefined where it is absent or none. */
export function millisOf(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  const millis = Date.parse(time);
  return Number.isNaN(millis) ? undefined : millis;
}
