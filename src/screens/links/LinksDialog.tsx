import {useMemo} from 'react';
import {inputLine} from '../../components/input-line.ts';
import {line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import type {TextLink} from '../../domain/ticket/ticket-links.ts';
import type {Ticket} from '../../domain/ticket.ts';
import {useEmails, type EmailView} from '../../hooks/ticket/useEmail.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {Services} from '../../state/services.ts';
import {createPicker} from '../../state/picker-state.ts';
import {numberEntry, numberText, openNumber} from '../open-number.ts';
import {placeLabel, shownLines} from '../pointed-lines.ts';
import type {Guide, Selection, Sharing, Sized} from '../ui.ts';
import {usePicker} from '../usePicker.ts';
import {linksOf} from './links-of.ts';

export type LinksDialogProps = Sized<Guide & Selection & Sharing> & {
  readonly ticketId: string;
  /** Those whose text is meant; undefined: the ticket itself, with all e-mails that were read. */
  readonly emailIds: readonly string[] | undefined;
};

type NumberedLink = TextLink & {readonly number: number};

/** What can be opened of a text: addresses in the browser, numbers as tickets. */
export function LinksDialog({ui, width, height, ticketId, emailIds}: LinksDialogProps) {
  const services = useServices();
  const {store} = services;
  const picker = useMemo(() => createPicker(), []);
  useValue(picker.buffer);
  const ticket = useTicket(ticketId).stored?.ticket;
  const read = useEmails(ticket, emailIds ?? readEmails(ticket, store));
  const links = linksOf(ticket, read.readable, emailIds === undefined).map((link, index) => ({
    ...link,
    number: index + 1,
  }));
  const typed = picker.text().trim().toLowerCase();
  const close = () => ui.go({type: 'modal', modal: undefined});
  const list = usePicker(picker, {
    entries: matching(links, typed),
    keyOf: ({kind, target}) => `${kind} ${target}`,
    page: Math.max(1, height - 3),
    onChoose(link) {
      if (link === undefined) return;
      close();
      if (link.kind === 'url') ui.browse(link.target);
      else openNumber(ui, services, numberEntry(link.target, store, ticketId));
    },
    onClose: close,
  });
  const lines = shownLines(list, Math.max(1, height - 3), ({kind, target, number}, selected) => {
    const entry = kind === 'ticket' ? numberEntry(target, store, ticketId) : undefined;
    const words = entry === undefined ? target : `${numberText(entry)}  ${entry.row?.summary ?? ''}`;
    return {...line(span(`  [${number}] `, 'dim'), words), selected};
  });
  return (
    <Pane
      width={width}
      height={height}
      title={`Links in ${ticketId}`}
      foot={placeLabel(list)}
      lines={[
        inputLine(span(' Number or words: ', 'strong'), list.field),
        ...(lines.length > 0 ? lines : [line(span(`  ${emptyText(links, read)}`, 'dim'))]),
      ]}
      focused
    />
  );
}

function emptyText(links: readonly TextLink[], {isReading}: EmailView): string {
  if (isReading) return 'Reading…';
  return links.length === 0 ? 'No address and no number of a ticket stands in it.' : 'None is like that.';
}

function readEmails(ticket: Ticket | undefined, store: Services['store']): readonly string[] {
  return (ticket?.emails ?? [])
    .map(({id}) => id)
    .filter((id) => store.email(ticket?.id ?? '', id) !== undefined);
}

/** A number means the link that has it; anything else is looked for in the addresses. */
function matching(links: readonly NumberedLink[], typed: string): readonly NumberedLink[] {
  const exact = links.filter(({number}) => String(number) === typed);
  const others = links.filter(
    ({number, target}) => String(number) !== typed && target.toLowerCase().includes(typed),
  );
  return [...exact, ...others];
}
