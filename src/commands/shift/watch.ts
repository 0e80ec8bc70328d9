import type {Services} from '../../state/services.ts';
import {setTimeout as pause} from 'node:timers/promises';
import {AppError, describeError} from '../../errors.ts';
import {PENDING} from '../../domain/exit-codes.ts';
import {ticketIdsIn} from '../../domain/ticket/ticket-ids.ts';
import type {Change} from '../../state/told/told-changes.ts';
import {joinedNames, readIds} from '../ids.ts';
import {accountOf, inEachAccount, tellAccount} from '../each-account.ts';
import {ioOfAccount, type Io} from '../../console/session/io.ts';
import type {Opened} from '../../console/session/open-services.ts';
import {runHook} from '../../console/session/run-hook.ts';
import {changeJson, changeLine, statusLine} from './watch-output.ts';
import {watchNotices} from './watch-notices.ts';
import {joinWatched, watchList, watchTickets, type Watched} from './watch-tickets.ts';
import {statusNamed} from '../read/query-options.ts';

export type WatchOptions = {
  readonly until?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly interval?: number;
  readonly exec?: readonly string[];
  readonly format?: 'line' | 'json' | 'tmux';
  readonly all?: boolean;
  readonly offline?: boolean;
  /** Notices of the sites instead of tickets, of these alone. */
  readonly notices?: boolean;
  readonly ibx?: readonly string[];
};

type RunOptions = WatchOptions & {readonly signal: AbortSignal};

/** How often the store is looked at: other processes on this database read too. */
const LOOK_MS = 500;
const INTERVAL_MS = 30_000;

/**
 * `casedeck watch [ID...]`: tells each change until the condition holds (0) or the time is up (8).
 * Without ids everything in the list is watched.
 */
export async function runWatch(
  services: Opened,
  io: Io,
  args: readonly string[],
  options: RunOptions,
): Promise<number> {
  if (options.notices === true) return await runNotices(services, io, args, options);
  if (options.ibx !== undefined) throw new AppError('usage', '--ibx needs --notices.');
  if (args.length === 0) refuseIdsBehindExec(options.exec ?? []);
  const ids = args.length === 0 ? [] : (await readIds(args, io, joinedNames(services.accounts))).ids;
  const isEndless = ids.length === 0 || options.format === 'tmux';
  const until = parseUntil(options.until ?? (isEndless ? 'never' : 'changed'));
  const watched = await watchedOf(services, io, ids, options);
  try {
    const isMet = await follow(
      {
        watched,
        until,
        tell: teller(services, io, watched.ids, options),
        trouble: troubleTeller(services.several, io),
      },
      options,
    );
    if (isMet) return 0;
  } finally {
    watched.stop();
  }
  io.note('casedeck: The time is up.\n');
  return PENDING;
}

async function runNotices(
  services: Opened,
  io: Io,
  args: readonly string[],
  options: RunOptions,
): Promise<number> {
  const {until = 'never', exec, signal, timeout = Infinity, format, ibx, offline = false} = options;
  const isEndless = until === 'never';
  if (args.length > 0 || format === 'tmux' || (!isEndless && until !== 'changed')) {
    throw new AppError(
      'usage',
      'With --notices there are no ids, no --format tmux, and --until is changed or never.',
    );
  }
  const isMet = await watchNotices(services, io, {
    ...{ibx, isEndless, timeout, offline, signal, isJson: format === 'json'},
    hook:
      exec === undefined ? undefined : (json) => reportHook(io, {command: exec, env: io.env, signal}, json),
  });
  if (isMet) return 0;
  io.note('casedeck: The time is up.\n');
  return PENDING;
}

/** --exec takes all words that follow: an id among them was meant for the watch. */
function refuseIdsBehindExec([, ...words]: readonly string[]): void {
  const id = words.find((word) => ticketIdsIn(word).includes(word));
  if (id === undefined) return;
  throw new AppError('usage', `The id ${id} stands behind --exec and would be an argument of that command.`, {
    hint: 'Give ids before --exec; for an argument of this kind write the whole command as one word.',
  });
}

async function watchedOf(
  services: Opened,
  io: Io,
  ids: readonly string[],
  {offline = false, interval = INTERVAL_MS, signal}: RunOptions,
): Promise<Watched> {
  if (ids.length === 0) {
    const {values} = await inEachAccount(services, io, (part) => Promise.resolve(watchList(part, {offline})));
    return joinWatched(values);
  }
  const options = {intervalMs: offline ? Infinity : interval, signal};
  const wanted = Map.groupBy(ids, (id) => accountOf(services, id).services);
  const watched = [...wanted].map(async ([part, own]) => {
    const numbers = own.map((id) => accountOf(services, id).number);
    const name = services.several === undefined ? undefined : part.account.profile;
    return {name, value: await watchTickets(part, numbers, options)};
  });
  return joinWatched(await Promise.all(watched));
}

