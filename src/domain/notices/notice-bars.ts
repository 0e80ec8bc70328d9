import type {Millis} from '../records.ts';
import {noticeSpan, phaseOf, sortOf, type NoticeSort, type StoredNotice} from './site-notice.ts';
import {fromWallTime, wallTime, type Zone} from '../../text/time/zones.ts';

const DAY_MS = 24 * 3_600_000;
const BEFORE_DAYS = 3;
const AFTER_DAYS = 10;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The time that a row of `width` cells stands for. */
export type BarAxis = {readonly from: Millis; readonly to: Millis; readonly width: number};

/** From three days ago to ten days ahead, beginning with a day in `zone`. */
export function barAxis(now: Millis, zone: Zone, width: number): BarAxis {
  return {from: dayStart(now, -BEFORE_DAYS, zone), to: dayStart(now, AFTER_DAYS + 1, zone), width};
}

function dayStart(now: Millis, offset: number, zone: Zone): Millis {
  const today = {...wallTime(now, zone), hour: 0, minute: 0, second: 0};
  return fromWallTime({...today, day: today.day + offset}, zone);
}

/** What fills a cell: by the sort of notice, before and behind the axis, and the moment that it is now. */
export type BarGlyphs = Readonly<Record<NoticeSort | 'earlier' | 'later' | 'now', string>>;

/** The bar of a notice in exactly the axis' cells; what lies beyond an end of the axis shows as an arrow there. */
export function noticeBar(stored: StoredNotice, axis: BarAxis, now: Millis, glyphs: BarGlyphs): string {
  const {from, to, width} = axis;
  const {start, end} = noticeSpan(stored);
  const isRunning = phaseOf(stored, now) === 'running';
  // Nobody knows the end: so far it reaches until now.
  const until = end ?? (isRunning ? now : start);
  const cellOf = (at: Millis) => Math.floor(((at - from) / (to - from)) * width);
  const first = cellOf(start);
  const last = Math.max(first, cellOf(until - 1));
  const today = cellOf(now);
  const fill = glyphs[sortOf(stored.notice)];
  return Array.from({length: width}, (_, cell) => {
    if (cell === 0 && last < 0) return glyphs.earlier;
    if (cell === width - 1 && first >= width) return glyphs.later;
    if (cell >= first && cell <= last) return fill;
    return cell === today ? glyphs.now : ' ';
  }).join('');
}

/** The days above the bars, each where it begins: `Fri 27` where there is room, else `27`, else some of them. */
export function axisDays({from, to, width}: BarAxis, zone: Zone): string {
  const cells = Array.from({length: width}, () => ' ');
  const perDay = (width * DAY_MS) / (to - from);
  let free = 0;
  for (let day = 0; ; day += 1) {
    const start = dayStart(from + DAY_MS / 2, day, zone);
    if (start >= to) return cells.join('');
    const at = Math.floor(((start - from) / (to - from)) * width);
    const {year, month, day: number} = wallTime(start, zone);
    const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, number)).getUTCDay()] ?? '';
    const words = perDay >= 7 ? `${weekday} ${number}` : String(number);
    if (at < free || at + words.length > width) continue;
    cells.splice(at, words.length, ...words);
    free = at + words.length + 1;
  }
}
