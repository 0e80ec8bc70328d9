import {endSentence} from '../text/sentence.ts';
import {ApiError, AppError, asAppError, NotSignedInError} from '../errors.ts';
import {joinedId} from '../domain/joined-id.ts';
import {createFirstHeard} from '../domain/notices/first-heard.ts';
import {itemOf, type Joined, type JoinedAccount} from '../store/joined/joined-accounts.ts';
import {type Outbox, type OutboxFailures, type Poller, type SyncStatus} from './contracts.ts';
import type {SyncPoller} from './poller/poller-deps.ts';
import {joinNews} from './join-news.ts';

type NamedPoller = {readonly name: string; readonly poller: SyncPoller};

/** The pollers of several accounts as one. If one account fails the others go on, and its message names it. */
export function joinPollers<Account extends JoinedAccount>(
  {accounts, find, sorted}: Joined<Account>,
  pollers: readonly NamedPoller[],
): SyncPoller {
  const of = (account: JoinedAccount) =>
    pollers[accounts.findIndex(({name}) => name === account.name)]?.poller;
  const each = (act: (poller: Poller) => void) => pollers.forEach(({poller}) => act(poller));
  const all = async (act: (poller: SyncPoller) => Promise<void>) => {
    const results = await Promise.allSettled(pollers.map(({poller}) => act(poller)));
    const failures = results.flatMap((result, index) =>
      result.status === 'rejected' ? [ofAccount(pollers[index]?.name ?? '', asAppError(result.reason))] : [],
    );
    // One failed account does not mean that nothing was read; its status says what failed.
    if (failures.length === pollers.length && failures[0] !== undefined) throw failures[0];
  };
  const ofTicket = async (id: string, act: (poller: Poller, number: string) => Promise<void>) => {
    const {account, number} = find(id);
    const poller = of(account);
    if (poller !== undefined) await act(poller, number);
  };
  const news = joinNews(pollers.map(({poller}) => poller));
  return {
    start: () => each((poller) => poller.start()),
    stop() {
      each((poller) => poller.stop());
      news.stop();
    },
    setVisible(ids) {
      const visible = sorted(ids);
      for (const account of accounts)
        of(account)?.setVisible(visible.find((one) => one.account === account)?.numbers ?? []);
    },
    refresh: (id, signal) => ofTicket(id, (poller, number) => poller.refresh(number, signal)),
    read: (id, signal) => ofTicket(id, (poller, number) => poller.read(number, signal)),
    readNegotiations: (id, signal) => ofTicket(id, (one, number) => one.readNegotiations(number, signal)),
    refreshAll: () => all((poller) => poller.refreshAll()),
    refreshOpen: () => countOf((count) => all(async (poller) => count(await poller.refreshOpen()))),
    retry: () => all((poller) => poller.retry()),
    readNotices: () => all((poller) => poller.readNotices()),
    readOrders: () => all((poller) => poller.readOrders()),
    async readNotice(id, signal) {
      const account = accounts.find(({store}) => store.notices().some(({notice}) => notice.id === id));
      if (account !== undefined) await of(account)?.readNotice(id, signal);
    },
    onNotices: (listener) => hearNotices(pollers, listener),
    setFocused: (focused) => each((poller) => poller.setFocused(focused)),
    status: joinedOf(
      pollers.map(({poller}) => poller.status),
      (all) => joinedStatus(pollers.map(({name}, index) => ({name, status: all[index] ?? IDLE}))),
    ),
    mailFailures: joinedOf(
      pollers.map(({poller}) => poller.mailFailures),
      (all) => new Map(all.flatMap((failures) => [...failures])),
    ),
    subscribe: news.subscribe,
    onChanges: (listener) => hearChanges(pollers, listener),
  };
}

function hearChanges(
  pollers: readonly NamedPoller[],
  listener: Parameters<SyncPoller['onChanges']>[0],
): () => void {
  const stops = pollers.map(({name, poller}) =>
    poller.onChanges((changes) =>
      listener(changes.map((change) => ({...change, id: joinedId(name, change.id)}))),
    ),
  );
  return together(stops);
}

