import type {Oddity} from '../api/oddity-watch.ts';
import type {Millis} from '../domain/records.ts';
import type {Store} from './store.ts';

/** Something odd about the service, and when it was met first and last. */
export type KeptOddity = Oddity & {readonly firstAt: Millis; readonly lastAt: Millis};

const NAME = 'service.odd';
const MOST = 100;

/** Keeps it for `casedeck doctor`; what was met before is met again. */
export function keepOddity(store: Pick<Store, 'changeMeta'>, oddity: Oddity, at: Millis): void {
  store.changeMeta(NAME, (json) => {
    const before = parse(json);
    const isSame = (one: Oddity) => one.operation === oddity.operation && one.lookFor === oddity.lookFor;
    const firstAt = before.find(isSame)?.firstAt ?? at;
    const others = before.filter((one) => !isSame(one));
    return {
      kept: JSON.stringify([...others, {...oddity, firstAt, lastAt: at}].slice(-MOST)),
      result: undefined,
    };
  });
}

/** What was met on this database, the latest last. */
export function keptOddities(store: Pick<Store, 'meta'>): readonly KeptOddity[] {
  return parse(store.meta(NAME));
}

function parse(json: string | undefined): readonly KeptOddity[] {
  try {
    const value: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(value) ? value.filter(isOddity) : [];
  } catch {
    return [];
  }
}

function isOddity(value: unknown): value is KeptOddity {
  const one = value as Partial<KeptOddity> | null;
  return typeof one?.words === 'string' && typeof one.lookFor === 'string' && typeof one.lastAt === 'number';
}
