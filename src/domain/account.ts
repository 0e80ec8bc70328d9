/** Which account and environment the console talks to; the header shows it. */
export type AccountInfo = {
  readonly profile: string;
  readonly environment: 'production' | 'sandbox' | 'demo' | 'custom';
  /** The endpoint's URL. */
  readonly endpoint: string;
  /** The user's own name for the account, or the service's name for it; undefined until somebody has signed in. */
  readonly label: string | undefined;
  /** The label is the user's own words. */
  readonly isNamed: boolean;
  /** Nothing is ever written to the service. */
  readonly readOnly: boolean;
  /** That is so for this run alone, by `--read-only`. */
  readonly byFlag?: boolean;
};
