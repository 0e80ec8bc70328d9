import {existsSync} from 'node:fs';
import {oddityHint, type Oddity} from '../../../api/oddity-watch.ts';
import {AppError} from '../../../errors.ts';
import {keptOddities, type KeptOddity} from '../../../store/oddities.ts';
import {warning, type Check} from './check.ts';

/** What is older has been looked at. */
const RECENT_MS = 30 * 24 * 3_600_000;

/** What the service said or did lately that casedeck does not know: just now, and as the console met it. */
export async function checkOddities(file: string, met: readonly Oddity[]): Promise<readonly Check[]> {
  const kept = (await keptIn(file)).filter(({lastAt}) => Date.now() - lastAt < RECENT_MS);
  const keyOf = ({operation, lookFor}: Oddity) => `${operation} ${lookFor}`;
  const all = new Map<string, Oddity & Partial<KeptOddity>>(kept.map((one) => [keyOf(one), one]));
  for (const one of met) if (!all.has(keyOf(one))) all.set(keyOf(one), one);
  return [...all.values()].map((one) => {
    const since =
      one.firstAt === undefined ? '' : ` First met ${new Date(one.firstAt).toISOString().slice(0, 10)}.`;
    return warning('Service changed', `${one.words}${since}`, oddityHint(one));
  });
}

/** None where the database cannot be read: that is told elsewhere. */
async function keptIn(file: string): Promise<readonly KeptOddity[]> {
  if (!existsSync(file)) return [];
  const {openStore} = await import('../../../store/open-store.ts');
  try {
    const store = openStore({file});
    try {
      return keptOddities(store);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
