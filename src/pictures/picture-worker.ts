import {parentPort, workerData} from 'node:worker_threads';
import {decodePicture} from './decode-picture.ts';
import {shrink, type Pixels} from './pixels.ts';

/** What the worker is given: the file, and how much of the picture is wanted at which size. */
export type WorkerJob = {
  readonly bytes: Uint8Array;
  /** At most so many pixels; a smaller picture stays as it is. */
  readonly most: {readonly width: number; readonly height: number};
};
export type WorkerReply =
  | {readonly pixels: Pixels; readonly full: {readonly width: number; readonly height: number}}
  | {readonly problem: string};

async function work({bytes, most}: WorkerJob): Promise<WorkerReply> {
  try {
    const full = await decodePicture(bytes);
    const scale = Math.min(1, most.width / full.width, most.height / full.height);
    const size = {width: Math.round(full.width * scale), height: Math.round(full.height * scale)};
    const whole = {left: 0, top: 0, width: full.width, height: full.height};
    const pixels = shrink(full, whole, size);
    return {pixels, full: {width: full.width, height: full.height}};
  } catch (error) {
    return {problem: plain(error instanceof Error ? error.message : String(error))};
  }
}

/** What decoders say is meant for programmers. */
function plain(message: string): string {
  if (/limit exceeded|larger than \d+ bytes|buffer.*too large/i.test(message))
    return 'it needs too much memory';
  return `it is broken, or of a rare kind (${message})`.replace(
    /^it is broken, or of a rare kind \((it .*)\)$/,
    '$1',
  );
}

// Only the worker has a port; types may be imported by anybody.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of Node's, and no window
if (parentPort !== null) parentPort.postMessage(await work(workerData as WorkerJob));
