import {existsSync} from 'node:fs';
import {oddityHint, type Oddity} from '../../../api/oddity-watch.ts';
import {asideState} from '../../../domain/aside-state.ts';
import {AppError} from '../../../errors.ts';
import {keptOddities, type KeptOddity} from '../../../store/oddities.ts';
import type {Store} from '../../../store/store.ts';
import {warning, type Check} from './check.ts';

/** What is older has been looked at. */
const RECENT_MS = 30 * 24 * 3_600_000;

/** What is stored about the service: answers of late that casedeck does not know, and what it does not let us read. */
export async function checkOddities(file: string, met: readonly Oddity[]): Promise<readonly Check[]> {
  const {oddities, off} = await keptIn(file);
  const kept = oddities.filter(({lastAt}) => Date.now() - lastAt < RECENT_MS);
  const keyOf = ({operation, lookFor}: Oddity) => `${operation} ${lookFor}`;
  const all = new Map<string, Oddity & Partial<KeptOddity>>(kept.map((one) => [keyOf(one), one]));
  for (const one of met) if (!all.has(keyOf(one))) all.set(keyOf(one), one);
  const changes = [...all.values()].map((one) => {
    const since =
      one.firstAt === undefined ? '' : ` First met ${new Date(one.firstAt).toISOString().slice(0, 10)}.`;
    return warning('Service changed', `${one.words}${since}`, oddityHint(one));
  });
  return [...changes, ...off];
}

type Kept = {readonly oddities: readonly KeptOddity[]; readonly off: readonly Check[]};
const NOTHING: Kept = {oddities: [], off: []};

/** What the account may not read, as the console met it; notices are tried by doctor itself. */
function offIn(store: Pick<Store, 'meta'>): readonly Check[] {
  const states = [
    ['Questions of orders', asideState(store, 'questions').off],
    ['Other orders', asideState(store, 'orders').off],
    ['Assets', asideState(store, 'assets').off],
  ] as const;
  return states.flatMap(([name, off]) =>
    off === undefined || off.until < Date.now()
      ? []
      : [warning(name, `off: ${off.words}`, `Tried again at ${new Date(off.until).toISOString()}.`)],
  );
}

/** Nothing where the database cannot be read: that is told elsewhere. */
async function keptIn(file: string): Promise<Kept> {
  if (!existsSync(file)) return NOTHING;
  const {openStore} = await import('../../../store/open-store.ts');
  try {
    const store = openStore({file});
    try {
      return {oddities: keptOddities(store), off: offIn(store)};
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof AppError) return NOTHING;
    throw error;
  }
}