type Following = {
  readonly watched: Watched;
  readonly until: Until;
  readonly tell: Teller;
  readonly trouble: (watched: Watched) => void;
};

/** Tells changes until the condition holds (true) or the time is up (false). */
async function follow(
  {watched, until, tell, trouble}: Following,
  {timeout = Infinity, all, signal}: RunOptions,
): Promise<boolean> {
  const endsAt = performance.now() + timeout;
  const met = new Set(watched.met(until.isMetIn));
  const isDone = () =>
    all === true && watched.ids.length > 0 ? met.size >= watched.ids.length : met.size > 0;
  tell.line();
  while (!isDone() && performance.now() < endsAt) {
    await pause(Math.min(LOOK_MS, Math.max(0, endsAt - performance.now())), undefined, {signal});
    for (const change of watched.look()) {
      tell.change(change);
      if (until.isMetBy(change)) met.add(change.id);
    }
    tell.line();
    trouble(watched);
  }
  await tell.done();
  return isDone();
}

type Teller = {
  readonly change: (change: Change) => void;
  readonly line: () => void;
  readonly done: () => Promise<void>;
};

function teller(
  {store, clock}: Pick<Services, 'clock' | 'store'>,
  io: Io,
  ids: readonly string[],
  options: RunOptions,
): Teller {
  const {format = 'line', exec, signal} = options;
  let last = '';
  // One after the other, in the order of the changes.
  let hooks = Promise.resolve();
  return {
    change: (change) => {
      const json = changeJson(store, change, clock.now());
      if (format === 'json') io.out(json);
      else if (format === 'line') io.out(changeLine(change, clock.now()));
      if (exec !== undefined)
        hooks = hooks.then(() => reportHook(io, {command: exec, env: io.env, signal}, json));
    },
    line: () => {
      const text = format === 'tmux' ? statusLine(store, ids) : '';
      if (text === last) return;
      last = text;
      io.out(text);
    },
    done: () => hooks,
  };
}

async function reportHook(io: Io, hook: Parameters<typeof runHook>[0], json: string): Promise<void> {
  const problem = await runHook(hook, json);
  if (problem !== undefined && !hook.signal.aborted)
    io.err(`casedeck: The command of --exec failed: ${problem}.\n`);
}

/** Tells once that the service cannot be reached, and once that it can be again. Throws what no waiting mends, of several accounts where no other is left. */
function troubleTeller(several: Opened['several'], io: Io): Following['trouble'] {
  const told = new Map<string | undefined, string>();
  const ioOf = (name: string | undefined) => (name === undefined ? io : ioOfAccount(io, name));
  return (watched) => {
    const failures = watched.failures();
    const lost = failures.filter(({value}) => isForGood(value));
    if (lost[0] !== undefined && lost.length >= (several?.parts.length ?? 1)) throw lost[0].value;
    for (const {name, value: error} of failures.filter(
      (failure) => told.get(failure.name) !== failure.value.kind,
    )) {
      told.set(name, error.kind);
      tellFailure(ioOf(name), error);
    }
    for (const name of [...told.keys()].filter((one) => !failures.some((failure) => failure.name === one))) {
      told.delete(name);
      ioOf(name).note('casedeck: The service answers again.\n');
    }
  };
}

function tellFailure(io: Io, error: AppError): void {
  if (isForGood(error)) tellAccount(io, error, ' The others are watched.');
  else io.note(`casedeck: ${describeError(error).title} Trying on.\n`);
}

function isForGood({kind}: AppError): boolean {
  return kind === 'auth' || kind === 'store';
}

/** When a watch has seen what it was started for. */
type Until = {
  /** Whether this change is it. */
  readonly isMetBy: (change: Change) => boolean;
  /** Whether a ticket in this status needs no waiting at all. */
  readonly isMetIn: (status: string | undefined) => boolean;
};

const KINDS: readonly Change['kind'][] = ['note', 'email', 'file'];
const HELP = 'changed, note, email, file, status:STATUS or never';

/** Parses `--until`. Throws an AppError `usage`. */
function parseUntil(text: string): Until {
  const never = () => false;
  if (text === 'never') return {isMetBy: never, isMetIn: never};
  if (text === 'changed') return {isMetBy: () => true, isMetIn: never};
  const kind = KINDS.find((item) => item === text);
  if (kind !== undefined) return {isMetBy: (change) => change.kind === kind, isMetIn: never};
  const statuses = /^status:(.+)$/i.exec(text)?.[1]?.split(',').flatMap(statusNamed);
  if (statuses === undefined)
    throw new AppError('usage', `--until "${text}" is not understood.`, {hint: `It is one of ${HELP}.`});
  const isOne = (status: string | undefined) => status !== undefined && statuses.includes(status);
  return {isMetBy: (change) => isOne(change.status), isMetIn: isOne};
}
