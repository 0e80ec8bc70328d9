import type {Services} from '../../state/services.ts';
import type {AccountInfo} from '../../domain/account.ts';
import {isFinal} from '../../domain/ticket.ts';
import type {ListQuery} from '../../domain/records.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {Io} from '../../console/session/io.ts';
import {readEachAccount} from '../each-account.ts';
import {readDue} from './read-due.ts';
import {readListFirst} from './read-first.ts';

/** So many rows are looked at before anything else. */
const TOP = 20;
const TOP_MS = 5000;
const MANY = 1000;

/**
 * Brings what a query finds up to date, in each account that it asks for. The exit code: 0, or of several accounts not all could be read.
 */
export async function readMatching(services: Opened, io: Io, query: () => ListQuery): Promise<number> {
  return await readEachAccount(services, io, (part, partIo) => readMatchingIn(part, partIo, query));
}

/** What brings the list of one account up to date. */
export type ListReading = Pick<Services, 'account' | 'clock' | 'poller' | 'settings' | 'store'>;

/** Whether the query asks for an account at all. */
export function isAsked({filter: {accounts}}: ListQuery, account: AccountInfo): boolean {
  return accounts?.includes(account.profile) !== false;
}

/**
 * Updates what a query finds in one account (some tickets are known only once the list is read): the list, and then for
 * a short time the details of tickets that were never read, because the list has no texts and does not say what needs
 * action. Reports what is missing then. False if only stored data is available.
 */
export async function readMatchingIn(
  services: ListReading,
  io: Io,
  query: () => ListQuery,
): Promise<boolean> {
  if (!isAsked(query(), services.account)) return true;
  const isRead = await readListFirst(services, io);
  if (isRead) await readTop(services, io, query());
  const missing = services.store.stale(1, MANY).length;
  if (missing === 0) return isRead;
  const count = `${missing}${missing === MANY ? ' or more' : ''} ticket${missing === 1 ? '' : 's'}`;
  io.note(`casedeck: Of ${count} only the list is known; "casedeck sync" reads them.\n`);
  return isRead;
}

async function readTop(
  services: Pick<Services, 'poller' | 'settings' | 'store'>,
  io: Io,
  query: ListQuery,
): Promise<void> {
  const {store, settings} = services;
  const most = Math.ceil((settings.api.rate.perSecond * TOP_MS) / 1000);
  const rows = store
    .page(query, 0, Math.max(TOP, most))
    .filter((row) => row.fetchedAt === undefined && !isFinal(row.status));
  // Followed tickets may belong to any view once they are read; so may others, if only a few are listed.
  const followed = store.tracked().filter((id) => store.row(id) === undefined);
  const others = store.count(query) < TOP ? store.stale(1, most) : [];
  const ids = [...new Set([...followed, ...rows.map((row) => row.id), ...others])].slice(0, most);
  await readDue(services.poller, io, {ids, budgetMs: TOP_MS, words: 'details'});
}
