/**
 * How fast requests are sent: what is left of the burst, the requests a second after it, and what was learned about the
 * service. Plain numbers, so that processes can share it through the store.
 */
export type Pace = {
  /** Requests a second, once the burst is used up. */
  readonly perSecond: number;
  /** A speed that was too high for the service; the pace stays below it. Undefined if none was too high. */
  readonly ceiling: number | undefined;
  /** When it last had to be slowed down; 0 for never. All times are milliseconds since 1970. */
  readonly slowedAt: number;
  /** Requests that may begin at once, as of `at`. */
  readonly tokens: number;
  readonly at: number;
  /** When the requests of the last second began. */
  readonly recent: readonly number[];
  /** The service asked for no request before this. */
  readonly closedUntil: number;
};

export type PaceLimits = {
  /**
   * The limit for requests that begin in any one second, whatever the service accepts; below 1 for less than one a
   * second.
   */
  readonly most: number;
};

/** How the pace begins where nothing is known of a service. */
const FIRST_PER_SECOND = 10;
const BURST = 20;
/** So that a person's own request still finds a place. */
const WARY_BURST = 2;
/** Each quick answer multiplies the pace by this; after it was once too fast, by the smaller one. */
const GROWTH = 1.03;
const SLOW_GROWTH = 1.01;
/** After it was too fast, the pace stays below this part of that speed. */
const CEILING = 0.8;
/** After this time without trouble the ceiling is raised by this factor, step by step. */
const LIFT_AFTER_MS = 600_000;
const LIFT = 1.25;
/** After a day nothing is left of what was learned. */
const FORGET_AFTER_MS = 24 * 3_600_000;
const SLOWEST_PER_SECOND = 0.2;
const SECOND = 1000;
/** Times this far ahead were written before the clock was set back. */
const CLOCK_SLACK_MS = 2000;
/** A longer pause than this is not believed. */
const LONGEST_PAUSE_MS = 24 * 3_600_000;

/** Ten a second, or a third of the limit that the user has set. */
export function firstPace(now: number, {most}: PaceLimits): Pace {
  return {
    perSecond: Math.max(FIRST_PER_SECOND, most / 3),
    ceiling: undefined,
    slowedAt: 0,
    tokens: BURST,
    at: now,
    recent: [],
    closedUntil: 0,
  };
}

/** The pace as it stands at `now`, within the limits, with what is too old forgotten. */
export function paceAt(pace: Pace, now: number, {most}: PaceLimits): Pace {
  const known = now - pace.slowedAt > FORGET_AFTER_MS ? {...pace, ceiling: undefined} : pace;
  const {perSecond} = bounded(known, most, now);
  const isAhead = known.at > now + CLOCK_SLACK_MS;
  const passed = isAhead ? 0 : Math.max(0, now - known.at);
  return {
    ...known,
    perSecond,
    tokens: Math.min(burstOf(known, most, now), known.tokens + (passed * perSecond) / SECOND),
    at: isAhead ? now : Math.max(now, known.at),
    recent: known.recent.filter((at) => at <= now + CLOCK_SLACK_MS && now - at < windowMs(most)),
    closedUntil: known.closedUntil > now + LONGEST_PAUSE_MS ? 0 : known.closedUntil,
  };
}

export type Taken = {
  readonly pace: Pace;
  /** 0: the request may begin now, and is counted. */
  readonly waitMs: number;
};

/** Lets one more request begin, or returns how long it must wait. Only a user's own request may use the last place. */
export function takeTurn(before: Pace, now: number, limits: PaceLimits, isOwn: boolean): Taken {
  const pace = paceAt(before, now, limits);
  const {most} = limits;
  const needed = isOwn ? 1 : Math.min(2, burstOf(pace, most, now));
  const waits = [
    pace.closedUntil - now,
    ((needed - pace.tokens) * SECOND) / pace.perSecond,
    pace.recent.length < Math.max(1, Math.floor(most)) ? 0 : (pace.recent[0] ?? now) + windowMs(most) - now,
  ];
  const waitMs = Math.max(0, ...waits);
  if (waitMs > 0) return {pace, waitMs: Math.ceil(waitMs)};
  return {pace: {...pace, tokens: pace.tokens - 1, recent: [...pace.recent, now]}, waitMs: 0};
}

/** After `answers` that came quickly. */
export function quicker(pace: Pace, answers: number): Pace {
  if (answers === 0) return pace;
  const growth = pace.slowedAt === 0 ? GROWTH : SLOW_GROWTH;
  return {...pace, perSecond: pace.perSecond * growth ** answers};
}

/**
 * After a sign that requests come too fast: half the pace, and no burst. Answers to requests that began before the last
 * such sign say nothing new.
 */
export function slower(before: Pace, now: number, limits: PaceLimits, begunAt: number): Pace {
  const pace = paceAt(before, now, limits);
  if (begunAt <= pace.slowedAt && pace.slowedAt <= now) return pace;
  return {
    ...pace,
    perSecond: Math.max(SLOWEST_PER_SECOND, pace.perSecond / 2),
    ceiling: Math.max(SLOWEST_PER_SECOND, pace.perSecond * CEILING),
    slowedAt: now,
    tokens: Math.min(0, pace.tokens),
  };
}

function bounded({perSecond, ceiling, slowedAt}: Pace, most: number, now: number): {perSecond: number} {
  const lifts = Math.floor(Math.max(0, now - slowedAt) / LIFT_AFTER_MS);
  const learned = ceiling === undefined ? Infinity : ceiling * LIFT ** lifts;
  return {perSecond: Math.min(most, learned, perSecond)};
}

/** The burst: never more than in a second by the settings or by the ceiling; very small after trouble. */
function burstOf(pace: Pace, most: number, now: number): number {
  const isWary = pace.slowedAt > 0 && now - pace.slowedAt < LIFT_AFTER_MS;
  const {perSecond} = bounded({...pace, perSecond: Infinity}, most, now);
  return Math.max(1, Math.min(isWary ? WARY_BURST : BURST, perSecond));
}

/** A second; longer where less than one request a second is allowed. */
function windowMs(most: number): number {
  return SECOND / Math.min(1, most);
}

/** The pace in a text that `formatPace` wrote; undefined where it is none. */
export function parsePace(text: string | undefined): Pace | undefined {
  try {
    const value = JSON.parse(text ?? '') as Record<string, unknown>;
    const {perSecond, ceiling, slowedAt, tokens, at, recent, closedUntil} = value;
    const numbers = [perSecond, slowedAt, tokens, at, closedUntil, ceiling ?? 0];
    const isPace =
      numbers.every((entry) => Number.isFinite(entry)) && Array.isArray(recent) && Number(perSecond) > 0;
    if (!isPace || !recent.every((entry) => Number.isFinite(entry))) return undefined;
    return value as unknown as Pace;
  } catch {
    return undefined;
  }
}

export function formatPace(pace: Pace): string {
  return JSON.stringify(pace);
}
