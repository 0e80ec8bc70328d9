import {useMemo, useState} from 'react';
import type {AnswerFields, Negotiation} from '../../domain/orders/negotiation.ts';
import {MOST_TAKE_BACK_MS} from '../../domain/outbox-before.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {plainId} from '../../domain/ticket/ticket-ids.ts';
import {orderNumberOf} from '../../domain/ticket.ts';
import type {EditedDraft} from '../../hooks/useDraft.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {createAskTwice} from '../../state/ask-twice.ts';
import {createState, type State} from '../../state/state.ts';
import {askAgain, sendDraft} from '../compose/send-draft.ts';
import type {Ui} from '../ui.ts';

export type AnswerToSend = {
  readonly stored: StoredTicket | undefined;
  readonly ticketId: string;
  readonly chosen: Pick<AnswerFields, 'action' | 'referenceId'>;
  /** Undefined where it waits no longer. */
  readonly question: Negotiation | undefined;
  readonly draft: EditedDraft;
  /** What speaks against it: said before it is sent, and one more key sends it. */
  readonly against: readonly string[];
  readonly goTo: (field: 'reason' | 'id') => void;
};

/** What sends an answer, and the number that is typed to confirm one that ends the order. */
export function useSendAnswer(
  ui: Ui,
  {stored, ticketId, chosen, question, draft, against, goTo}: AnswerToSend,
): {readonly typedId: State<string>; readonly send: () => void} {
  const services = useServices();
  const typedId = useMemo(() => createState(''), []);
  const [asks] = useState(() => createAskTwice());
  const orderId = stored === undefined ? undefined : orderNumberOf(stored.ticket);
  const isConfirmed = () => {
    const typed = plainId(typedId.get());
    const isId = [ticketId, orderId, services.owner(ticketId).number].includes(typed);
    return chosen.action !== 'CANCEL' || isId;
  };
  const send = () => {
    if (!isConfirmed()) {
      goTo('id');
      const words = `Type the ticket's id, ${ticketId}, to confirm.`;
      return ui.go({type: 'notice', notice: {tone: 'error', message: words}});
    }
    const doubt = against.length === 0 ? undefined : against.join(' ');
    if (!asks.goesOn(doubt)) return askAgain(ui, doubt ?? '');
    const {action, referenceId} = chosen;
    const until = question?.expires === undefined ? {} : {expires: question.expires};
    const fields: AnswerFields = {orderId: orderId ?? '', referenceId, action, ...until};
    return sendDraft(ui, services, draft, {
      kind: 'answer',
      ticketId,
      extra: JSON.stringify(fields),
      takeBackMs: Math.min(services.settings.notes.takeBackMs, MOST_TAKE_BACK_MS),
    });
  };
  return {typedId, send};
}
