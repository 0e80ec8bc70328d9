import type {Io} from '../../console/session/io.ts';
import type {TransferProgress} from '../../files/transfer-meter.ts';
import {transferText} from '../../files/transfer-text.ts';

const EVERY_MS = 100;

/** Shows transfers on the progress line, one after the other, each a few times a second. */
export function showTransfer(io: Io): (name: string, progress: TransferProgress) => void {
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = '';
  return (name, progress) => {
    const now = performance.now();
    const isLast = progress.done === progress.total;
    if (name === shown && now - shownAt < EVERY_MS && !isLast) return;
    shown = name;
    shownAt = now;
    io.progress(transferText(name, progress));
  };
}
