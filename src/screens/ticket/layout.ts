import type {Line} from '../../components/lines.ts';
import type {DetailLayout} from '../../state/detail-state.ts';
import type {Nav} from '../../state/navigation.ts';
import type {OutboxItem, StoredTicket, TimelineTexts} from '../../domain/records.ts';
import type {Poller} from '../../sync/contracts.ts';
import type {LineContext} from './ticket-context.ts';
import {notesLines, type ItemLines} from './notes-lines.ts';
import {emailsLines, filesLines, historyLines, moreLines} from './tab-lines.ts';
import {timelineLines} from './timeline-lines.ts';
import {allTimes, timesOf} from './times.ts';

export type TicketLayout = DetailLayout & {readonly lines: readonly Line[]};

export type LayoutOptions = Omit<LineContext, 'time' | 'times'> & {
  readonly nav: Pick<Nav, 'tab' | 'time'>;
  /** Key of the selected e-mail or file. */
  readonly selected: string | undefined;
  /** For the timeline. */
  readonly texts: TimelineTexts;
  readonly failures: ReturnType<Poller['mailFailures']>;
};

/** The chosen tab as lines, and where to open it: a conversation at the first that is new, else at its end. */
export function layoutTicket(
  stored: StoredTicket,
  outbox: readonly OutboxItem[],
  options: LayoutOptions,
): TicketLayout {
  const {nav, isNew} = options;
  const {lines, items} = tabLines(stored, outbox, options);
  const selectable = nav.tab === 'emails' || nav.tab === 'files';
  const firstNew = items.find((item) => isNew(item.key));
  const isTalk = nav.tab === 'timeline' || nav.tab === 'notes';
  const start = isTalk ? (firstNew?.start ?? lines.length) : 0;
  const onItsWay = outbox.map(({id, state}) => `${id} ${state}`).join(' ');
  return {lines, items, total: lines.length, onItsWay, selectable, selected: options.selected, start};
}

function tabLines(stored: StoredTicket, outbox: readonly OutboxItem[], options: LayoutOptions): ItemLines {
  const {ticket} = stored;
  const {nav, now, selected, texts, failures} = options;
  const context: LineContext = {
    ...options,
    time: timesOf(ticket, nav.time, now),
    times: allTimes(ticket, nav.time, now),
  };
  switch (nav.tab) {
    case 'timeline':
      return timelineLines(stored, {outbox, texts, failures}, context);
    case 'notes':
      return notesLines(ticket, {outbox, remarks: stored.remarks}, context);
    case 'emails':
      return emailsLines(ticket.emails ?? [], selected, context);
    case 'files':
      return filesLines(ticket.attachments ?? [], selected, context);
    case 'history':
      return {lines: historyLines(ticket, context), items: []};
    case 'more':
      return {lines: moreLines(ticket, context), items: []};
  }
}
