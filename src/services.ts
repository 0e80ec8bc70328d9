import type {Api} from './api/api.ts';
import type {Store} from './store/types.ts';
import type {Outbox, Poller} from './sync/types.ts';

export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** Which account and environment the console talks to; the header shows it. */
export type AccountInfo = {
  readonly profile: string;
  readonly environment: 'production' | 'sandbox' | 'demo' | 'custom';
  /** The endpoint's URL. */
  readonly endpoint: string;
};

/** What the operating system does for us; tests pass their own. */
export type Platform = {
  /** Opens $VISUAL or $EDITOR on `text`; resolves to the edited text. Throws an AppError when the editor fails; the text is then kept. */
  readonly editText: (text: string, name: string) => Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Everything that touches the world, passed in, so that tests need no module mocks. */
export type Services = {
  readonly api: Api;
  readonly store: Store;
  readonly poller: Poller;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly account: AccountInfo;
  readonly platform: Platform;
};
