export type SoakHour = {
  readonly kind: 'hour';
  readonly hour: number;
  /** Heap and what belongs to it, after a full collection; bytes, as the next. */
  readonly memory: number;
  readonly rss: number;
  readonly handles: number;
  readonly files: number;
  readonly timers: number;
  /** So far. */
  readonly requests: number;
  /** Most requests begun in one second, and under way at one time. */
  readonly busiest: number;
  readonly mostUnderWay: number;
};

export type SoakMessage =
  | {readonly kind: 'tick'; readonly now: number}
  | SoakHour
  | {readonly kind: 'done'; readonly all: number; readonly open: number; readonly error: string | undefined};
