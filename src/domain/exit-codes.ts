/** The exit code where of several accounts not all could be read. */
export const IN_PART = 3;
/** Where nobody knows whether a write took effect. */
export const UNKNOWN = 7;
/** Where what was waited for has not happened yet. */
export const PENDING = 8;

/** The meaning of each code; used by help, manual and `commands --json`. */
export const EXIT_CODE_WORDS: readonly (readonly [code: number, words: string])[] = [
  [0, 'Done.'],
  [1, 'Failed.'],
  [2, 'Wrong usage.'],
  [IN_PART, 'In part: of several accounts not all could be read; standard error names those.'],
  [4, 'Not signed in, or refused.'],
  [5, 'Not found.'],
  [6, 'Rejected before sending: bad input, or a read-only profile.'],
  [UNKNOWN, 'Outcome unknown: the service did not say whether a write took effect.'],
  [PENDING, 'Still pending: the time of a watch is up.'],
  [130, 'Interrupted.'],
];
