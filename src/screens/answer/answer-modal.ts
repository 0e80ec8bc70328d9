import {answerFields} from '../../domain/orders/negotiation.ts';
import type {Modal} from '../../state/navigation.ts';
import type {Store} from '../../store/store.ts';

/** The answer to what an order asks, where it was left: a draft that was taken back knows what it says. */
export function answerModal(store: Pick<Store, 'draft'>, ticketId: string): Modal {
  const fields = answerFields(store.draft(ticketId, 'answer')?.fields ?? {});
  const chosen = fields === undefined ? undefined : {action: fields.action, referenceId: fields.referenceId};
  return {kind: 'answer', ticketId, chosen, field: 'reason'};
}