/** One of which several accounts are told is told once, with the first of them. */
function hearNotices(
  pollers: readonly NamedPoller[],
  listener: Parameters<SyncPoller['onNotices']>[0],
): () => void {
  const firstHeard = createFirstHeard();
  const stops = pollers.map(({name, poller}) =>
    poller.onNotices((notices) => {
      const news = firstHeard(notices.map((stored) => ({...stored, accounts: [name]})));
      if (news.length > 0) listener(news);
    }),
  );
  return together(stops);
}

/** The sum of what the accounts count; undefined where none does. */
async function countOf(
  each: (count: (found: number | undefined) => void) => Promise<void>,
): Promise<number | undefined> {
  const counts: number[] = [];
  await each((found) => {
    if (found !== undefined) counts.push(found);
  });
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

export function together(stops: readonly (() => void)[]): () => void {
  return () => stops.forEach((stop) => stop());
}

const failures = new WeakMap<AppError, AppError>();

/** The same failure with the account's name before its words; the same one for the same failure. */
export function ofAccount(name: string, error: AppError): AppError {
  const known = failures.get(error);
  if (known !== undefined) return known;
  const named = withWords(error, `${name}: ${error.message}`, name);
  failures.set(error, named);
  return named;
}

function withWords(error: AppError, words: string, name: string): AppError {
  const options = {cause: error, fields: error.fields, hint: hintFor(error, name)};
  return error instanceof ApiError
    ? new ApiError(error.kind, words, {...options, correlationId: error.correlationId})
    : new AppError(error.kind, words, options);
}

/** What the environment says is for one account, and left aside where there are several. */
function hintFor(error: AppError, name: string): string | undefined {
  if (error instanceof NotSignedInError) return `Run "casedeck --profile ${name} login".`;
  return error.hint?.replace('EQUINIX_API_ENDPOINT', `the endpoint of ${name}`);
}

/** One value made of the values of all accounts; the same object as long as none of them changes, as React needs it. */
function joinedOf<T, Value>(reads: readonly (() => T)[], join: (parts: readonly T[]) => Value): () => Value {
  let before: readonly T[] = [];
  let joined: {readonly value: Value} | undefined;
  return () => {
    const now = reads.map((read) => read());
    if (joined === undefined || now.some((part, index) => part !== before[index]))
      joined = {value: join(now)};
    before = now;
    return joined.value;
  };
}

const IDLE: SyncStatus = {
  state: 'idle',
  listAt: undefined,
  error: undefined,
  nextAt: undefined,
  progress: undefined,
  reading: undefined,
};

type NamedStatus = {readonly name: string; readonly status: SyncStatus};

/** Offline or failed only if all accounts are; otherwise the others go on. The age is that of the oldest list. */
function joinedStatus(all: readonly NamedStatus[]): SyncStatus {
  const states = all.map(({status}) => status.state);
  const [first = 'idle'] = states;
  const isShared = states.every((state) => state === first);
  // Problems that a person must solve come before those that solve themselves.
  const failed = all
    .flatMap(({name, status: {error, nextAt, listAt}}) =>
      error === undefined ? [] : [{name, error, nextAt, listAt}],
    )
    .toSorted((one, other) => Number(other.error.kind === 'auth') - Number(one.error.kind === 'auth'));
  // What waits for its service gets no further: its error is told instead.
  const going = all.filter(({status}) => status.error === undefined);
  const ages = all.flatMap(({status}) => status.listAt ?? []);
  const failedAges = failed.flatMap(({listAt}) => listAt ?? []);
  // Until each has been read once or has failed, the list is not whole.
  const isWhole = all.every(({status}) => status.listAt !== undefined || status.error !== undefined);
  return {
    state: isShared ? first : states.includes('syncing') ? 'syncing' : 'idle',
    listAt: isWhole && ages.length > 0 ? Math.min(...ages) : undefined,
    error: joinedFailure(failed),
    ...(failed.length === 0
      ? {}
      : {failed: {listAt: failedAges.length === 0 ? undefined : Math.min(...failedAges)}}),
    nextAt: failed[0]?.nextAt,
    progress: sumOf(going.map(({status}) => status.progress)),
    reading: readingOf(going.map(({status}) => status.reading)),
  };
}

/** Every account that failed, with its message; accounts with the same message are named together. */
function joinedFailure(
  failed: readonly {readonly name: string; readonly error: AppError}[],
): AppError | undefined {
  const [first, other] = failed;
  if (first === undefined || other === undefined)
    return first === undefined ? undefined : ofAccount(first.name, first.error);
  const alike = Map.groupBy(failed, ({error}) =>
    error instanceof NotSignedInError ? 'Not signed in.' : error.message,
  );
  const words = [...alike].map(([message, same]) => `${same.map(({name}) => name).join(', ')}: ${message}`);
  return withWords(first.error, words.map(endSentence).join(' '), first.name);
}

type Progress = NonNullable<SyncStatus['progress']>;

function sumOf(parts: readonly SyncStatus['progress'][]): SyncStatus['progress'] {
  const known = parts.filter((part): part is Progress => part !== undefined);
  if (known.length === 0) return undefined;
  return {
    done: known.reduce((sum, {done}) => sum + done, 0),
    total: known.reduce((sum, {total}) => sum + total, 0),
  };
}

function readingOf(parts: readonly SyncStatus['reading'][]): SyncStatus['reading'] {
  const sum = sumOf(parts);
  if (sum === undefined) return undefined;
  const times = parts.flatMap((part) => part?.since ?? []);
  return {...sum, since: times.length === 0 ? undefined : Math.min(...times)};
}

/** The outboxes of several accounts as one: each item goes to the outbox of its ticket's account. */
export function joinOutboxes<Account extends JoinedAccount>(
  joined: Joined<Account>,
  outboxOf: (account: Account) => Outbox & OutboxFailures,
): Outbox & OutboxFailures {
  const {accounts, find, findItem} = joined;
  const all = accounts.map(outboxOf);
  const on = <T>(
    shown: number,
    act: (outbox: Outbox & OutboxFailures, id: number, account: Account) => T,
  ): T => {
    const {account, id} = findItem(shown);
    return act(outboxOf(account), id, account);
  };
  return {
    start: () => all.forEach((outbox) => outbox.start()),
    async stop(limitMs) {
      await Promise.all(all.map((outbox) => outbox.stop(limitMs)));
    },
    send(request) {
      const {account, number} = find(request.ticketId);
      return itemOf(joined, account, outboxOf(account).send({...request, ticketId: number}));
    },
    settled: (shown) =>
      on(shown, async (outbox, id, account) => itemOf(joined, account, await outbox.settled(id))),
    lookForUnknown(ticketId) {
      if (ticketId === undefined) return all.forEach((outbox) => outbox.lookForUnknown());
      const {account, number} = find(ticketId);
      outboxOf(account).lookForUnknown(number);
    },
    hasten: () => all.forEach((outbox) => outbox.hasten()),
    retry: (shown) => on(shown, (outbox, id) => outbox.retry(id)),
    nearNote: (item) =>
      on(item.id, (outbox, id) => outbox.nearNote({...item, id, ticketId: find(item.ticketId).number})),
    accept: (shown, key) => on(shown, (outbox, id) => outbox.accept(id, key)),
    hold: (shown) => on(shown, (outbox, id) => outbox.hold(id)),
    withdraw: (shown) => on(shown, (outbox, id) => outbox.withdraw(id)),
    subscribe: (listener) => together(all.map((outbox) => outbox.subscribe(listener))),
    failureOf: (shown) => on(shown, (outbox, id) => outbox.failureOf(id)),
  };
}
