import type {DraftKind} from '../../src/domain/records.ts';
import {openStore} from '../../src/store/open-store.ts';
import {databaseOf} from './start-console.ts';

/**
 * The text of a draft as the next start would find it. On a slow disk the screen may be ahead of it by a tenth of a second, and
 * says when it was saved last: whoever kills waits for this.
 */
export function draftIn(home: string, ticketId: string, kind: DraftKind): string | undefined {
  const store = openStore({file: databaseOf(home)});
  try {
    return store.draft(ticketId, kind)?.text;
  } finally {
    store.close();
  }
}
