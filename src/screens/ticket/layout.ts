import type {IbxLocation} from '../../domain/ticket-places.ts';
import type {Line} from '../../components/lines.ts';
import type {DetailLayout} from '../../state/detail-state.ts';
import type {Nav} from '../../state/navigation.ts';
import type {OutboxItem, StoredTicket} from '../../domain/records.ts';
import type {LineContext} from './ticket-context.ts';
import {notesLines, type ItemLines} from './notes-lines.ts';
import {emailsLines, filesLines, historyLines, moreLines} from './tab-lines.ts';
import {allTimes, timesOf} from './times.ts';

export type TicketLayout = DetailLayout & {readonly lines: readonly Line[]};

export type LayoutOptions = {
  readonly nav: Nav;
  readonly width: number;
  readonly now: number;
  /** Key of the selected e-mail or file. */
  readonly selected: string | undefined;
  readonly sites: readonly IbxLocation[];
  /** The ticket's page in the portal. */
  readonly page: string;
  readonly outboxKeys: string;
  readonly fileKeys: string;
  readonly isAnswer: (noteId: string) => boolean;
  readonly isNew: (key: string) => boolean;
};

/** The chosen tab as lines, and where to open it: notes at the first new one, else at the end. */
export function layoutTicket(
  stored: StoredTicket,
  outbox: readonly OutboxItem[],
  options: LayoutOptions,
): TicketLayout {
  const {nav, isNew} = options;
  const {lines, items} = tabLines(stored, outbox, options);
  const selectable = nav.tab === 'emails' || nav.tab === 'files';
  const firstNew = items.find((item) => isNew(item.key));
  const start = nav.tab === 'notes' ? (firstNew?.start ?? lines.length) : 0;
  const showsItems = nav.tab !== 'emails';
  return {lines, items, total: lines.length, selectable, selected: options.selected, showsItems, start};
}

function tabLines(stored: StoredTicket, outbox: readonly OutboxItem[], options: LayoutOptions): ItemLines {
  const {ticket} = stored;
  const {nav, width, now, selected, sites, page, outboxKeys, fileKeys, isAnswer, isNew} = options;
  const context: LineContext = {
    width,
    now,
    time: timesOf(ticket, nav.time, now),
    times: allTimes(ticket, nav.time, now),
    sites,
    page,
    outboxKeys,
    fileKeys,
    isAnswer,
    isNew,
  };
  switch (nav.tab) {
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
