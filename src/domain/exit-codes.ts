/** What the exit codes of casedeck mean: help, manual and `commands --json` tell it from here. */
export const EXIT_CODE_WORDS: readonly (readonly [code: number, words: string])[] = [
  [0, 'Done.'],
  [1, 'Failed.'],
  [2, 'Wrong usage.'],
  [4, 'Not signed in, or refused.'],
  [5, 'Not found.'],
  [6, 'Rejected before sending: bad input, or a read-only profile.'],
  [7, 'Outcome unknown: the service did not say whether a write took effect.'],
  [8, 'Still pending: the time of a watch is up.'],
  [130, 'Interrupted.'],
];
