import {formatStamp, parseIso} from './dates.ts';
import {
  calendarDay,
  CLOCK,
  clockOf,
  daysAgo,
  lengthOfTime,
  todaysWeekday,
  WEEKDAYS,
  type Context,
  type Day,
  type TimeOfDay,
  type When,
} from './parse-when.ts';
import {fromWallTime, wallTime, type Zone} from './zones.ts';

const EXAMPLES = 'try 2h, 08:00, tomorrow 08:00, mon 9:00 or 2026-12-01 08:00';
/** A day without a time of day begins with the working day. */
const MORNING: TimeOfDay = {hour: 8, minute: 0, second: 0};
/** Nobody means more than this; a longer time is a slip of the finger. */
const LONGEST_MS = 366 * 86_400_000;

/**
 * Understands a time to come: `2h`, `1h30m`, `in 3 days`, `08:00` (today, else tomorrow), `tomorrow`,
 * `tomorrow 08:00`, `mon 9:00`, `2026-12-01 08:00` and ISO date-times; times are meant in `zone`. What lies
 * before `now`, or more than a year after it, is a problem. Never throws.
 */
export function parseLater(text: string, now: number, zone: Zone = 'local'): When {
  const words = text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  const length = lengthOfTime(words.replace(/^in /, ''));
  const ms = length === undefined ? absolute(words, {now, zone}) : Math.round(now + length);
  if (ms === undefined) return {problem: `"${text.trim()}" is not a time to come; ${EXAMPLES}.`};
  if (ms <= now) return {problem: `${formatStamp(ms, zone)} is in the past; ${EXAMPLES}.`};
  if (ms > now + LONGEST_MS) return {problem: `${formatStamp(ms, zone)} is more than a year away.`};
  return {ms};
}

function absolute(words: string, context: Context): number | undefined {
  if (/^\d{4}-\d\d-\d\d[t ]\d.*(?:z|[+-]\d\d:?\d\d)$/.test(words)) return parseIso(words);
  const match = CLOCK.exec(words.replace(/(\d)t(\d)/, '$1 $2').replace(/(^| )at /, '$1'));
  const clock = match === null ? undefined : clockOf(match);
  if (match === null || clock === undefined) {
    const day = dayAhead(words, context);
    return day === undefined ? undefined : fromWallTime({...day, ...MORNING}, context.zone);
  }
  if (match[1] !== undefined) {
    const day = dayAhead(match[1], context);
    return day === undefined ? undefined : fromWallTime({...day, ...clock}, context.zone);
  }
  const today = fromWallTime({...daysAgo(0, context), ...clock}, context.zone);
  return today > context.now ? today : fromWallTime({...daysAgo(-1, context), ...clock}, context.zone);
}

function dayAhead(words: string, context: Context): Day | undefined {
  if (words === 'today') return wallTime(context.now, context.zone);
  if (words === 'tomorrow') return daysAgo(-1, context);
  const weekday = WEEKDAYS.findIndex((name) => new RegExp(`^${name}(?:\\w{0,5}day)?$`).test(words));
  if (weekday !== -1) return daysAgo(-((weekday - todaysWeekday(context) + 7) % 7 || 7), context);
  const [, year, month, day] = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(words) ?? [];
  return year === undefined ? undefined : calendarDay(Number(year), Number(month), Number(day));
}
