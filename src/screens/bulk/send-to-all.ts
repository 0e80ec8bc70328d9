import type {BulkResult} from '../../state/bulk-state.ts';
import type {EditedDraft} from '../../hooks/useDraft.ts';
import {NO_CONTENT} from '../../domain/draft-content.ts';
import {describeError} from '../../errors.ts';
import type {Services} from '../../state/services.ts';
import {wholeTextOf} from '../../text/edit/text-buffer.ts';
import type {Ui} from '../ui.ts';
import type {BulkAction, BulkTarget} from './bulk-targets.ts';

export type ToAll = {readonly action: BulkAction; readonly targets: readonly BulkTarget[]};

/**
 * Hands the text to the outbox once for each ticket, then shows what comes of each. Where the outbox takes
 * it for none, everything stays as it is, with the reason.
 */
export function sendToAll(
  ui: Pick<Ui, 'bulk' | 'fail' | 'go'>,
  {outbox, store}: Pick<Services, 'outbox' | 'store'>,
  draft: EditedDraft,
  {action, targets}: ToAll,
): void {
  // Saved first: should sending fail half-way, the text is there at the next start.
  draft.flush();
  const text = wholeTextOf(draft.buffer.get());
  const failures: unknown[] = [];
  const results = targets.map(({id, problem}): BulkResult => {
    if (problem !== undefined) return {id, state: 'left out', message: problem};
    try {
      const item = outbox.send({kind: action, ticketId: id, text});
      return {id, state: 'waiting', message: 'waiting to be sent', item: item.id};
    } catch (error) {
      failures.push(error);
      return {id, state: 'failed', message: describeError(error).title};
    }
  });
  if (!results.some(({item}) => item !== undefined)) return ui.fail(failures[0]);
  draft.forget();
  store.saveDraft({ticketId: '', kind: action, ...NO_CONTENT});
  ui.bulk.set({title: action === 'cancel' ? 'Cancel' : 'Note to all', results});
  ui.go({type: 'modal', modal: {kind: 'results'}});
}
