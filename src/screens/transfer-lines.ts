import {span, spread, type Line} from '../components/lines.ts';
import type {Transfer} from '../state/transfer-state.ts';

/** How far an upload, download or search is, and the key that stops it; nothing while there is none. */
export function transferLines(transfer: Transfer | undefined, key: string, width: number): readonly Line[] {
  if (transfer === undefined) return [];
  return [spread([span(` ${transfer.message}`, 'strong')], [span(`${key} stops `, 'dim')], width)];
}
