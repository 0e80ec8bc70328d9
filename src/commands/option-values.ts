import {AppError} from '../errors.ts';
import {DURATION, durationMs} from '../settings/setting-kinds.ts';
import {parseBytes} from '../text/byte-text.ts';
import {parseIso} from '../text/time/dates.ts';
import {parseWhen} from '../text/time/parse-when.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';

/** Parsers for commander: the text of an option as the value it means, or an AppError `usage`. */

export function wholeNumber(flag: string, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= 1 && number <= most) return number;
    throw new AppError('usage', `${flag} must be a whole number from 1 to ${most}, not ${quoted(text)}.`);
  };
}

/** A length of time, in milliseconds. */
export function duration(flag: string, least = 0): (text: string) => number {
  return (text) => {
    const ms = DURATION.test(text) ? durationMs(text) : Number.NaN;
    if (ms >= least) return ms;
    const problem = Number.isNaN(ms)
      ? 'is not a time such as 30s, 5m or 2h'
      : `must be at least ${least / 1000}s`;
    throw new AppError('usage', `${flag} ${problem}: ${quoted(text)}.`);
  };
}

/** A moment in the past: a day, a time, or how long ago (`2h`). Milliseconds since 1970. */
export function moment(flag: string, now: () => number = Date.now): (text: string) => number {
  return (text) => {
    const day = /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? parseIso(text) : undefined;
    const when = day === undefined ? parseWhen(text, now()) : {ms: day};
    if ('ms' in when) return when.ms;
    throw new AppError('usage', `${flag}: ${when.problem}`);
  };
}

/** A size such as `500M` or `2GB`, in bytes. */
export function byteCount(flag: string): (text: string) => number {
  return (text) => {
    const bytes = parseBytes(text);
    if (bytes !== undefined) return bytes;
    throw new AppError('usage', `${flag} is not a size such as 500MB or 2GB: ${quoted(text)}.`);
  };
}

/** Gathers the values of an option that may be given several times, each also as a list with commas. */
export function list(text: string, before: readonly string[] | undefined): readonly string[] {
  const values = text.split(',').map((value) => value.trim());
  return [...(before ?? []), ...values.filter((value) => value !== '')];
}

function quoted(text: string): string {
  return `"${toSafeLine(text).slice(0, 60)}"`;
}

/** What `--dry-run` says of itself where Equinix gets nothing. */
export const DRY_RUN = 'print what would be done, and do nothing';

/** What several commands say of the same argument or option. */
export const IDS = 'case or order numbers, or any text with such numbers; - reads standard input';
export const OFFLINE = 'use only what is stored on this machine';
