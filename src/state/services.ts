import type {AccountInfo} from '../domain/account.ts';
import type {Clock} from '../domain/clock.ts';
import type {Api} from '../api/api.ts';
import type {OrderSearch} from '../domain/requests.ts';
import type {AppError} from '../errors.ts';
import type {Settings} from '../settings/settings-types.ts';
import type {Log} from '../store/log.ts';
import type {NoteTemplate} from '../settings/shipped-templates.ts';
import type {TicketTemplate} from '../settings/ticket-templates.ts';
import type {Store} from '../store/store.ts';
import type {Files} from '../files/file-types.ts';
import type {SearchWatch} from '../sync/search-orders.ts';
import type {SignIn} from '../sync/sign-in.ts';
import type {CommandId} from '../keys/keymap.ts';
import type {Keeping} from '../sync/guard-store.ts';
import type {Outbox, OutboxFailures, Poller, Team} from '../sync/contracts.ts';

/** Whose tickets the console shows: the profile that casedeck was started with, another one, or the demo's. */
export type SessionTarget =
  | {readonly kind: 'start'}
  | {readonly kind: 'demo'; readonly team?: boolean | undefined}
  | {
      readonly kind: 'profile';
      readonly profile: string;
      /** Set where the credential was typed in this run just now: what the environment holds is left aside. */
      readonly typed?: {readonly endpoint: string};
      /** Of several that are shown together, the one that was signed in to. */
      readonly signedIn?: string;
      /** What is done there as soon as it can be. */
      readonly begin?: CommandId;
      /** What is shown again when a new ticket that this is for is left unsent. */
      readonly backTo?: string;
    };

/** Accounts: those known on this machine, and signing in to one. */
export type Accounts = {
  /** Every profile that the configuration or a login knows. */
  readonly profiles: () => Promise<readonly AccountInfo[]>;
  /** Those that are shown together; empty where it is one. */
  readonly joined: readonly AccountInfo[];
  readonly signIn: SignIn;
  /** Looks for the credential anew at the next request: it may have changed meanwhile. */
  readonly lookAgain: () => void;
  /** Of those that are shown together: whether this one is not signed in, or was refused. */
  readonly isRefused?: (profile: string) => boolean;
  /** Nobody has set anything up here and there is no credential: the console begins with a welcome. */
  readonly isNew: boolean;
};

/** What the operating system does for us; tests pass their own. */
export type Platform = {
  /** Opens `editor` (program and arguments), else $VISUAL or $EDITOR, on `text`; resolves to the edited text. Throws an AppError when the editor fails; the text is then kept. */
  readonly editText: (text: string, name: string, editor?: readonly string[]) => Promise<string>;
  /** Writes a new file, for its owner alone, never over another; resolves to its path. Throws an AppError. */
  readonly saveText: (path: string, text: string) => Promise<string>;
  /** Texts to begin a note with. Throws an AppError that names the file which cannot be read. */
  readonly templates: () => Promise<readonly NoteTemplate[]>;
  /** New tickets to begin with. Throws as `templates` does. */
  readonly ticketTemplates: () => Promise<readonly TicketTemplate[]>;
  /** The name under which private notes and the like are kept: the login name. */
  readonly user: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Whether what is written here is kept, and why not. */
export type Storage = Keeping & {
  /** The database cannot be used: everything is in memory and ends with this process. */
  readonly lost: AppError | undefined;
  /** Among several accounts, the one whose database that is. */
  readonly lostOf?: string | undefined;
};

/** Everything that touches the world, passed in, so that tests need no module mocks. */
export type Services = {
  readonly api: Api;
  readonly store: Store;
  readonly poller: Poller;
  readonly outbox: Outbox & OutboxFailures;
  readonly team: Team;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  /** Address of a ticket's page in the portal; `{id}` stands for its number. */
  readonly ticketUrl: string;
  /** Where several are shown together: all of them in one. */
  readonly account: AccountInfo;
  /** Whose a ticket is, and its number there. */
  readonly owner: (id: string) => {readonly account: AccountInfo; readonly number: string};
  readonly accounts: Accounts;
  readonly platform: Platform;
  readonly settings: Settings;
  /** All pages of a search in order history, stored; the ids in the service's order. Throws an AppError. */
  readonly searchOrders: (search: OrderSearch, watch: SearchWatch) => Promise<readonly string[]>;
  /** Files of this machine: attaching, saving. */
  readonly files: Files;
};
