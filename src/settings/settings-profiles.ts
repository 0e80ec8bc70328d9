import type {Paths} from './paths.ts';
import {readPrivateFile, writePrivateFile} from './private-file.ts';

/** What `login` learned about a profile and is no secret: enough to draw the header before any secret is read. */
export type LoginRecord = {
  /** URL that the credential belongs to. */
  readonly endpoint: string;
  /** `user_name` of the token answer. */
  readonly userName?: string;
  /** Where the secret went: `keychain` or `age`. */
  readonly store?: string;
  /** When, in milliseconds since 1970: a later login or logout elsewhere makes it another record. */
  readonly at?: number;
};

/** The login records by profile. A damaged file counts as none: it can be made again by signing in. */
export function readLoginRecords(paths: Pick<Paths, 'profilesFile'>): Readonly<Record<string, LoginRecord>> {
  const text = readPrivateFile(paths.profilesFile)?.toString('utf8');
  if (text === undefined) return {};
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(Object.entries(data).filter(([, record]) => isRecord(record)));
}

/** Stores or, with undefined, forgets the record of one profile. */
export function writeLoginRecord(
  paths: Pick<Paths, 'profilesFile'>,
  profile: string,
  record: LoginRecord | undefined,
): void {
  const {[profile]: _old, ...others} = readLoginRecords(paths);
  const records = record === undefined ? others : {...others, [profile]: record};
  writePrivateFile(paths.profilesFile, `${JSON.stringify(records, undefined, 2)}\n`);
}

function isRecord(value: unknown): value is LoginRecord {
  return typeof value === 'object' && value !== null && typeof (value as LoginRecord).endpoint === 'string';
}
