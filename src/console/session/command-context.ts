import type {Command} from 'commander';
import {setTimeout as pause} from 'node:timers/promises';
import {AppError, describeError} from '../../errors.ts';
import type {Services, Storage} from '../../state/services.ts';
import {type Io, tellError} from './io.ts';
import type {GlobalFlags, Opened} from './open-services.ts';
import {createLentTerminal} from './lent-terminal.ts';

/** What a command's definition gets: where to add itself, and how to run. */
export type CommandContext = {
  readonly program: Command;
  readonly io: Io;
  readonly flags: () => GlobalFlags;
  /** The exit code of this run. */
  readonly done: (code: number) => void;
  /** Opens store and API, runs, closes; the command's code is the exit code. */
  readonly withServices: (work: Work, options?: WorkOptions) => Promise<void>;
};

export type WorkOptions = {
  /** Works without a database where it cannot be used: the service alone answers, and nothing is kept. */
  readonly goOn?: boolean;
  /** Nothing is done: what already waits for the team's desk goes on waiting, too. */
  readonly isDry?: boolean;
  /** Reads several profiles (`--profile prod,lab`) as one; other commands want one. */
  readonly several?: boolean;
};

/**
 * The signal is aborted by ctrl-c. What must come to an end of its own even then (a file taken away, a
 * note's fate written down) goes through `finishing`.
 */
export type Work = (services: Opened, interrupted: AbortSignal, finishing: Finishing) => Promise<number>;
export type Finishing = <T>(work: Promise<T>) => Promise<T>;

/** How long such an end may take. */
const LAST_MS = 5000;
/** The same after a SIGTERM: whoever sends it waits for no more than two seconds. */
const AT_ONCE_MS = 1000;

export async function withServices(
  io: Io,
  flags: GlobalFlags,
  work: Work,
  {goOn, several = false, isDry = false}: WorkOptions = {},
): Promise<number> {
  const {openServices} = await import('./open-services.ts');
  const {createPlatform} = await import('./platform.ts');
  const {passphraseAsker} = await import('./ask-passphrase.ts');
  const {openAsked} = await import('./several-profiles.ts');
  const {inTurn} = await import('./ask-in-turn.ts');
  const {withoutCredential} = await import('../../secrets/environment.ts');
  const {interrupted, forget, ignoredDuring} = listenForInterrupt();
  const running = new Set<Promise<unknown>>();
  const finishing: Finishing = (promise) => {
    running.add(promise);
    return promise;
  };
  try {
    const {ask: askPassphrase} = inTurn(flags.input === false ? undefined : passphraseAsker(io));
    const shared = {
      env: io.env,
      goOn,
      platform: createPlatform(io.env, ignoredDuring),
      onRetry: ({error}: {readonly error: AppError}) =>
        io.progress(`casedeck: ${describeError(error).title} Trying again.`),
      askPassphrase,
    };
    const openOne = () => openServices({...shared, flags});
    const openNamed = (profile: string) =>
      openServices({...shared, env: withoutCredential(io.env), flags: {...flags, profile}});
    const services = several ? await openAsked(io.env, openOne, openNamed) : await openOne();
    tellStorage(services.storage, io);
    try {
      return await Promise.race([work(services, interrupted, finishing), rejectedBy(interrupted)]);
    } finally {
      if (interrupted.aborted)
        await Promise.race([
          Promise.allSettled(running),
          pause(isTerminated(interrupted) ? AT_ONCE_MS : LAST_MS),
        ]);
      const left = interrupted.aborted || isDry ? undefined : await services.team.finish();
      if (left !== undefined) io.note(`casedeck: ${left}\n`);
      tellTrouble(services.storage, io);
      await closeServices(services);
    }
  } finally {
    forget();
  }
}

const TERMINATED = 'Terminated.';

function isTerminated({reason}: AbortSignal): boolean {
  return reason instanceof AppError && reason.message === TERMINATED;
}

type Interrupt = {
  readonly interrupted: AbortSignal;
  readonly forget: () => void;
  /** An editor has the terminal: its ctrl-c is none of ours. */
  readonly ignoredDuring: <T>(run: () => Promise<T>) => Promise<T>;
};

/** A second ctrl-c ends the process as usual. */
function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const lent = createLentTerminal();
  const forget = () => {
    for (const signal of signals) process.off(signal, interrupt);
  };
  const interrupt = (signal: NodeJS.Signals) => {
    if (lent.isLent() && signal === 'SIGINT') return;
    forget();
    controller.abort(new AppError('cancelled', signal === 'SIGTERM' ? TERMINATED : 'Interrupted.'));
  };
  for (const signal of signals) process.on(signal, interrupt);
  return {interrupted: controller.signal, forget, ignoredDuring: lent.during};
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = () => reject(signal.reason as AppError);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, {once: true});
  });
}

async function closeServices({
  poller,
  outbox,
  store,
}: Pick<Services, 'outbox' | 'poller' | 'store'>): Promise<void> {
  poller.stop();
  await outbox.stop(0);
  store.close();
}

/** Before a command works, and during it as it comes: what happened to the database; that it cannot be used. */
function tellStorage({lost, lostOf = 'this', notice, subscribe}: Storage, io: Io): void {
  let told: string | undefined;
  const tell = () => {
    const words = notice();
    if (words !== undefined && words !== told) io.err(`casedeck: ${words}\n`);
    told = words;
  };
  tell();
  subscribe(tell);
  if (lost === undefined) return;
  tellError(io, lost);
  io.note(`casedeck: Nothing of ${lostOf} is kept on this machine.\n`);
}

/** After it: what could not be written down, although the work itself was done. */
function tellTrouble({trouble}: Storage, io: Io): void {
  const error = trouble();
  if (error !== undefined) tellError(io, error);
}
