import {joinedId} from '../../domain/joined-id.ts';
import type {
  Draft,
  ListQuery,
  Overview,
  SearchHit,
  StoredTicket,
  TicketRow,
  TimelineTexts,
  ViewCounts,
} from '../../domain/records.ts';
import type {Store} from '../store.ts';
import {type Joined, type JoinedAccount, tryFind} from './joined-accounts.ts';
import {JoinedList, type Part} from './joined-list.ts';

/** So many rows are read at a time where all of them are. */
const AT_ONCE = 1000;
/** Often no more than these are wanted. */
const AT_FIRST = 100;

/** The lists of all accounts as one, and what is counted of them. */
export function listed<Account extends JoinedAccount>(joined: Joined<Account>) {
  const {accounts} = joined;
  const list = new JoinedList();
  const name = (query: ListQuery) =>
    `${accounts.map(({store}) => store.version()).join(' ')} ${JSON.stringify(query)}`;
  const parts = (query: ListQuery) => partsOf(joined, query);
  const count = (query: ListQuery) =>
    parts(query).reduce((sum, {part}) => sum + part.store.count(part.query), 0);
  const page: Store['page'] = (query, offset, limit) =>
    list.page(
      name(query),
      parts(query).map(({part}) => part),
      offset,
      limit,
    );
  const placeOf = (query: ListQuery, id: string, anyway: boolean) => {
    const found = tryFind(joined, id);
    const all = parts(query);
    const own = all.findIndex(({account}) => account === found?.account);
    const part = all[own]?.part;
    const place = part?.store.placeIn(part.query, found?.number ?? '', anyway);
    if (place === undefined) return -1;
    return list.rank(
      name(query),
      all.map((one) => one.part),
      {own, place},
    );
  };
  return {
    page,
    rows: function* rows(query) {
      let from = 0;
      for (let rows = page(query, 0, AT_FIRST); rows.length > 0; rows = page(query, from, AT_ONCE)) {
        yield* rows;
        from += rows.length;
      }
    },
    count,
    positionOf: (query, id) => placeOf(query, id, false),
    placeOf: (query, id) => placeOf(query, id, true),
    counts: () => accounts.map(({store}) => store.counts()).reduce(added),
    overview: (ages, days) => accounts.map(({store}) => store.overview(ages, days)).reduce(addedOverview),
    ibxs() {
      const all = new Map<string, {ibx: ReturnType<Store['ibxs']>[number]['ibx']; open: number}>();
      for (const {ibx, open} of accounts.flatMap(({store}) => store.ibxs()))
        all.set(ibx, {ibx, open: open + (all.get(ibx)?.open ?? 0)});
      return [...all.values()].toSorted((one, other) => (one.ibx < other.ibx ? -1 : 1));
    },
    search: (words, limit) => searchIn(accounts, words, limit),
    // One account after the other: keys wait no longer than with one alone.
    indexParts: (most) => accounts.some(({store}) => store.indexParts(most)),
    waitingParts: () => accounts.reduce((sum, {store}) => sum + store.waitingParts(), 0),
  } satisfies Partial<Store>;
}

/** Best first. Several accounts may be told of the same notice: it is found once. */
function searchIn(accounts: readonly JoinedAccount[], words: string, limit: number): readonly SearchHit[] {
  const hits = accounts.flatMap(({name, store}) =>
    store
      .search(words, limit)
      .map((hit) => (hit.where === 'notice' ? hit : {...hit, id: joinedId(name, hit.id)})),
  );
  const once = new Map(hits.map((hit) => [`${hit.where} ${hit.id} ${hit.item ?? ''}`, hit]));
  return [...once.values()].toSorted((one, other) => one.rank - other.rank).slice(0, limit);
}

/** What each account is asked: its own tickets by their own numbers, and nothing where the filter leaves it out. */
function partsOf<Account extends JoinedAccount>(
  {accounts, sorted}: Joined<Account>,
  {filter: {accounts: wanted, ids, ...filter}, ...order}: ListQuery,
): readonly {readonly account: Account; readonly part: Part}[] {
  const numbers = ids === undefined ? undefined : sorted(ids);
  return accounts
    .filter(({name}) => wanted?.includes(name) !== false)
    .map((account) => {
      const own = numbers?.find((one) => one.account === account)?.numbers ?? [];
      return {
        account,
        part: {
          store: account.store,
          query: {...order, filter: numbers === undefined ? filter : {...filter, ids: own}},
          shown: (row) => rowOf(account, row),
        },
      };
    });
}

/** The same one for the same row: what was drawn of it is drawn again only where it is another. */
const joinedRows = new WeakMap<TicketRow, TicketRow>();

function rowOf({name}: JoinedAccount, row: TicketRow): TicketRow {
  const known = joinedRows.get(row);
  if (known !== undefined) return known;
  const joined = {...row, id: joinedId(name, row.id), account: name};
  joinedRows.set(row, joined);
  return joined;
}

const joinedTickets = new WeakMap<StoredTicket, StoredTicket>();

function ticketOf(account: JoinedAccount, stored: StoredTicket): StoredTicket {
  const known = joinedTickets.get(stored);
  if (known !== undefined) return known;
  const id = joinedId(account.name, stored.ticket.id);
  const own = {
    ticket: {...stored.ticket, id},
    row: rowOf(account, stored.row),
    remarks: stored.remarks.map((remark) => ({...remark, ticketId: id})),
  };
  // Not by spreading it: the service's own JSON is read only where it is asked for.
  const joined = Object.defineProperties(
    {},
    {...Object.getOwnPropertyDescriptors(stored), ...Object.getOwnPropertyDescriptors(own)},
  ) as StoredTicket;
  joinedTickets.set(stored, joined);
  return joined;
}

