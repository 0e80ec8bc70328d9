import type {Command} from 'commander';
import {AppError} from '../errors.ts';
import type {Services} from '../services.ts';
import type {Io} from './io.ts';
import type {GlobalFlags, Opened} from './open-services.ts';

/** What a command's definition gets: where to add itself, and how to run. */
export type CommandContext = {
  readonly program: Command;
  readonly io: Io;
  readonly flags: () => GlobalFlags;
  /** The exit code of this run. */
  readonly done: (code: number) => void;
  /** Opens store and API, runs, closes; the command's code is the exit code. */
  readonly withServices: (work: Work) => Promise<void>;
};

/** The signal is aborted by ctrl-c; whoever has something to bring to its end listens to it. */
type Work = (services: Opened, interrupted: AbortSignal) => Promise<number>;

export async function withServices(io: Io, flags: GlobalFlags, work: Work): Promise<number> {
  const {openServices} = await import('./open-services.ts');
  const {createPlatform} = await import('./platform.ts');
  const services = await openServices({env: io.env, flags, platform: createPlatform(io.env)});
  const {interrupted, forget} = listenForInterrupt();
  try {
    return await Promise.race([work(services, interrupted), rejectedBy(interrupted)]);
  } finally {
    forget();
    await closeServices(services);
  }
}

/** A second ctrl-c ends the process as usual. */
function listenForInterrupt(): {readonly interrupted: AbortSignal; readonly forget: () => void} {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new AppError('cancelled', 'Interrupted.'));
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, interrupt);
  const forget = () => {
    for (const signal of signals) process.off(signal, interrupt);
  };
  return {interrupted: controller.signal, forget};
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as AppError), {once: true});
  });
}

async function closeServices({poller, outbox, store}: Services): Promise<void> {
  poller.stop();
  await outbox.stop(0);
  store.close();
}
