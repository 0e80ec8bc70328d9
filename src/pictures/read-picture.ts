import {readFileSync} from 'node:fs';
import {getRawAsset, isSea} from 'node:sea';
import {Worker} from 'node:worker_threads';
import {AppError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {Pixels} from './pixels.ts';
import type {WorkerJob, WorkerReply} from './picture-worker.ts';

/** The pictures of a camera, and no more: a larger one is for a program that shows pictures. */
export const MOST_PICTURE_BYTES = 30 * 1024 * 1024;
/** Of a processor's time, and not by the clock: a busy machine takes longer for the same picture. */
const MOST_WORK_MS = 20_000;
const LOOK_MS = 500;
const MEMORY_MB = 384;
/** What is kept of a picture: enough for every terminal, and for a closer look. */
const KEPT = {width: 2400, height: 2400};

export type ReadPicture = {
  readonly pixels: Pixels;
  /** The size of the whole picture. */
  readonly full: {readonly width: number; readonly height: number};
};

/**
 * Decodes a picture upright, in a thread of its own with limits of time, memory and pixels. Throws an AppError
 * `input` that says why it cannot be shown; `cancelled` where the signal came first.
 */
export async function readPicture(bytes: Uint8Array, signal?: AbortSignal): Promise<ReadPicture> {
  if (bytes.byteLength > MOST_PICTURE_BYTES)
    throw refused(`it has ${Math.round(bytes.byteLength / 1e6)} MB, more than the 30 that are shown`);
  const reply = await run({bytes, most: KEPT}, signal);
  if ('problem' in reply) throw refused(reply.problem);
  return reply;
}

function refused(problem: string): AppError {
  return new AppError('input', `The picture cannot be shown: ${toSafeLine(problem).slice(0, 200)}.`, {
    hint: 'Save it and open it on your own machine.',
  });
}

async function run(job: WorkerJob, signal?: AbortSignal): Promise<WorkerReply> {
  const worker = start(job);
  try {
    return await new Promise<WorkerReply>((resolve, reject) => {
      const isTooLong = workMeter(worker);
      const timer = setInterval(() => {
        isTooLong().then(
          (tooLong) => tooLong && resolve({problem: 'it takes too long to decode'}),
          () => undefined,
        );
      }, LOOK_MS);
      timer.unref();
      signal?.addEventListener('abort', () => reject(new AppError('cancelled', 'The picture was left.')), {
        once: true,
      });
      worker.once('message', (reply: WorkerReply) => resolve(reply));
      worker.once('error', (error) => resolve({problem: messageOf(error)}));
      worker.once('exit', () => {
        clearInterval(timer);
        resolve({problem: 'the decoder ended without an answer'});
      });
    });
  } finally {
    void worker.terminate();
  }
}

/** Tells whether the worker has worked for too long; a Node that does not know of that (before 24.6) goes by the clock. */
function workMeter(worker: Worker): () => Promise<boolean> {
  const began = Date.now();
  return async () => {
    if (!('cpuUsage' in worker)) return Date.now() - began > MOST_WORK_MS;
    const {user, system} = await worker.cpuUsage();
    return (user + system) / 1000 > MOST_WORK_MS;
  };
}

function messageOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'it needs too much memory';
  return error instanceof Error ? error.message : String(error);
}

/** From the sources, beside the bundle, or inside the executable. */
function start(workerData: WorkerJob): Worker {
  const options = {
    workerData,
    // A decoder needs no environment, and nothing that it writes may reach the terminal.
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: {maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32},
  };
  const here = import.meta.url;
  if (here.endsWith('/read-picture.ts')) return new Worker(new URL('./picture-worker.ts', here), options);
  const source = isSea()
    ? Buffer.from(getRawAsset('pictures.cjs')).toString('latin1')
    : readFileSync(new URL('./pictures.cjs', here), 'latin1');
  return new Worker(source, {...options, eval: true});
}
