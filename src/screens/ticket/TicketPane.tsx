import {statusLabel} from '../../domain/ticket.ts';
import {useIsScreenReaderEnabled} from 'ink';
import {useLayoutEffect, useMemo, useSyncExternalStore} from 'react';
import {beside, inset, line, type Line, span, insetWords} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {describeError} from '../../errors.ts';
import {chosenItem} from '../../state/chosen-item.ts';
import {topScreen, type Nav, type TicketTab} from '../../state/navigation.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {useSites} from '../../hooks/usePlaces.ts';
import type {TicketView} from '../../hooks/ticket/useTicket.ts';
import type {TicketReading} from '../../hooks/ticket/useTicketReading.ts';
import {isTakeBackTime} from '../../domain/outbox-before.ts';
import type {OutboxItem, StoredTicket, TimelineTexts} from '../../domain/records.ts';
import {wrap} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import type {Guide, Reader, Sized} from '../ui.ts';
import {withFound} from '../find-in-lines.ts';
import {pageOf} from '../share-actions.ts';
import {factLines} from './fact-lines.ts';
import {clockBehindTabs, headLines} from './head-lines.ts';
import {layoutTicket} from './layout.ts';
import type {News} from './news-line.ts';
import {clockOf, clockText} from './times.ts';
import type {Poller} from '../../sync/contracts.ts';
import {useStored} from '../../hooks/useStored.ts';

/** In a lower pane only the marks on the tabs show news. */
const NEWS_FROM = 14;
/** Longer rows are hard to read; with this much room facts stand beside the text. */
const WIDEST_TEXT = 100;
const FACTS_FROM = 98;
const FACTS = 32;
const GAP = 3;
const LEAST_BODY = 3;
const MINUTE = 60_000;
const QUIET: News = {keys: new Set(), lookedAt: undefined};

type PaneSize = Sized<Guide & Reader> & {
  readonly focused: boolean;
};

export type TicketPaneProps = PaneSize & {
  readonly view: TicketView;
  readonly reading: TicketReading;
  /** Of a ticket that is opened, although nobody may know it yet. */
  readonly id?: string;
  /** Shown in place of the chosen tab. */
  readonly tab?: TicketTab | undefined;
};

/** A ticket in a frame: what it is, its tabs, and as much of the chosen tab as fits. */
export function TicketPane({view, id, tab, ...rest}: TicketPaneProps) {
  const {stored} = view;
  const nav = useValue(rest.ui.nav);
  if (stored !== undefined)
    return <StoredPane {...rest} nav={tab === undefined ? nav : {...nav, tab}} stored={stored} view={view} />;
  const {ui, width, height, focused, reading} = rest;
  const words =
    id === undefined ? [line(span(' Nothing selected.', 'dim'))] : unknownLines(ui, id, reading, width - 4);
  return <Pane width={width} height={height} title={id ?? ''} lines={words} focused={focused} />;
}

/** A ticket that this machine does not know: it is being read, or why it cannot be. */
function unknownLines(ui: Guide, id: string, {error}: TicketReading, width: number): readonly Line[] {
  if (error === undefined) return [line(span(` Reading ${id} from the service…`, 'dim'))];
  const {title, hint, reference} = describeError(error);
  const next = `${ui.keyFor('ticket.refresh')} tries again, ${ui.keyFor('back')} goes back.`;
  const rest = [hint, reference, next].filter((part) => part !== undefined).join(' ');
  return [
    ...insetWords(`${id} cannot be opened: ${title}`, width, 'danger'),
    ...insetWords(rest, width, 'dim'),
  ];
}

