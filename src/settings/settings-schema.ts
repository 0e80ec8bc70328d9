import * as z from 'zod/mini';
import {DURATION, type Kind, type Setting, type Table} from './setting-kinds.ts';
import {API, SETTINGS, type ConfigFile} from './settings-table.ts';

// This module costs a good ten milliseconds to load: only settings-file.ts imports it, and only where a
// configuration file exists. Each leaf's `error` says what was expected; it completes "…: expected".

type Schema = z.ZodMiniType;

const TIME = 'a time such as "30s", "500ms", "2m" or a number of seconds';

const SCHEMAS: {readonly [Of in Kind['of']]: (kind: Extract<Kind, {of: Of}>) => Schema} = {
  flag: () => z.boolean({error: 'true or false'}),
  text: ({expected: error, fits, isFull}) => {
    const schema = isFull === true ? z.string({error}).check(z.minLength(1, {error})) : z.string({error});
    if (fits === undefined) return schema;
    return schema.check(typeof fits === 'function' ? z.refine(fits, {error}) : z.regex(fits, {error}));
  },
  choice: ({values}) =>
    z.enum([...values], {error: `one of ${values.map((value) => `"${value}"`).join(', ')}`}),
  count: ({low, high}) => {
    const error = `a whole number from ${low} to ${high}`;
    return z.int({error}).check(z.minimum(low, {error}), z.maximum(high, {error}));
  },
  positive: () => z.number({error: 'a number above 0'}).check(z.positive({error: 'a number above 0'})),
  duration: () =>
    z.union(
      [z.number().check(z.nonnegative({error: TIME})), z.string().check(z.regex(DURATION, {error: TIME}))],
      {error: TIME},
    ),
  list: ({item, expected, least}) => {
    const schema = z.array(schemaOf(item), {error: expected});
    return least === undefined ? schema : schema.check(z.minLength(1, {error: least}));
  },
  either: ({kinds, expected}) => z.union(kinds.map(schemaOf), {error: expected}),
  table: ({settings}) => tableOf(settings),
  names: ({value, name}) => {
    const error = 'a table';
    if (isNames(name)) {
      const each = z.optional(schemaOf(value));
      return z.strictObject(Object.fromEntries(name.map((one) => [one, each])), {error});
    }
    const key = name === undefined ? z.string() : (schemaOf(name) as z.ZodMiniString);
    return z.record(key, schemaOf(value), {error});
  },
};

function isNames(name: Kind | readonly string[] | undefined): name is readonly string[] {
  return Array.isArray(name);
}

function schemaOf(kind: Kind): Schema {
  return (SCHEMAS[kind.of] as (kind: Kind) => Schema)(kind);
}

function tableOf(settings: Table, more: Readonly<Record<string, Schema>> = {}) {
  const shape = Object.entries(settings).map(([name, setting]) => [name, described(setting)] as const);
  return z.strictObject({...more, ...Object.fromEntries(shape)}, {error: 'a table'});
}

function described({kind, doc, default: fallback}: Setting): Schema {
  const description = doc.replaceAll('`', '').replaceAll(/\[(.*?)\]\(.*?\)/g, '$1');
  return z
    .optional(schemaOf(kind))
    .check(z.meta({description, ...(fallback === undefined ? {} : {default: fallback})}));
}

const configSchema = tableOf(SETTINGS, {$schema: z.optional(z.string())});

export type Issue = {
  readonly code: string;
  readonly path: PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly issues?: readonly Issue[];
};
export type Checked<File> = {readonly file: File} | {readonly issues: readonly Issue[]};

/** What stands in config.toml, or what is wrong with it. */
export function checkConfig(data: unknown): Checked<ConfigFile> {
  return checked(configSchema, data);
}

/** The same of paths.toml: written by `doctor --spec --write`, never by hand. */
export function checkPathsFile(data: unknown): Checked<Pick<ConfigFile['api'] & {}, 'paths'>> {
  return checked(tableOf({paths: API.paths}), data);
}

function checked<File>(schema: Schema, data: unknown): Checked<File> {
  const result = schema.safeParse(data);
  // The types of a table and its schema are made of the same entries.
  return result.success ? {file: result.data as File} : {issues: result.error.issues as unknown as Issue[]};
}

/** The JSON schema of config.toml, for editors. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema, {io: 'input', target: 'draft-07', unrepresentable: 'any'});
  return `${JSON.stringify({title: 'casedeck config.toml', ...schema}, undefined, 2)}\n`;
}
