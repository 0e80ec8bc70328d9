import type {ViewSettings} from '../domain/views.ts';
import type {STYLE_NAMES} from '../text/style-names.ts';

/** The ids of `api/endpoints.ts`, which the configuration can give other paths. */
export const OPERATIONS = [
  'createTicket',
  'getTicket',
  'addCaseNote',
  'addTicketNote',
  'cancelTicket',
  'downloadAttachment',
  'getEmail',
  'searchOrders',
  'listOrderLocations',
  'ticketLocations',
  'ticketTypes',
  'uploadAttachment',
  'deleteAttachment',
  'token',
] as const;

/** The names that `[theme]` takes; `theme.ts` gives them their looks. */
export const THEME_NAMES = ['terminal', 'dark', 'light'] as const;

/** Where a value came from. `key` is the dotted key in the file. */
export type Origin =
  | {readonly from: 'default'}
  | {readonly from: 'flag'; readonly name: string}
  | {readonly from: 'environment'; readonly name: string}
  | {readonly from: 'file'; readonly file: string; readonly key: string}
  | {readonly from: 'login'};

export type StoreChoice = 'auto' | 'keychain' | 'age' | 'memory';

export type Environment = 'production' | 'sandbox' | 'custom';

export type ProfileSettings = {
  readonly name: string;
  readonly environment: Environment;
  /** URL without a slash at its end. */
  readonly endpoint: string;
  /** The user's label, else what the service called the account when somebody last signed in. */
  readonly account: string | undefined;
  readonly color: string | undefined;
  readonly readOnly: boolean;
  readonly clientId: string | undefined;
  readonly credentialCommand: readonly string[] | undefined;
  readonly store: StoreChoice;
};

export type NotifyKind = 'note' | 'email' | 'file' | 'status' | 'action';

/** The effective settings. All times in milliseconds. */
export type Settings = {
  /** The profile in use. */
  readonly profile: ProfileSettings;
  /** Every profile that the configuration or an earlier login knows, the one in use included. */
  readonly profiles: readonly ProfileSettings[];
  /** True: nothing may be written to the service. */
  readonly readOnly: boolean;
  readonly api: {
    readonly endpoint: string;
    /** Path templates by operation id, some with a method and a space before them. */
    readonly paths: Readonly<Record<string, string>>;
    readonly noteOperation: 'auto' | 'case' | 'ticket';
    readonly timeoutMs: number;
    readonly connectTimeoutMs: number;
    readonly transferTimeoutMs: number;
    readonly rate: {readonly perSecond: number; readonly atOnce: number};
  };
  readonly refresh: {readonly listMs: number; readonly visibleMs: number; readonly openMs: number};
  readonly codes: Readonly<Record<string, string>>;
  /** Keys by command id; an empty list takes a command's keys away. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly theme: {
    readonly name: (typeof THEME_NAMES)[number] | undefined;
    readonly colors: Readonly<Partial<Record<(typeof STYLE_NAMES)[number], string>>>;
  };
  readonly views: readonly ViewSettings[];
  readonly notify: {
    readonly bell: boolean;
    readonly desktop: 'off' | 'osc9' | 'osc777';
    readonly command: readonly string[] | undefined;
    readonly on: readonly NotifyKind[];
  };
  readonly time: {readonly show: 'local' | 'site' | 'utc'; readonly sites: Readonly<Record<string, string>>};
  /** Program and arguments; undefined: nobody chose one. */
  readonly editor: readonly string[] | undefined;
  readonly browser: readonly string[] | undefined;
  /** Address of a ticket's page in the portal; `{id}` stands for its number. */
  readonly ticketUrl: string;
  /** undefined: to be found out from the terminal. */
  readonly ascii: boolean | undefined;
  readonly reducedMotion: boolean | undefined;
  readonly screenReader: boolean | undefined;
  readonly preview: 'auto' | 'right' | 'below' | 'off';
  /** The configuration file that was read; undefined where there is none. */
  readonly configFile: string | undefined;
  /** Why programs named in the configuration are not run; undefined: they are. */
  readonly untrusted: string | undefined;
  /** What the user should know: unknown keys, commands left out. Printable, one line each. */
  readonly warnings: readonly string[];
  /** Where each value came from, by the dotted key that config.toml would use. */
  readonly origins: ReadonlyMap<string, Origin>;
};
