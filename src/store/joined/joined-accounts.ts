import {AppError} from '../../errors.ts';
import {joinedId, splitId} from '../../domain/joined-id.ts';
import type {OutboxItem} from '../../domain/records.ts';
import type {Store} from '../store.ts';

/** An account whose tickets are shown among those of others. */
export type JoinedAccount = {readonly name: string; readonly store: Store};

/** From an id as it is shown to the account that has it, and its number there; and back. */
export type Joined<Account extends {readonly name: string}> = {
  readonly accounts: readonly Account[];
  /** The first: it keeps what concerns none of them. */
  readonly main: Account;
  /**
   * The account that an id names. An id without a name belongs to the only account that knows it. Throws an AppError if
   * none or several do.
   */
  readonly find: (id: string) => {readonly account: Account; readonly number: string};
  /** Ids by account, as each account calls them. */
  readonly sorted: (ids: readonly string[]) => readonly {account: Account; numbers: readonly string[]}[];
  /** The number of an outbox item of one account, as it is shown; and back. */
  readonly itemId: (account: Account, id: number) => number;
  readonly findItem: (id: number) => {readonly account: Account; readonly id: number};
};

/** See {@link Joined}. */
export function joinAccounts<Account extends JoinedAccount>(accounts: readonly Account[]): Joined<Account> {
  const names = accounts.map(({name}) => name);
  const [main] = accounts;
  if (main === undefined) throw new Error('there are no accounts');
  const find = (id: string) => {
    const {account: named, number} = splitId(id, names);
    // A text to several tickets belongs to no account: the first one keeps it.
    const found = accounts.filter(({name, store}) =>
      named === undefined ? id === '' || store.row(id) !== undefined : name === named,
    );
    const [account, other] = found;
    if (account !== undefined && (other === undefined || id === '')) return {account, number};
    throw ambiguous(id, found.length === 0 ? names : found.map(({name}) => name), found.length > 0);
  };
  return {
    accounts,
    main,
    find,
    sorted(ids) {
      const all = new Map<Account, string[]>();
      for (const id of ids) {
        const {account, number} = find(id);
        all.set(account, [...(all.get(account) ?? []), number]);
      }
      return [...all].map(([account, numbers]) => ({account, numbers}));
    },
    itemId: (account, id) => id * accounts.length + accounts.indexOf(account),
    findItem(id) {
      return {account: accounts[id % accounts.length] ?? main, id: Math.floor(id / accounts.length)};
    },
  };
}

function ambiguous(id: string, names: readonly string[], isKnown: boolean): AppError {
  const words = isKnown ? `${id} is a ticket of ${names.join(' and ')}.` : `No account here knows ${id}.`;
  return new AppError(isKnown ? 'usage' : 'not-found', words, {
    hint: `Say which account: ${names.map((name) => `${name}/${id}`).join(' or ')}.`,
  });
}

/** For reading only: undefined if no account is meant, or several may be. */
export function tryFind<Account extends JoinedAccount>({find}: Joined<Account>, id: string) {
  try {
    return find(id);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** An item as it is shown: by its account, and by a number that no item of another account has. */
export function itemOf<Account extends JoinedAccount>(
  {itemId}: Joined<Account>,
  account: Account,
  item: OutboxItem,
): OutboxItem {
  return {...item, id: itemId(account, item.id), ticketId: joinedId(account.name, item.ticketId)};
}
