import {Memo} from '../memo.ts';

/** `local` is this machine's zone; anything else an IANA name such as `Asia/Tokyo`. */
export type Zone = 'local' | 'utc' | (string & {});

/** A date and time of day as clocks in a zone show it; `month` from 1. */
export type WallTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

const MINUTE = 60_000;
/** Zones change their offset at full quarters of an hour only. */
const QUARTER = 15 * MINUTE;

// Making a DateTimeFormat takes about as long as drawing a frame, so each zone gets one, when first needed.
const formats = new Map<string, Intl.DateTimeFormat | undefined>();
const offsets = new Memo<number>(4096);

/** What clocks in `zone` show at `ms` (milliseconds since 1970). An unknown zone counts as UTC. */
export function wallTime(ms: number, zone: Zone): WallTime {
  const shifted = new Date(ms + offsetMs(ms, zone));
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  };
}

/** Milliseconds since 1970 at which clocks in `zone` show `wall`. Of a repeated hour the earlier is meant. */
export function fromWallTime(wall: WallTime, zone: Zone): number {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  const before = asUtc - offsetMs(asUtc - 24 * 60 * MINUTE, zone);
  const after = asUtc - offsetMs(asUtc + 24 * 60 * MINUTE, zone);
  const candidates = before <= after ? [before, after] : [after, before];
  return candidates.find((ms) => ms + offsetMs(ms, zone) === asUtc) ?? before;
}

/** How far clocks in `zone` are ahead of UTC at `ms`, in milliseconds. */
function offsetMs(ms: number, zone: Zone): number {
  if (zone === 'utc' || !Number.isFinite(ms)) return 0;
  if (zone === 'local') return -new Date(ms).getTimezoneOffset() * MINUTE;
  const key = `${Math.floor(ms / QUARTER)} ${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = zoneOffset(ms, zone);
  offsets.set(key, offset);
  return offset;
}

/** `UTC`, `UTC+9`, `UTC-3:30`: names of zones are ambiguous, offsets are not. */
export function zoneLabel(ms: number, zone: Zone): string {
  const minutes = Math.round(offsetMs(ms, zone) / MINUTE);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** True where this machine knows the zone. */
export function isZone(name: string): boolean {
  return name === 'local' || name === 'utc' || formatOf(name) !== undefined;
}

function zoneOffset(ms: number, zone: string): number {
  const format = formatOf(zone);
  if (format === undefined) return 0;
  const name = format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * MINUTE;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  const format = createFormat(zone);
  formats.set(zone, format);
  return format;
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  return formatOf(name) !== undefined;
}

function createFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {timeZone: zone, timeZoneName: 'longOffset'});
  } catch {
    return undefined;
  }
}
