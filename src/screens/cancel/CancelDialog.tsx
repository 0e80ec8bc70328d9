import {LIMITS} from '../../domain/limits.ts';
import {cancelDoubt, differingLines, lineName} from '../../domain/ticket/permissions.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {ReasonDialog, warningLines} from '../compose/ReasonDialog.tsx';
import type {Guide, Selection, Sized, Writing} from '../ui.ts';
import {statusLabel} from '../../domain/ticket.ts';
import {line, span, type Line} from '../../components/lines.ts';
import type {AccountInfo} from '../../domain/account.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {wrap} from '../../text/width.ts';

export type CancelDialogProps = Sized<Guide & Selection & Writing> & {
  readonly ticketId: string;
  /** The field that hears the keys. */
  readonly field: 'reason' | 'id';
};

/** Cancelling a ticket: what will happen, why (a reason), and the ticket's id typed out. Enter never confirms. */
export function CancelDialog({ui, width, height, ticketId, field}: CancelDialogProps) {
  const {owner} = useServices();
  const {stored} = useTicket(ticketId);
  return (
    <ReasonDialog
      ui={ui}
      width={width}
      height={height}
      ticketId={ticketId}
      request={CANCEL}
      title={`Cancel ${ticketId}`}
      effect="cancels the ticket"
      head={stored === undefined ? [] : consequenceLines(stored, owner(ticketId).account, width - 4, height)}
      label="Reason"
      limit={LIMITS.cancelReason.max}
      isReasonNeeded
      numbers={NO_OTHERS}
      isConfirming={field === 'id'}
      onField={(isConfirming) =>
        ui.go({type: 'modal', modal: {kind: 'cancel', ticketId, field: isConfirming ? 'id' : 'reason'}})
      }
      doubts={[cancelDoubt(stored?.ticket ?? {})?.message]}
    />
  );
}

const CANCEL = {kind: 'cancel'} as const;
const NO_OTHERS: readonly string[] = [];

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
  const lines: readonly Line[] = [
    line(span(what, 'strong')),
    ...wrap(`Account ${owner}  ${account.environment}, ${account.endpoint}`, width).map((text) => line(text)),
    ...wrap(CONSEQUENCE, width).map((text) => line(text)),
    ...warningLines(doubt && `${doubt.message} It decides when it is asked.`, width),
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
