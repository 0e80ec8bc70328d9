/**
 * How quickly the service is asked: what is left of a burst, the requests a second that follow it, and
 * what was learned about the service. Plain numbers, so that processes can share it through the store.
 */
export type Pace = {
  /** Requests a second, once the burst is used up. */
  readonly perSecond: number;
  /** What the service was seen not to stand is stayed below; undefined while it stood everything. */
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
  /** Requests begun in any one second, whatever the service would stand; below 1 for less than one a second. */
  readonly most: number;
};

/** How the pace begins where nothing is known of a service. */
const FIRST_PER_SECOND = 10;
const BURST = 20;
/** So that a person's own request still finds a place. */
const WARY_BURST = 2;
/** Each quick answer makes the pace so much quicker; once it was too quick, so much. */
const GROWTH = 1.03;
const SLOW_GROWTH = 1.01;
/** A service that was asked too often is asked at most this part of that. */
const CEILING = 0.8;
/** After so long without trouble a ceiling is lifted by so much, step by step. */
const LIFT_AFTER_MS = 600_000;
const LIFT = 1.25;
/** After a day nothing is left of what was learned. */
const FORGET_AFTER_MS = 24 * 3_600_000;
const SLOWEST_PER_SECOND = 0.2;
const SECOND = 1000;
/** Times this far ahead were written before the clock was set back. */
const CLOCK_SLACK_MS = 2000;
/** No service that can be believed asks for a longer pause. */
const LONGEST_PAUSE_MS = 24 * 3_600_000;

/** Ten a second, or a third of what somebody has said that the service stands. */
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

/** Lets one more request begin, or says how long it has to wait. Others than a person's own leave the last place free. */
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
 * After a sign that the service is asked too often: half of it, and no burst. What began before the last
 * such sign says nothing new.
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

/** Never more at once than in a second: neither what the settings allow, nor what the service stood; hardly any after trouble. */
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
