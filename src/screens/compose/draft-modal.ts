import {answerFields} from '../../domain/orders/negotiation.ts';
import type {DraftKey, DraftKind} from '../../domain/records.ts';
import type {Modal} from '../../state/navigation.ts';
import type {Store} from '../../store/store.ts';

type OfTicket = DraftKey & {readonly kind: Exclude<DraftKind, 'create'>};

/** Where a text for a ticket is written, or written on: a draft of an answer knows which one it is. */
export function draftModal(store: Pick<Store, 'draft'>, {ticketId, kind}: OfTicket): Modal {
  switch (kind) {
    case 'cancel':
      return {kind, ticketId, field: 'reason'};
    case 'answer': {
      const fields = answerFields(store.draft(ticketId, kind)?.fields ?? {});
      const chosen = fields && {action: fields.action, referenceId: fields.referenceId};
      return {kind, ticketId, chosen, field: 'reason'};
    }
    case 'remark':
      return {kind, ticketId};
    default:
      return {kind: 'compose', ticketId, draft: kind};
  }
}
