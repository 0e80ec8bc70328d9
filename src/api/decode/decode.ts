import type {SafeText} from '../../text/safe/safe-text.ts';
import {toSafeLine, toSafeText} from '../../text/safe/to-safe-text.ts';
import type {IsoDateTime, KeyValue} from '../../domain/ticket.ts';

export type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the fields of one JSON object. A field that is absent, null, empty or of an impossible type is undefined.
 * Fields that no decoder reads are collected in `others`, so that nothing of the answer is lost.
 */
export type Reader = {
  /** Text on one line. Numbers and booleans become text. */
  readonly line: (key: string) => SafeText | undefined;
  /** Text of several lines. */
  readonly text: (key: string) => SafeText | undefined;
  readonly dateTime: (key: string) => IsoDateTime | undefined;
  /** A boolean, also where it came as text ("false"). */
  readonly flag: (key: string) => boolean | undefined;
  /** One-line texts of an array, of an array in an array, or of a single value. */
  readonly lines: (key: string) => readonly SafeText[] | undefined;
  /** Objects of an array, flat or nested one level, or a single object. */
  readonly objects: <T>(key: string, decode: (reader: Reader) => T | undefined) => readonly T[] | undefined;
  /** One object. */
  readonly object: (key: string) => Reader | undefined;
  /** `{key, value}` rows of an array, or the entries of an object. */
  readonly pairs: (key: string) => readonly KeyValue[] | undefined;
  /** What was not read, as dotted path and value. Reads everything left. */
  readonly others: () => readonly KeyValue[];
};

const MAX_DEPTH = 12;
const MAX_OTHERS = 500;

/** A {@link Reader} for `json`; `path` is its place in the whole, for the names of unread fields. */
export function createReader(json: Json, path = ''): Reader {
  const unread = new Set(Object.keys(json).filter((key) => !isNothing(json[key])));
  const inner: (() => readonly KeyValue[])[] = [];
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);

  const take = <T>(key: string, decode: (value: unknown) => T | undefined): T | undefined => {
    if (!Object.hasOwn(json, key) || isNothing(json[key])) return undefined;
    const found = decode(json[key]);
    if (found !== undefined) unread.delete(key);
    return found;
  };
  const child = (value: Json, key: string): Reader => {
    const reader = createReader(value, key);
    inner.push(reader.others);
    return reader;
  };

  return {
    line: (key) => take(key, toLine),
    text: (key) => take(key, (value) => (isPlain(value) ? toSafeText(String(value)) : undefined)),
    dateTime: (key) => take(key, decodeDateTime),
    flag: (key) => take(key, toFlag),
    lines: (key) => take(key, (value) => allOf(elements(value), toLine)),
    object: (key) => take(key, (value) => (isJson(value) ? child(value, at(key)) : undefined)),
    objects: (key, decode) =>
      take(key, (value) => {
        const found = allOf(elements(value), (element) => (isJson(element) ? element : undefined));
        return found
          ?.map((element, index) => decode(child(element, `${at(key)}.${index}`)))
          .filter((element) => element !== undefined);
      }),
    pairs: (key) =>
      take(key, (value) => {
        if (isJson(value)) return Object.entries(value).flatMap(([name, one]) => flatten(one, name, 0));
        const rows = allOf(elements(value), (element) => (isPair(element) ? element : undefined));
        return rows?.map((row, index) => toPair(row, child(row, `${at(key)}.${index}`)));
      }),
    others: () => {
      const rows = [...unread].flatMap((key) => flatten(json[key], at(key), 0));
      return [...rows, ...inner.flatMap((others) => others())].slice(0, MAX_OTHERS);
    },
  };
}

/** Reads from the first reader, and what it does not have from the second: the service may nest fields or not. */
export function either(first: Reader, second: Reader): Omit<Reader, 'others'> {
  return {
    line: (key) => first.line(key) ?? second.line(key),
    text: (key) => first.text(key) ?? second.text(key),
    dateTime: (key) => first.dateTime(key) ?? second.dateTime(key),
    flag: (key) => first.flag(key) ?? second.flag(key),
    lines: (key) => first.lines(key) ?? second.lines(key),
    object: (key) => first.object(key) ?? second.object(key),
    objects: (key, decode) => first.objects(key, decode) ?? second.objects(key, decode),
    pairs: (key) => first.pairs(key) ?? second.pairs(key),
  };
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A whole number, also where it came as text; undefined for anything else or below 0. */
export function toCount(value: unknown): number | undefined {
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** The total number of rows, if a page with rows says it; its name is not documented. */
export function totalOf(answer: Json): number | undefined {
  const info = [answer['pagination'], answer['pageInfo'], answer['page'], answer].filter(isJson);
  return info
    .flatMap((one) => [one['total'], one['totalCount'], one['totalElements']])
    .map(toCount)
    .find((count) => count !== undefined);
}

/** Addresses of one text, which separates them by semicolons. */
export function splitAddresses(value: SafeText | undefined): readonly SafeText[] {
  return (value ?? '')
    .split(';')
    .map((part) => toSafeLine(part))
    .filter((part) => part !== '');
}

type Plain = string | number | boolean;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Null and empty say nothing. */
function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function toLine(value: unknown): SafeText | undefined {
  return isPlain(value) ? toSafeLine(String(value)) : undefined;
}

function toFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = isPlain(value) ? String(value).trim().toLowerCase() : '';
  if (['true', 'yes', 'y', '1'].includes(word)) return true;
  return ['false', 'no', 'n', '0'].includes(word) ? false : undefined;
}

/** The elements of an array, of arrays within it, or the value itself. */
function elements(value: unknown): readonly unknown[] {
  const flat: readonly unknown[] = Array.isArray(value) ? value.flat() : [value];
  return flat.filter((element) => !isNothing(element));
}

/** All of them decoded, or nothing if one cannot be decoded: the list then stays whole among the unread fields. */
function allOf<T>(
  values: readonly unknown[],
  decode: (value: unknown) => T | undefined,
): readonly T[] | undefined {
  const found = values.map(decode).filter((value) => value !== undefined);
  return found.length === values.length ? found : undefined;
}

/** One row of a list of keys and values; other fields of the row stay unread. */
function toPair(row: Json, reader: Reader): KeyValue {
  const key = reader.line('key') ?? reader.line('name') ?? toSafeLine('');
  void (reader.text('value') ?? reader.lines('value') ?? reader.pairs('value'));
  return {key, value: toText(row['value'])};
}

function isPair(element: unknown): element is Json {
  return isJson(element) && toLine(element['key'] ?? element['name']) !== undefined;
}

/** A value as rows of dotted path and text. */
function flatten(value: unknown, path: string, depth: number): readonly KeyValue[] {
  if (isNothing(value)) return [];
  const key = toSafeLine(path);
  if (isPlain(value)) return [{key, value: toSafeText(String(value))}];
  if (depth >= MAX_DEPTH) return [{key, value: toSafeText('…')}];
  return Object.entries(value as object)
    .slice(0, MAX_OTHERS)
    .flatMap(([name, one]) => flatten(one, `${path}.${name}`, depth + 1));
}

function toText(value: unknown): SafeText {
  if (isNothing(value)) return toSafeText('');
  if (isPlain(value)) return toSafeText(String(value));
  return toSafeText(
    flatten(value, '', 0)
      .map((row) => `${row.key.replace(/^\./, '')}: ${row.value}`)
      .join('\n'),
  );
}

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
  // Years without four digits have a form that does not sort as text.
  if (Number.isNaN(year) || year < 0 || year > 9999) return undefined;
  return toSafeLine(date.toISOString());
}
