/** What may stand in config.toml; `expected` completes "expected …" where it is something else. */
export type Kind =
  | {readonly of: 'flag'}
  | {
      readonly of: 'text';
      readonly expected: string;
      readonly fits?: RegExp | ((text: string) => boolean);
      readonly isFull?: boolean;
    }
  | {readonly of: 'choice'; readonly values: readonly string[]}
  | {readonly of: 'count'; readonly low: number; readonly high: number}
  | {readonly of: 'positive'}
  | {readonly of: 'duration'}
  | {readonly of: 'list'; readonly item: Kind; readonly expected: string; readonly least?: string}
  | {readonly of: 'either'; readonly kinds: readonly Kind[]; readonly expected: string}
  | {readonly of: 'table'; readonly settings: Table}
  /** A table whose names the user chooses, or some of those given. */
  | {readonly of: 'names'; readonly value: Kind; readonly name?: Kind | readonly string[]};

/** One setting: `File` as config.toml has it, `Value` as the program has it. */
export type Setting<File = unknown, Value = unknown> = {
  readonly kind: Kind;
  /** For docs/config.md and the JSON schema; Markdown. */
  readonly doc: string;
  readonly default?: File | undefined;
  /** What holds where there is no default, for the docs. */
  readonly absent?: string | undefined;
  // A method, so that settings of any type fit a table.
  read?(this: void, file: File): Value;
};

export type Table = Readonly<Record<string, Setting>>;

type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;
type NameOf<Name, S> = Name extends string
  ? S extends TimeSetting
    ? `${Camel<Name>}Ms`
    : Camel<Name>
  : never;

/** A table as it may stand in config.toml. */
export type FileOf<T extends Table> = {
  readonly [Name in keyof T]?: (T[Name] extends Setting<infer File> ? File : never) | undefined;
};

/** The same as the program has it: names in camel case, times in milliseconds (`timeout` is `timeoutMs`). */
export type ValuesOf<T extends Table> = {
  readonly [Name in keyof T as NameOf<Name, T[Name]>]: T[Name] extends Setting<infer _, infer Value>
    ? Value
    : never;
};

/** A time as written in config.toml, e.g. `30s`, `500ms`, `1.5m`, `2h`, `1d`. */
export const DURATION = /^(\d+(?:\.\d+)?)\s?(ms|s|m|h|d)$/;

const UNITS: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** Milliseconds of a time that has passed the schema; a bare number counts seconds. */
export function durationMs(value: number | string): number {
  if (typeof value === 'number') return Math.round(value * 1000);
  const [, number = '0', unit = 's'] = DURATION.exec(value) ?? [];
  return Math.round(Number(number) * (UNITS[unit] ?? 1000));
}

type Making<File, Value> = {
  <D extends File>(doc: string, options: {readonly default: D}): Setting<File, Value>;
  (doc: string, options?: {readonly absent?: string}): Setting<File, Value | undefined>;
};

function making<File, Value = File>(kind: Kind, read?: (file: File) => Value): Making<File, Value> {
  return (doc: string, options?: {readonly default?: File; readonly absent?: string}) => ({
    kind,
    doc,
    ...options,
    ...(read === undefined ? {} : {read}),
  });
}

export const anyText: Kind = {of: 'text', expected: 'a text', isFull: true};
const COMMAND: Kind = {
  of: 'list',
  item: anyText,
  expected: 'a list of program and arguments, e.g. ["pass", "show", "equinix"]',
  least: 'a list of program and arguments, not an empty one',
};

/** Whether a setting of this kind names a program to run. */
export function isProgram(kind: Kind): boolean {
  return kind === COMMAND || (kind.of === 'either' && kind.kinds.includes(COMMAND));
}

export const flag = making<boolean>({of: 'flag'});
export const text = making<string>(anyText);
export const positive = making<number>({of: 'positive'});
export const command = making<readonly string[]>(COMMAND);

export type TimeSetting = Setting<string | number, number> & {readonly isTime: true};

/** A time, with a default always. */
export function time(doc: string, options: {readonly default: string}): TimeSetting {
  return {kind: {of: 'duration'}, doc, ...options, read: durationMs, isTime: true};
}

/** A text of a certain form. */
export function like(expected: string, fits?: RegExp | ((text: string) => boolean)): Making<string, string> {
  return making({of: 'text', expected, ...(fits === undefined ? {} : {fits})});
}

export function choice<const Value extends string>(...values: readonly Value[]): Making<Value, Value> {
  return making({of: 'choice', values});
}

export function count(low: number, high: number): Making<number, number> {
  return making({of: 'count', low, high});
}

/** A list in which each entry is one of these values. */
export function someOf<const Value extends string>(
  expected: string,
  ...values: readonly Value[]
): Making<readonly Value[], readonly Value[]> {
  return making({of: 'list', item: {of: 'choice', values}, expected});
}

/** Program and arguments: a text is split at spaces, as shells and git do with $EDITOR. */
export function program(example: string): Making<string | readonly string[], readonly string[]> {
  return making(
    {of: 'either', kinds: [anyText, COMMAND], expected: `a command such as ${example}`},
    (value) => (typeof value === 'string' ? value.split(/\s+/).filter((word) => word !== '') : value),
  );
}

export function list(item: Kind, expected: string): Making<readonly string[], readonly string[]> {
  return making({of: 'list', item, expected});
}

/** A table of settings; its values are read one by one. */
export function section<const T extends Table>(
  doc: string,
  settings: T,
): Setting<FileOf<T>, ValuesOf<T>> & {readonly settings: T} {
  return {kind: {of: 'table', settings}, doc, settings};
}

/** A table with names that the user chooses, or some of those given: each a value of this kind. */
export function names<File, Name extends string = string>(
  value: Kind,
  name?: Kind | readonly Name[],
): (doc: string) => Setting<NamesOf<Name, File>, NamesOf<Name, File>> {
  return (doc) => ({kind: {of: 'names', value, ...(name === undefined ? {} : {name})}, doc});
}

type NamesOf<Name extends string, File> = string extends Name
  ? Readonly<Record<string, File>>
  : Readonly<Partial<Record<Name, File>>>;