const NO_TEXTS: TimelineTexts = {mails: new Map(), fileTimes: new Map()};

/** What is read of one ticket, or of all of them. */
export function ofTickets<Account extends JoinedAccount>(joined: Joined<Account>) {
  const {accounts, sorted} = joined;
  const {all, one} = askers(joined);
  return {
    row: (id) =>
      one(id, (account, number) => {
        const row = account.store.row(number);
        return row === undefined ? undefined : rowOf(account, row);
      }),
    ticket: (id) =>
      one(id, (account, number) => {
        const stored = account.store.ticket(number);
        return stored === undefined ? undefined : ticketOf(account, stored);
      }),
    stale: (before, limit, now) => all((store) => store.stale(before, limit, now)).slice(0, limit),
    knownUpdated: (ids) =>
      new Map(
        sorted(ids).flatMap(({account, numbers}) =>
          [...account.store.knownUpdated(numbers)].map(
            ([id, at]) => [joinedId(account.name, id), at] as const,
          ),
        ),
      ),
    email: (ticketId, emailId) => one(ticketId, ({store}, number) => store.email(number, emailId)),
    missingEmails: (ticketId) => one(ticketId, ({store}, number) => store.missingEmails(number)) ?? [],
    timelineTexts: (ticketId) => one(ticketId, ({store}, number) => store.timelineTexts(number)) ?? NO_TEXTS,
    changesSince: (at) =>
      accounts.flatMap(({name, store}) =>
        store.changesSince(at).map((change) => ({...change, id: joinedId(name, change.id)})),
      ),
    user: (id) => one(id, ({store}, number) => store.user(number)),
    tracked: () => all((store) => store.tracked()),
    draft: (ticketId, kind) =>
      one(ticketId, (account, number) => {
        const draft = account.store.draft(number, kind);
        return draft === undefined ? undefined : draftOf(joined, account, draft);
      }),
    drafts: () =>
      accounts
        .flatMap((account) => account.store.drafts().map((draft) => draftOf(joined, account, draft)))
        .toSorted((draft, other) => other.updatedAt - draft.updatedAt),
  } satisfies Partial<Store>;
}

/** What is read of our own: private notes, snoozes, claims, and what is known of the team. */
export function ofOurs<Account extends JoinedAccount>(joined: Joined<Account>) {
  const {accounts, main} = joined;
  const {all, one} = askers(joined);
  return {
    remarksOf: (ticketId) =>
      (one(ticketId, ({store}, number) => store.remarksOf(number)) ?? []).map((remark) => ({
        ...remark,
        ticketId,
      })),
    me: main.store.me,
    claimsOf: (ticketId) => one(ticketId, ({store}, number) => store.claimsOf(number)) ?? [],
    claimedBy: (who) => all((store) => store.claimedBy(who)),
    memberNames: () => [...new Set(accounts.flatMap(({store}) => store.memberNames()))],
    teamSends: (ticketId) =>
      accounts
        .flatMap(({name, store}) =>
          store.teamSends().map((sent) => ({...sent, ticketId: joinedId(name, sent.ticketId)})),
        )
        .filter((sent) => ticketId === undefined || sent.ticketId === ticketId),
    snoozeOf: (ticketId) => one(ticketId, ({store}, number) => store.snoozeOf(number)),
  } satisfies Partial<Store>;
}

/** Asks every account for ids, or the account of a ticket for what it knows of it. */
function askers<Account extends JoinedAccount>(joined: Joined<Account>) {
  const all = (numbers: (store: Store) => readonly string[]) =>
    joined.accounts.flatMap(({name, store}) => numbers(store).map((number) => joinedId(name, number)));
  const one = <T>(id: string, read: (account: Account, number: string) => T): T | undefined => {
    const found = tryFind(joined, id);
    return found === undefined ? undefined : read(found.account, found.number);
  };
  return {all, one};
}

/** A new ticket belongs to its account; a text to several tickets to none. */
function draftOf<Account extends JoinedAccount>(
  {accounts}: Joined<Account>,
  account: Account,
  draft: Draft,
): Draft {
  const isOfNone = draft.ticketId === '' && draft.kind !== 'create' && account === accounts[0];
  return isOfNone ? draft : {...draft, ticketId: joinedId(account.name, draft.ticketId)};
}

/** The counts of two together. */
function added(one: ViewCounts, other: ViewCounts): ViewCounts {
  const sums = Object.entries(one).map(([view, count]) => [view, count + other[view as keyof ViewCounts]]);
  return Object.fromEntries(sums) as ViewCounts;
}

/** The same of the overview. */
function addedOverview(one: Overview, other: Overview): Overview {
  const statuses = new Map<string | undefined, number>();
  for (const {status, count} of [...one.statuses, ...other.statuses])
    statuses.set(status, count + (statuses.get(status) ?? 0));
  return {
    statuses: [...statuses]
      .map(([status, count]) => ({status, count}))
      .toSorted((a, b) => b.count - a.count || ((a.status ?? '') < (b.status ?? '') ? -1 : 1)),
    ages: one.ages.map((count, range) => count + (other.ages[range] ?? 0)),
    arrivals: one.arrivals.map((count, range) => count + (other.arrivals[range] ?? 0)),
    orders: [...one.orders, ...other.orders],
  };
}
