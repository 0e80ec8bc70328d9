import {useMemo} from 'react';
import type {Ticket} from '../api/ticket.ts';
import {line, span, type Line} from '../components/lines.ts';
import {Pane} from '../components/Pane.tsx';
import {describeError, type AppError} from '../errors.ts';
import {useKeys} from '../hooks/keys.tsx';
import {useServices} from '../hooks/services.tsx';
import {createState, useValue} from '../hooks/state.ts';
import {useEmail} from '../hooks/useEmail.ts';
import {useMarkSeen} from '../hooks/useMarkSeen.ts';
import {useTicket} from '../hooks/useTicket.ts';
import {wrap} from '../text/width.ts';
import type {TimeMode} from '../navigation.ts';
import type {Ui} from '../ui.ts';
import {emailLines} from './email-lines.ts';
import {clockOf, clockWords, timesOf} from './ticket/times.ts';
import {ticketActions} from './ticket/ticket-actions.ts';
import {usePager} from './usePager.ts';

export type EmailScreenProps = {
  readonly ui: Ui;
  readonly ticketId: string;
  readonly emailId: string;
  readonly width: number;
  readonly height: number;
};

/** One e-mail of a ticket. */
export function EmailScreen({ui, ticketId, emailId, width, height}: EmailScreenProps) {
  const services = useServices();
  const nav = useValue(ui.nav);
  const {stored} = useTicket(ticketId);
  const ticket = stored?.ticket;
  const {readable, error, retry} = useEmail(ticket, emailId);
  const quotes = useMemo(() => createState(false), []);
  const top = useMemo(() => createState(0), []);
  const showQuotes = useValue(quotes);
  const inner = width - 4;
  const now = services.clock.now();
  const lines = useMemo(() => {
    if (error !== undefined) return errorLines(error, inner);
    if (readable === undefined || ticket === undefined) return [line(span('Reading the e-mail…', 'dim'))];
    return emailLines(readable, {width: inner, quotes: showQuotes, time: emailTime(ticket, nav.time, now)});
  }, [readable, error, ticket, inner, showQuotes, nav.time, now]);
  const pager = usePager(top, lines.length, height - 2);
  useMarkSeen(ticketId, readable === undefined ? [] : [`email:${emailId}`]);

  const step = (delta: number) => () => {
    const emails = ticket?.emails ?? [];
    const next = emails[emails.findIndex((email) => email.id === emailId) + delta];
    if (next === undefined) {
      return ui.go({
        type: 'notice',
        notice: {tone: 'info', words: delta > 0 ? 'This is the newest.' : 'This is the oldest.'},
      });
    }
    ui.go({type: 'back'});
    ui.go({type: 'push', screen: {kind: 'email', ticketId, emailId: next.id}});
  };
  useKeys('email', {
    ...pager.actions,
    ...ticketActions(ui, services, ticketId),
    'email.quotes': () => quotes.set((shown) => !shown),
    'email.next': step(1),
    'email.previous': step(-1),
    'ticket.refresh': retry,
    back: () => ui.go({type: 'back'}),
  });
  const title = `${ticketId}  ${readable?.email.subject ?? 'E-mail'}`;
  return (
    <Pane
      width={width}
      height={height}
      title={title}
      foot={
        lines.length > height - 2
          ? `${Math.min(pager.top + height - 2, lines.length)} of ${lines.length}`
          : ''
      }
      lines={lines
        .slice(pager.top, pager.top + height - 2)
        .map((item) => ({...item, spans: [{text: ' '}, ...item.spans]}))}
      focused
    />
  );
}

/** An e-mail has one time, so the zone stands behind it. */
function emailTime(ticket: Ticket, mode: TimeMode, now: number): (iso: string | undefined) => string {
  const time = timesOf(ticket, mode, now);
  return (iso) => (iso === undefined ? time(iso) : `${time(iso)}  ${clockWords(clockOf(ticket, mode, now))}`);
}

function errorLines(error: AppError, width: number): readonly Line[] {
  const {title, hint, reference} = describeError(error);
  return [
    ...wrap(`The e-mail could not be read: ${title}`, width).map((row) => line(span(row, 'danger'))),
    ...(hint === undefined ? [] : wrap(hint, width).map((row) => line(row))),
    ...(reference === undefined ? [] : [line(span(reference, 'dim'))]),
    line(span('r tries again, Esc goes back.', 'dim')),
  ];
}
