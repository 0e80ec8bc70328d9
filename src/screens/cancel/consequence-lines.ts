import {statusWords} from '../../domain/ticket.ts';
import {cancelDoubt, differingLines, lineName} from '../../domain/permissions.ts';
import {line, span, type Line} from '../../components/lines.ts';
import type {AccountInfo} from '../../domain/account.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {wrap} from '../../text/width.ts';

/** What is about to be cancelled, for whom, and what follows; shorter where there is little room. */
export function consequenceLines(
  {ticket, row}: StoredTicket,
  account: AccountInfo,
  width: number,
  height: number,
): readonly Line[] {
  const owner = [ticket.accountNumber, ticket.accountName].filter((part) => part !== undefined).join(' ');
  const what = [statusWords(ticket.status), ticket.ibx.join(', '), row.summary]
    .filter((part) => part !== '')
    .join('  ');
  const doubt = cancelDoubt(ticket);
  const warning = doubt === undefined ? [] : wrap(`${doubt.words} It decides when it is asked.`, width);
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
