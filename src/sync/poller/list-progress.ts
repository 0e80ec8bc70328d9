import type {Millis} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';

/** Where this database stands with order history; all of it survives the process. */
export type ListState = {
  /** When the list was last brought up to date. */
  readonly listAt: Millis | undefined;
  /** When it was last read from the first page to the last. */
  readonly fullAt: Millis | undefined;
  /** Where an interrupted full pass goes on. */
  readonly nextPage: number | undefined;
  readonly nextPageAt: Millis | undefined;
};

const NAME = 'sync.list';
const DAY_MS = 24 * 3_600_000;
/** A pass interrupted longer ago than this begins anew. */
const RESUME_WITHIN_MS = 3_600_000;
/** Times this far ahead were written before the clock was set back. */
const CLOCK_SLACK_MS = 60_000;

const NOTHING: ListState = {listAt: undefined, fullAt: undefined, nextPage: undefined, nextPageAt: undefined};

/** `name`: of which list; the list of tickets where it is absent. */
export function readListState(store: Pick<Store, 'meta'>, now: Millis, name = NAME): ListState {
  const saved = parse(store.meta(name));
  const canResume = saved.nextPageAt !== undefined && isRecent(saved.nextPageAt, now, RESUME_WITHIN_MS);
  return canResume ? saved : {...saved, nextPage: undefined, nextPageAt: undefined};
}

export function writeListState(
  store: Pick<Store, 'meta' | 'setMeta'>,
  change: Partial<ListState>,
  name = NAME,
): void {
  store.setMeta(name, JSON.stringify({...parse(store.meta(name)), ...change}));
}

/** True once a day, and where the list was never read whole. */
export function isFullPassDue({fullAt}: ListState, now: Millis): boolean {
  return fullAt === undefined || !isRecent(fullAt, now, DAY_MS);
}

function isRecent(at: Millis, now: Millis, withinMs: number): boolean {
  return now - at < withinMs && at - now < CLOCK_SLACK_MS;
}

function parse(json: string | undefined): ListState {
  if (json === undefined) return NOTHING;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? {...NOTHING, ...numbersOf(value)} : NOTHING;
  } catch {
    return NOTHING;
  }
}

function numbersOf(value: object): Partial<ListState> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => typeof entry === 'number'));
}
