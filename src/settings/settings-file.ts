import {readFileSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {AppError} from '../errors.ts';
import {foreignOwner} from './foreign-owner.ts';
import type {Issue} from './settings-schema.ts';
import {RETIRED, type ConfigFile} from './settings-table.ts';

export type ReadConfig = {
  readonly config: ConfigFile;
  /** Unknown keys, one line each, with file and line. */
  readonly warnings: readonly string[];
};

type Problem = {readonly path: readonly PropertyKey[]; readonly message: string};

/** What was read last: with several profiles in one list each asks for the same file. */
let last: {readonly file: string; readonly text: string; readonly read: ReadConfig} | undefined;

/**
 * Reads and checks config.toml; undefined where there is no such file. Throws an AppError `config` that
 * names file, line, key and what was expected. Parser and schema are loaded only where a file exists.
 */
export async function readConfigFile(file: string): Promise<ReadConfig | undefined> {
  const text = readText(file);
  if (text === undefined) return undefined;
  if (last?.file !== file || last.text !== text) last = {file, text, read: await checkedConfig(file, text)};
  return last.read;
}

async function checkedConfig(file: string, text: string): Promise<ReadConfig> {
  const [{parse, TomlError}, {checkConfig}] = await Promise.all([
    import('smol-toml'),
    import('./settings-schema.ts'),
  ]);
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new AppError(
      'config',
      `${file}:${error.line}: ${error.message.split('\n')[0] ?? 'this is no TOML'}`,
      {
        hint: `Column ${error.column}. Texts need quotes; see docs/config.md.`,
        cause: error,
      },
    );
  }
  for (const name of RETIRED) removeAt(data, [name]);
  const unknown: Problem[] = [];
  let result = checkConfig(data);
  if ('issues' in result) {
    const {problems, unknownKeys} = sortIssues(result.issues, data);
    if (problems.length > 0) throw await problemError(file, text, problems);
    for (const path of unknownKeys) {
      unknown.push({path, message: unknownKeyText(path)});
      removeAt(data, path);
    }
    result = checkConfig(data);
    if ('issues' in result) throw await problemError(file, text, sortIssues(result.issues, data).problems);
  }
  return {config: result.file, warnings: await withPlaces(file, text, unknown)};
}

/** Path overrides of paths.toml; empty where there is no such file. Throws an AppError `config`. */
export async function readPathsFile(file: string): Promise<Readonly<Record<string, string>>> {
  const text = readText(file);
  if (text === undefined) return {};
  const [{parse}, {checkPathsFile}] = await Promise.all([
    import('smol-toml'),
    import('./settings-schema.ts'),
  ]);
  try {
    const result = checkPathsFile(parse(text));
    if ('file' in result) return result.file.paths ?? {};
  } catch {
    // However the file was damaged, the error below says what to do.
  }
  throw new AppError('config', `${file} is damaged.`, {
    hint: 'It is written by "casedeck doctor --spec FILE --write": run that again, or remove the file.',
  });
}

/**
 * Why programs named in the file must not be run: others than its owner, us or root, could have
 * written them there. undefined: it can be trusted. Not checked on Windows, whose modes say nothing.
 */
export function configDistrust(file: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  const stat = statSync(file, {throwIfNoEntry: false});
  if (stat === undefined) return undefined;
  if (stat.uid !== process.getuid?.() && stat.uid !== 0) return `${file} belongs to another user`;
  if ((stat.mode & 0o022) !== 0) return `${file} can be written by other users (mend: chmod go-w ${file})`;
  const folder = statSync(dirname(file));
  // The sticky bit keeps others from replacing files that are not theirs.
  const replaceable = (folder.mode & 0o022) !== 0 && (folder.mode & 0o1000) === 0;
  return replaceable
    ? `${dirname(file)} can be written by other users (mend: chmod go-w ${dirname(file)})`
    : undefined;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const foreign = foreignOwner(file);
    const why =
      foreign === undefined ? (error as Error).message : `it belongs to another user, ${foreign.owner}`;
    throw new AppError('config', `${file} cannot be read: ${why}.`, {
      cause: error,
      hint: foreign?.mend,
    });
  }
}

function sortIssues(
  issues: readonly Issue[],
  data: unknown,
): {problems: Problem[]; unknownKeys: PropertyKey[][]} {
  const problems: Problem[] = [];
  const unknownKeys: PropertyKey[][] = [];
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      unknownKeys.push(...(issue.keys ?? []).map((key) => [...issue.path, key]));
      continue;
    }
    const expected =
      issue.code === 'invalid_key' ? (issue.issues?.[0]?.message ?? 'another name') : issue.message;
    const found =
      issue.code === 'invalid_key'
        ? 'found another name'
        : `found ${kindOf(valueAt(data, issue.path), issue.code)}`;
    problems.push({path: issue.path, message: `expected ${expected}, ${found}`});
  }
  return {problems, unknownKeys};
}

async function problemError(file: string, text: string, problems: readonly Problem[]): Promise<AppError> {
  const lines = await withPlaces(file, text, problems);
  const [first = file, ...others] = lines;
  return new AppError('config', first, {
    hint:
      others.length > 0
        ? `Also: ${others.join('; ')}`
        : 'See docs/config.md, or "casedeck config" for what is in force.',
    fields: problems.map((problem) => ({field: problem.path.join('.'), problem: problem.message})),
  });
}

async function withPlaces(
  file: string,
  text: string,
  problems: readonly Problem[],
): Promise<readonly string[]> {
  if (problems.length === 0) return [];
  const {tomlLines, lineOf} = await import('./settings-lines.ts');
  const lines = tomlLines(text);
  return problems
    .map((problem) => ({...problem, line: lineOf(lines, problem.path) ?? 0}))
    .toSorted((one, other) => one.line - other.line)
    .map(({path, message: words, line}) =>
      printable(`${file}${line === 0 ? '' : `:${line}`}: ${path.join('.')}: ${words}`),
    );
}

function unknownKeyText(path: readonly PropertyKey[]): string {
  const secret = /secret|token|password/i.test(String(path.at(-1)));
  return secret
    ? 'secrets do not belong into this file and are not read from it; remove it, change the secret, and use "casedeck login" or credential_command'
    : 'unknown key, ignored';
}

/** Only kinds, and short values of choices: a misplaced secret must not show up in a message. */
function kindOf(value: unknown, code: string): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string')
    return code === 'invalid_value' && value.length <= 24 ? `"${value}"` : 'another text';
  if (typeof value === 'number' || typeof value === 'bigint') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : value instanceof Date ? 'a date' : 'a table';
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path)
    value =
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}

function removeAt(data: unknown, path: readonly PropertyKey[]): void {
  const holder = valueAt(data, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof holder === 'object' && holder !== null && key !== undefined)
    delete (holder as Record<PropertyKey, unknown>)[key];
}

function printable(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}/gu, '?');
}
