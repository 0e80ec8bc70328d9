import {formatStamp, MONTHS, parseIso} from './dates.ts';
import {fromWallTime, wallTime, type WallTime, type Zone} from './zones.ts';

/** Milliseconds since 1970, or why the text names no past moment. */
export type When = {readonly ms: number} | {readonly problem: string};

export type Context = {readonly now: number; readonly zone: Zone};
export type TimeOfDay = Pick<WallTime, 'hour' | 'minute' | 'second'>;
export type Day = Pick<WallTime, 'year' | 'month' | 'day'>;

const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS};
export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const AMOUNT =
  /(\d+(?:\.\d+)?)\s*(s|m|h|d|w)(?:ec(?:ond)?s?|in(?:ute)?s?|(?:ou)?rs?|ays?|eeks?)?(?![a-z])\s*/y;
export const CLOCK = /^(?:(.*?),? )?(\d{1,2})(?::(\d\d))?(?::(\d\d))? ?(am|pm)?$/;
const ISO_WITH_ZONE = /^\d{4}-\d\d-\d\d[t ]\d.*\d ?(?:z|utc|gmt|[+-]\d\d(?::?\d\d)?)$/;
const EXAMPLES = 'try 14:05, 2h ago, yesterday 09:00 or 2026-11-23 04:10';

/**
 * Understands `14:05`, `2h ago`, `1h30m ago`, `now`, `yesterday 09:00`, `mon 9:00`, `23 Nov 04:10`,
 * `2026-11-23 04:10` and ISO date-times; times are meant in `zone` unless the text ends in a zone
 * (`Z`, `UTC`, `+02:00`). What lies after `now` is a problem. Never throws.
 */
export function parseWhen(text: string, now: number, zone: Zone = 'local'): When {
  const words = text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  if (words === '') return {problem: `No time given; ${EXAMPLES}.`};
  if (words === 'now' || words === 'just now') return {ms: now};
  const ms = relative(words, now) ?? absolute(words, {now, zone});
  if (typeof ms === 'string') return {problem: ms};
  if (ms === undefined) return {problem: `"${text.trim()}" is not a time that is understood; ${EXAMPLES}.`};
  if (ms > now) return {problem: `${formatStamp(ms, zone)} is in the future.`};
  return {ms};
}

function relative(words: string, now: number): number | undefined {
  const total = lengthOfTime(words.replace(/^-\s*/, '').replace(/ ?ago$/, ''));
  return total === undefined ? undefined : Math.round(now - total);
}

/** Milliseconds of `2h`, `1h30m`, `3 days`; undefined for any other text. */
export function lengthOfTime(amounts: string): number | undefined {
  let total = 0;
  AMOUNT.lastIndex = 0;
  while (AMOUNT.lastIndex < amounts.length) {
    const match = AMOUNT.exec(amounts);
    if (match === null) return undefined;
    total += Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0);
  }
  return amounts === '' ? undefined : total;
}

/** Milliseconds, or the words of a problem, or undefined where the text is none of these forms. */
function absolute(words: string, context: Context): number | string | undefined {
  if (ISO_WITH_ZONE.test(words)) return parseIso(words);
  const zoned = /^(.*\d(?: ?[ap]m)?) ?(?:z|utc|gmt)$/.exec(words);
  if (zoned !== null) return absolute(zoned[1] ?? '', {...context, zone: 'utc'});
  if (dayOf(words, context) !== undefined) return 'The time of day is missing, as in yesterday 09:00.';
  const match = CLOCK.exec(words.replace(/(\d)t(\d)/, '$1 $2').replace(/(^| )at /, '$1'));
  const clock = match === null ? undefined : clockOf(match);
  if (match === null || clock === undefined) return undefined;
  const day = dayOf(match[1] ?? 'today', context);
  if (day === undefined) return undefined;
  const ms = fromWallTime({...day, ...clock}, context.zone);
  const isTonight = match[1] === undefined && ms > context.now;
  return isTonight ? `${words} is still to come today; for the day before write yesterday ${words}.` : ms;
}

export function clockOf(match: RegExpExecArray): TimeOfDay | undefined {
  const [, , hours = '', minutes, seconds = '0', half] = match;
  // A bare number could be anything.
  if (minutes === undefined && half === undefined) return undefined;
  const clock = {hour: hourOf(Number(hours), half), minute: Number(minutes ?? 0), second: Number(seconds)};
  return clock.hour <= 23 && clock.minute <= 59 && clock.second <= 59 ? clock : undefined;
}

/** 24 is what an impossible hour becomes. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return 24;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

function dayOf(words: string, context: Context): Day | undefined {
  if (words === 'today') return wallTime(context.now, context.zone);
  if (words === 'yesterday') return daysAgo(1, context);
  const weekday = WEEKDAYS.findIndex(
    (name) => words.startsWith(name) && /^[a-z]+day$|^[a-z]{3,4}$/.test(words),
  );
  if (weekday !== -1) return daysAgo((todaysWeekday(context) - weekday + 7) % 7 || 7, context);
  const iso = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(words);
  if (iso !== null) return calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const named = /^(\d\d?)\.? ([a-z]{3})[a-z]*\.?(?: (\d{4}))?$/.exec(words);
  return named === null ? undefined : namedDay(named, context);
}

function namedDay(match: RegExpExecArray, context: Context): Day | undefined {
  const month = MONTHS.findIndex((name) => name.toLowerCase() === match[2]) + 1;
  const day = Number(match[1]);
  if (match[3] !== undefined) return calendarDay(Number(match[3]), month, day);
  const today = wallTime(context.now, context.zone);
  const isLater = month > today.month || (month === today.month && day > today.day);
  return calendarDay(isLater ? today.year - 1 : today.year, month, day);
}

export function calendarDay(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? {year, month, day} : undefined;
}

export function daysAgo(days: number, {now, zone}: Context): Day {
  const {year, month, day} = wallTime(now, zone);
  const date = new Date(Date.UTC(year, month - 1, day - days));
  return {year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate()};
}

export function todaysWeekday({now, zone}: Context): number {
  const {year, month, day} = wallTime(now, zone);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
