import {emailLines, type EmailReading} from './email-lines.ts';
import {Box} from 'ink';
import {useEffect, useMemo} from 'react';
import type {Ticket} from '../../domain/ticket.ts';
import {inset, line, type Line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {type AppError, describeError} from '../../errors.ts';
import {createState, partOf} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {type EmailView, useEmails} from '../../hooks/ticket/useEmail.ts';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {type Nav, type TimeMode, topScreen} from '../../state/navigation.ts';
import {formatStamp, parseIso} from '../../text/time/dates.ts';
import {wrap} from '../../text/width.ts';
import type {Guide, Reader, Selection, Sized} from '../ui.ts';
import {clockOf} from '../ticket/times.ts';
import {usePager} from '../usePager.ts';
import {FindLine} from '../FindLine.tsx';
import {matchingLines, withFound, withMarks} from '../find-in-lines.ts';
import {useEmailKeys} from './useEmailKeys.ts';
import {findFoot} from '../find-keys.ts';
import {useServices} from '../../hooks/useServices.tsx';
import type {TicketParts} from '../ticket/ticket-actions.ts';
import {markShown} from '../ticket/seen-actions.ts';

export type EmailScreenProps = Sized<TicketParts & Reader> & {
  readonly ticketId: string;
  readonly emailId: string;
};

/** One e-mail of a ticket, or all of them in one scroll. */
export function EmailScreen({ui, ticketId, emailId, width, height}: EmailScreenProps) {
  const nav = useValue(ui.nav);
  const ticket = useTicket(ticketId).stored?.ticket;
  const state = useMemo(() => createState<EmailReading>({quotes: false, thread: false, find: ''}), []);
  const {quotes, thread, find} = useValue(state);
  const findState = useMemo(
    () =>
      partOf(
        state,
        (now) => now.find,
        (now, words) => ({...now, find: words}),
      ),
    [state],
  );
  const top = useMemo(() => createState(0), []);
  const ids = thread ? (ticket?.emails ?? []).map(({id}) => id) : [emailId];
  const view = useEmails(ticket, ids);
  const isTyping = nav.modal?.kind === 'line';
  const rows = height - 2 - (isTyping ? 1 : 0);
  const inner = Math.min(width - 4, WIDEST_TEXT);
  const text = useMemo(
    // What is searched for may stand in a quote.
    () =>
      conversationLines(view, ticket, {
        width: inner,
        quotes: quotes || find !== '',
        mode: nav.time,
        keyFor: ui.keyFor,
      }),
    [view, ticket, inner, quotes, find, nav.time, ui],
  );
  const matches = useMemo(() => matchingLines(text.lines, find), [text, find]);
  const pager = usePager(top, text.lines.length, rows);
  const {isCut} = useSeenEmails(ui, {
    ticketId,
    ids: view.readable.map(({id}) => id),
    places: text,
    top: pager.top,
    bottom: pager.top + rows,
  });
  useEmailKeys({
    ui,
    ticketId,
    emailId,
    ticket,
    state,
    find: findState,
    top,
    view,
    starts: text.starts,
    isCut,
    matches,
    ids,
    pager: pager.actions,
  });
  const shown = markedRows(text.lines.slice(pager.top, pager.top + rows), nav, find);
  const subject = view.readable.find(({id}) => id === emailId)?.email.subject ?? 'E-mail';
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={rows + 2}
        title={thread ? `${ticketId}  all ${ids.length} e-mails` : `${ticketId}  ${subject}`}
        foot={findFoot(
          {top: pager.top, rows, total: text.lines.length},
          find === '' ? undefined : matches.length,
        )}
        lines={shown.map(inset)}
        focused
      />
      {isTyping ? <FindLine ui={ui} width={width} find={findState} top={top} lines={text.lines} /> : null}
    </Box>
  );
}

