import {AppError} from '../errors.ts';
import type {TransferProgress} from '../files/transfer-meter.ts';
import {transferText} from '../files/transfer-text.ts';
import {createState, type State} from './state.ts';

/** What is being uploaded, downloaded or fetched now, in words for one line. */
export type Transfer = {readonly message: string; readonly stop: () => void};

export type TransferReport = {
  readonly signal: AbortSignal;
  readonly say: (words: string) => void;
  readonly progress: (name: string, progress: TransferProgress) => void;
};

/** One transfer at a time, shown wherever the user is, and stopped by a key. */
export type TransferState = State<Transfer | undefined> & {
  /** Throws an AppError `conflict` while another one runs, `cancelled` when it is stopped. */
  readonly run: <T>(words: string, work: (report: TransferReport) => Promise<T>) => Promise<T>;
};

/** Over a slow line each change costs bytes. */
const EVERY_MS = 150;

export function createTransferState(now: () => number): TransferState {
  const state = createState<Transfer | undefined>(undefined);
  return {
    ...state,
    async run(words, work) {
      if (state.get() !== undefined) {
        throw new AppError('conflict', `Wait until this has ended: ${state.get()?.message ?? ''}`, {
          hint: 'Or stop it.',
        });
      }
      const controller = new AbortController();
      const stop = () => controller.abort(new AppError('cancelled', 'Stopped.'));
      const say = (text: string) => state.set({message: text, stop});
      let saidAt = Number.NEGATIVE_INFINITY;
      const progress = (name: string, step: TransferProgress) => {
        if (now() - saidAt < EVERY_MS && step.done !== step.total) return;
        saidAt = now();
        say(transferText(name, step));
      };
      say(words);
      try {
        return await work({signal: controller.signal, say, progress});
      } finally {
        state.set(undefined);
      }
    },
  };
}
