import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {IsoDateTime} from '../../domain/ticket.ts';

const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * A date-time of the service in UTC with milliseconds, such as `2026-06-26T08:27:45.000Z`; undefined
 * where it is none. Seen: `2023-08-29T04:01:43Z`, with milliseconds, and an offset without a colon
 * (`+0000`). No zone is read as UTC; a number is milliseconds since 1970.
 */
export function decodeDateTime(value: unknown): IsoDateTime | undefined {
  if (typeof value === 'number') return toIso(value);
  if (typeof value !== 'string') return undefined;
  const match = DATE_TIME.exec(value.trim());
  if (match === null) return undefined;
  const [, date, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = match;
  return toIso(
    Date.parse(`${date}T${minutes}:${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}${toOffset(zone)}`),
  );
}

function toOffset(zone: string): string {
  const match = /^([+-]\d{2}):?(\d{2})?$/.exec(zone);
  return match === null ? 'Z' : `${match[1]}:${match[2] ?? '00'}`;
}

function toIso(millis: number): IsoDateTime | undefined {
  const date = new Date(millis);
  const year = date.getUTCFullYear();
  // Years of other than four digits are written in a form that does not sort as text.
  if (Number.isNaN(year) || year < 0 || year > 9999) return undefined;
  return toSafeLine(date.toISOString());
}