/** With what is looked for, else with what the search found that led here. */
function markedRows(rows: readonly Line[], nav: Nav, find: string): readonly Line[] {
  const screen = topScreen(nav);
  const found = screen.kind === 'email' ? (screen.words ?? '') : '';
  return rows.map((row) => (find === '' && found !== '' ? withFound(row, found) : withMarks(row, find)));
}

/** Longer rows are hard to read. */
const WIDEST_TEXT = 100;

type ConversationOptions = {
  readonly width: number;
  readonly quotes: boolean;
  readonly mode: TimeMode;
  readonly keyFor: Guide['keyFor'];
};

/** The lines, and where each e-mail begins and its own words end. */
type Conversation = {
  readonly lines: readonly Line[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

function conversationLines(
  view: EmailView,
  ticket: Ticket | undefined,
  options: ConversationOptions,
): Conversation {
  const {width, quotes, mode} = options;
  if (view.error !== undefined) return {lines: errorLines(view.error, options), starts: [], ends: []};
  if (view.readable.length === 0 || ticket === undefined)
    return {lines: [line(span('Reading the e-mail…', 'dim'))], starts: [], ends: []};
  const time = emailTime(ticket, mode);
  const lines: Line[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [index, one] of view.readable.entries()) {
    if (view.readable.length > 1) {
      if (index > 0) lines.push(line());
      lines.push(line(span(`E-mail ${index + 1} of ${view.readable.length}`, 'strong')));
    }
    starts.push(Math.max(0, lines.length - 1));
    const author = ticket.emails?.find(({id}) => id === one.id)?.authorName;
    const drawn = emailLines(one, {width, quotes, time, author});
    ends.push(lines.length + drawn.textEnd);
    lines.push(...drawn.lines);
  }
  return {lines, starts, ends};
}

/** A header of an e-mail has its whole date; the zone was in force then, which may be another than today's. */
function emailTime(ticket: Ticket, mode: TimeMode): (iso: string | undefined) => string {
  return (iso) => {
    const at = iso === undefined ? undefined : parseIso(iso);
    if (at === undefined) return 'time unknown';
    const {zone, place} = clockOf(ticket, mode, at);
    return `${formatStamp(at, zone)}${place === '' ? '' : ` (${place})`}`;
  };
}

function errorLines(error: AppError, {width, keyFor}: ConversationOptions): readonly Line[] {
  const {title, hint, reference} = describeError(error);
  return [
    ...wrap(`The e-mail could not be read: ${title}`, width).map((row) => line(span(row, 'danger'))),
    ...(hint === undefined ? [] : wrap(hint, width).map((row) => line(row))),
    ...(reference === undefined ? [] : [line(span(reference, 'dim'))]),
    line(span(`${keyFor('ticket.refresh')} tries again, ${keyFor('back')} goes back.`, 'dim')),
  ];
}

type ShownEmails = {
  readonly ticketId: string;
  readonly ids: readonly string[];
  /** The lines where each begins and where its own words end. */
  readonly places: {readonly starts: readonly number[]; readonly ends: readonly number[]};
  /** The first line on screen, and the one behind the last. */
  readonly top: number;
  readonly bottom: number;
};

/** Counts e-mails as seen whose end stood on screen; tells whether one goes on below it. */
function useSeenEmails(
  ui: Guide & Selection,
  {ticketId, ids, places: {starts, ends}, top, bottom}: ShownEmails,
): {readonly isCut: boolean} {
  const services = useServices();
  const {overlay} = useValue(ui.nav);
  const isRead = (_: string, index: number) => {
    const end = ends[index] ?? 0;
    return end > top && end <= bottom;
  };
  const seen = (overlay === undefined ? ids : [])
    .filter(isRead)
    .map((id) => `email:${id}`)
    .join('\n');
  useEffect(() => markShown(ui, services, ticketId, seen.split('\n')), [ui, services, ticketId, seen]);
  return {isCut: ends.some((end, index) => (starts[index] ?? 0) < bottom && end > bottom)};
}