function StoredPane({
  ui,
  stored,
  view,
  reading,
  width,
  height,
  focused,
  nav,
}: TicketPaneProps & {readonly stored: StoredTicket; readonly nav: Nav}) {
  const scroll = useValue(ui.detail.state);
  const {clock, ticketUrl, owner} = useServices();
  const sites = useSites(nav.tab === 'more');
  const now = clock.now();
  const inner = width - 4;
  const isLinear = useIsScreenReaderEnabled();
  const hasFacts = inner >= FACTS_FROM && !isLinear;
  const textWidth = Math.min(WIDEST_TEXT, hasFacts ? inner - FACTS - GAP : inner);
  const {ticket} = stored;
  const {texts, failures} = useTimelineTexts(ticket.id, nav.tab === 'timeline');
  const isOpened = scroll.freshId === ticket.id;
  const {fresh} = scroll;
  const keys = useMemo(
    () => (isOpened ? new Set([...stored.unseen, ...fresh]) : stored.unseen),
    [stored, isOpened, fresh],
  );
  const news = {keys, lookedAt: isOpened ? scroll.lookedAt : stored.seenAt};
  const page = pageOf(ticketUrl, owner(ticket.id).number);
  const head = headLines(stored, {
    ...{nav, width: textWidth, now, news: height < NEWS_FROM ? QUIET : news, hasFacts},
    errors: errorLines(reading, textWidth),
    most: mostHeadRows(height),
  });
  const body = Math.max(1, height - 2 - head.length);
  const selected = chosenItem(ticket, nav.tab, scroll, stored.unseen);
  const minute = Math.floor(now / MINUTE) * MINUTE;
  const {tab, time} = nav;
  const waiting = useWaiting(view.outbox, now);
  // A conversation of hundreds is laid out once, and not for each key that scrolls it.
  const layout = useMemo(
    () =>
      layoutTicket(stored, view.outbox, {
        nav: {tab, time},
        width: textWidth,
        now: minute,
        selected,
        sites,
        page,
        outboxKeys: `${ui.keyFor('outbox.again')} sends it again, ${ui.keyFor('outbox.edit')} edits it, ${ui.keyFor('outbox.drop')} takes it back`,
        undoKey: (item) => (waiting.has(item.id) ? ui.keyFor('undo') : undefined),
        fileKeys: `${ui.keyFor('file.save')} saves it, ${ui.keyFor('file.saveAll')} all of them, ${ui.keyFor('ticket.export')} the whole ticket`,
        isAnswer: (noteId) => view.answers.has(noteId),
        nameOf: (key) => view.names.get(key),
        isNew: (key) => keys.has(key),
        texts,
        failures,
      }),
    [stored, view, tab, time, textWidth, minute, selected, sites, page, ui, keys, texts, failures, waiting],
  );
  const frame = {id: ticket.id, tab: nav.tab, layout, height: body};
  const top = ui.detail.topOf(frame);
  useLayoutEffect(() => ui.detail.shown({...frame, top}));
  const isNamed = clockBehindTabs(stored, {nav, width: textWidth, now}) !== undefined;
  const zone = isNamed ? '' : clockText(clockOf(ticket, nav.time, now));
  const screen = topScreen(nav);
  const found = screen.kind === 'ticket' && screen.id === ticket.id ? (screen.words ?? '') : '';
  const shown = layout.lines.slice(top, top + body);
  const lines = [...head, ...(found === '' ? shown : shown.map((row) => withFound(row, found)))];
  const facts = hasFacts ? factLines(stored, {width: inner - textWidth - GAP, now, page}) : [];
  return (
    <Pane
      width={width}
      height={height}
      title={titleOf(stored, reading.isReading, hasFacts)}
      foot={[footOf(top, body, layout.total), zone].filter((words) => words !== '').join('  ')}
      lines={(facts.length === 0
        ? lines
        : beside(lines, facts, {
            width: textWidth,
            gap: GAP,
            rows: height - 2,
            ellipsis: theme.glyphs.ellipsis,
          })
      ).map(inset)}
      focused={focused}
    />
  );
}

/** The text being read stays visible, however much there is to say above it. */
function mostHeadRows(height: number): number {
  return height - 2 - Math.min(LEAST_BODY, Math.ceil((height - 2) / 2));
}

function titleOf({ticket}: StoredTicket, isReading: boolean, hasFacts: boolean): string {
  const kind = ticket.kind === 'UNKNOWN' ? [] : [ticket.kind];
  const status = hasFacts ? [] : [statusLabel(ticket.status)];
  const parts = [ticket.id, ...kind, ...status].join(` ${theme.glyphs.separator} `);
  return isReading ? `${parts} ${theme.glyphs.refresh}` : parts;
}

function footOf(top: number, body: number, total: number): string {
  if (total <= body) return '';
  const above = top > 0 ? theme.glyphs.up : '';
  const below = top + body < total ? theme.glyphs.down : '';
  return `${Math.min(top + body, total)} of ${total} ${above}${below}`;
}

/** Why the last reading failed; what is shown stays as it was. */
function errorLines({isReading, error}: TicketReading, width: number): readonly Line[] {
  if (error === undefined || isReading) return [];
  const words = describeError(error);
  const rest = [words.hint, words.reference].filter((part) => part !== undefined).join(' ');
  return [
    ...wrap(`Not refreshed: ${words.title}`, width).map((row) => line(span(row, 'danger'))),
    ...wrap(rest, width).map((row) => line(span(row, 'dim'))),
  ];
}

/** What can still be taken back; the same set until that changes. */
function useWaiting(items: readonly OutboxItem[], now: number): ReadonlySet<number> {
  const ids = items.filter((item) => isTakeBackTime(item, now)).map(({id}) => id);
  const name = ids.join(' ');
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the name says which they are
  return useMemo(() => new Set(ids), [name]);
}

const NOTHING: TimelineTexts = {mails: new Map(), fileTimes: new Map()};

type TimelineReading = {
  readonly texts: TimelineTexts;
  /** Why e-mails on screen could not be read. */
  readonly failures: ReturnType<Poller['mailFailures']>;
};

/** What the timeline of a ticket shows beside the ticket; nothing while it is not wanted. */
function useTimelineTexts(id: string, isWanted: boolean): TimelineReading {
  const {store, poller} = useServices();
  const failures = useSyncExternalStore(poller.subscribe, poller.mailFailures, poller.mailFailures);
  const texts = useStored([id, isWanted], () => (isWanted ? store.timelineTexts(id) : NOTHING));
  return {texts, failures};
}
