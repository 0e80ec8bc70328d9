import {byteWords} from '../text/byte-words.ts';
import {toSafeLine} from '../text/to-safe-text.ts';
import type {TransferProgress} from './transfer-meter.ts';

const BAR = 20;

/** `sw1.txt  [#####---------------]  26%  2.6 MB of 10.0 MB  1.2 MB/s  6 s left`. */
export function transferWords(name: string, {done, total, rate, etaMs}: TransferProgress): string {
  const part = total === undefined || total === 0 ? undefined : Math.min(1, done / total);
  const filled = Math.floor((part ?? 0) * BAR);
  return [
    toSafeLine(name),
    part === undefined ? undefined : `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}]`,
    part === undefined ? undefined : `${Math.floor(part * 100)}%`.padStart(4),
    total === undefined ? byteWords(done) : `${byteWords(done)} of ${byteWords(total)}`,
    rate > 0 ? `${byteWords(Math.round(rate))}/s` : undefined,
    etaMs === undefined || done === total ? undefined : `${Math.ceil(etaMs / 1000)} s left`,
  ]
    .filter((words) => words !== undefined)
    .join('  ');
}
