import {byteText} from '../text/byte-text.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {TransferProgress} from './transfer-meter.ts';

const BAR = 10;

/** `[##--------]  26%  2.6 MB of 10.0 MB  1.2 MB/s  6 s left  sw1.txt`: on a narrow line the name is cut, not the numbers. */
export function transferText(name: string, {done, total, rate, etaMs}: TransferProgress): string {
  const part = total === undefined || total === 0 ? undefined : Math.min(1, done / total);
  const filled = Math.floor((part ?? 0) * BAR);
  return [
    part === undefined ? undefined : `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}]`,
    part === undefined ? undefined : `${Math.floor(part * 100)}%`.padStart(4),
    total === undefined ? byteText(done) : `${byteText(done)} of ${byteText(total)}`,
    rate > 0 ? `${byteText(Math.round(rate))}/s` : undefined,
    etaMs === undefined || done === total ? undefined : leftText(etaMs),
    toSafeLine(name),
  ]
    .filter((words) => words !== undefined)
    .join('  ');
}

function leftText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}
