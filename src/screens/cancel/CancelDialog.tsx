import {useMemo, useState} from 'react';
import {LIMITS} from '../../domain/limits.ts';
import {plainId} from '../../domain/ticket/ticket-ids.ts';
import {cancelDoubt, differingLines, lineName} from '../../domain/ticket/permissions.ts';
import {createAskTwice} from '../../state/ask-twice.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useDraft} from '../../hooks/useDraft.ts';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {aloneText} from '../compose/alone-text.ts';
import type {Ui} from '../ui.ts';
import {savedText} from '../compose/draft-text.ts';
import {askAgain, isReason, sendDraft} from '../compose/send-draft.ts';
import {TextDialog} from '../compose/TextDialog.tsx';
import {clockOf} from '../ticket/times.ts';
import {statusLabel} from '../../domain/ticket.ts';
import {line, span, type Line} from '../../components/lines.ts';
import type {AccountInfo} from '../../domain/account.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {wrap} from '../../text/width.ts';

export type CancelDialogProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly height: number;
  readonly ticketId: string;
  /** The field that hears the keys. */
  readonly field: 'reason' | 'id';
};

/** Cancelling a ticket: what will happen, why (a reason), and the ticket's id typed out. Enter never confirms. */
export function CancelDialog({ui, width, height, ticketId, field}: CancelDialogProps) {
  const services = useServices();
  const {stored} = useTicket(ticketId);
  const draft = useDraft(ticketId, 'cancel');
  const typedId = useMemo(() => createState(''), []);
  const [asks] = useState(() => createAskTwice());
  const {zone} = clockOf(stored?.ticket ?? {ibx: []}, useValue(ui.nav).time, draft.savedAt.get() ?? 0);
  const goTo = (next: 'reason' | 'id') =>
    ui.go({type: 'modal', modal: {kind: 'cancel', ticketId, field: next}});
  const send = () => {
    if (!isReason(ui, draft, () => goTo('reason'))) return undefined;
    if (![ticketId, services.owner(ticketId).number].includes(plainId(typedId.get()))) {
      goTo('id');
      const words = `Type the ticket's id, ${ticketId}, to confirm.`;
      return ui.go({type: 'notice', notice: {tone: 'error', message: words}});
    }
    const doubt = cancelDoubt(stored?.ticket ?? {});
    if (!asks.goesOn(doubt?.message)) return askAgain(ui, doubt?.message ?? '');
    sendDraft(ui, services, draft, {kind: 'cancel', ticketId});
  };
  return (
    <TextDialog
      ui={ui}
      width={width}
      height={height}
      title={`Cancel ${ticketId}${aloneText(ui)}`}
      foot={`${ui.keyFor('write.send')} cancels the ticket, ${ui.keyFor('write.close')} leaves it${savedText(draft, zone)}`}
      head={
        stored === undefined
          ? []
          : consequenceLines(stored, services.owner(ticketId).account, width - 4, height)
      }
      draft={draft}
      name={`cancel-${ticketId}`}
      label="Reason"
      limit={LIMITS.cancelReason.max}
      confirmation={{label: 'Type the id to confirm:', placeholder: ticketId, text: typedId}}
      isConfirming={field === 'id'}
      onField={(isConfirming) => goTo(isConfirming ? 'id' : 'reason')}
      send={send}
    />
  );
}

/** What is about to be cancelled, for whom, and what follows; shorter where there is little room. */
function consequenceLines(
  {ticket, row}: StoredTicket,
  account: AccountInfo,
  width: number,
  height: number,
): readonly Line[] {
  const owner = [ticket.accountNumber, ticket.accountName].filter((part) => part !== undefined).join(' ');
  const what = [statusLabel(ticket.status), ticket.ibx.join(', '), row.summary]
    .filter((part) => part !== '')
    .join('  ');
  const doubt = cancelDoubt(ticket);
  const warning = doubt === undefined ? [] : wrap(`${doubt.message} It decides when it is asked.`, width);
  const lines: readonly Line[] = [
    line(span(what, 'strong')),
    ...wrap(`Account ${owner}  ${account.environment}, ${account.endpoint}`, width).map((text) => line(text)),
    ...wrap(CONSEQUENCE, width).map((text) => line(text)),
    ...warning.map((text) => line(span(text, 'warning'))),
    ...differingLines(ticket, 'cancellable').map((item) =>
      line(span(`${lineName(item)} cannot be cancelled, says the service.`, 'warning')),
    ),
    line(),
  ];
  if (height >= 14) return lines;
  const short = `Account ${ticket.accountNumber ?? ''}  ${account.environment}`;
  const last =
    doubt === undefined ? 'That cannot be taken back.' : 'The service says that it cannot be cancelled.';
  return [line(span(what, 'strong')), line(short), line(last)];
}

const CONSEQUENCE =
  'Equinix is asked to stop working on this ticket. That cannot be taken back: a cancelled ticket takes no more notes, and a new one must be opened instead.';
