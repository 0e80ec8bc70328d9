import type {ViewSettings} from '../domain/views.ts';
import type {ValuesOf} from './setting-kinds.ts';
import type {PROFILE, SETTINGS} from './settings-table.ts';

/** Where a value came from. `key` is the dotted key in the file. */
export type Origin =
  | {readonly from: 'default'}
  | {readonly from: 'flag'; readonly name: string}
  | {readonly from: 'environment'; readonly name: string}
  | {readonly from: 'file'; readonly file: string; readonly key: string}
  | {readonly from: 'login'};

export type Environment = 'production' | 'sandbox' | 'custom';

export type ProfileSettings = Omit<ValuesOf<typeof PROFILE>, 'environment' | 'endpoint'> & {
  readonly name: string;
  readonly environment: Environment;
  /** URL without a slash at its end. */
  readonly endpoint: string;
};

type Own = ValuesOf<typeof SETTINGS>;

/** The effective settings. All times in milliseconds. */
export type Settings = Omit<Own, 'defaultProfile' | 'profiles' | 'views' | 'keys' | 'api'> & {
  /** The profile in use. */
  readonly profile: ProfileSettings;
  /** Every profile that the configuration or an earlier login knows, the one in use included. */
  readonly profiles: readonly ProfileSettings[];
  readonly api: Omit<Own['api'], 'endpoint' | 'paths'> & {
    readonly endpoint: string;
    /** Path templates by operation id, some with a method and a space before them. */
    readonly paths: Readonly<Record<string, string>>;
  };
  /** Keys by command id; an empty list takes a command's keys away. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly views: readonly ViewSettings[];
  /** The configuration file that was read; undefined where there is none. */
  readonly configFile: string | undefined;
  /** Why programs named in the configuration are not run; undefined: they are. */
  readonly untrusted: string | undefined;
  /** What the user should know: unknown keys, commands left out. Printable, one line each. */
  readonly warnings: readonly string[];
  /** Each value as config.toml would have it, by its dotted key; undefined: decided at run time. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Where each value came from, by the same keys. */
  readonly origins: ReadonlyMap<string, Origin>;
};
