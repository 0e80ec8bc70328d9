export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
};
