import {Box} from 'ink';
import {useMemo} from 'react';
import {inset, line, type Line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useStored} from '../../hooks/useStored.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {createPointer, type Pointer} from '../../state/pointer.ts';
import {createState, type State} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {usePointer} from '../../hooks/usePointer.ts';
import {
  handoverEntry,
  type HandoverEntry,
  type HandoverFormat,
  handoverParts,
  joinParts,
} from '../../domain/handover-text.ts';
import type {Guide, Sharing, Sized} from '../ui.ts';
import {placeLabel} from '../pointed-lines.ts';
import {HandoverLine} from './HandoverLine.tsx';
import type {StoredTicket} from '../../domain/records.ts';
import {ordersLast} from '../../domain/orders/other-orders.ts';
import {nextStepOf} from '../../store/next-steps.ts';
import {motionKeys, pageKeys} from '../motions.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {wrap} from '../../text/width.ts';

export type HandoverScreenProps = Sized<Guide & Sharing> & {
  /** In the order in which they are handed over. */
  readonly ids: readonly string[];
};

const FORMAT_WORDS: Readonly<Record<HandoverFormat, string>> = {text: 'plain text', md: 'Markdown'};

/** The hand-over as it will be sent, ticket by ticket, with the next step to be written for each. */
export function HandoverScreen({ui, width, height, ids}: HandoverScreenProps) {
  const {clock, account, store} = useServices();
  const nav = useValue(ui.nav);
  const state = useMemo(
    () => createState<HandoverView>({above: Number.MAX_SAFE_INTEGER, format: 'text'}),
    [],
  );
  const pointer = useMemo(() => createPointer(), []);
  const view = useValue(state);
  const list = usePointer(pointer, {entries: useHandover(ids), keyOf: ({id}) => id, height});
  const {entries, index: selected} = list;
  const head = {
    now: clock.now(),
    // Tickets of several sites have no site in common.
    zone: nav.time === 'local' ? 'local' : 'utc',
    account: account.label === undefined ? account.profile : `${account.profile}, ${account.label}`,
  } as const;
  const parts = handoverParts(view.format, entries, head);
  const isTyping = nav.modal?.kind === 'line';
  const rows = Math.max(1, height - 2 - (isTyping ? 1 : 0));
  const shown = handoverLines(parts, selected, width - 4);
  const last = Math.max(0, shown.lines.length - rows);
  const start = shown.places[selected]?.start ?? 0;
  const top = Math.min(Math.max(0, start - view.above), last);
  const claimed = useStored([], () => store.claimedBy(store.me()).length);
  useHandoverKeys({
    ui,
    state,
    entries,
    parts,
    claimed,
    rows,
    pointer,
    shown: {start, top, last},
    aboveAt(wanted) {
      const next = shown.places[wanted];
      return next === undefined ? 0 : next.start - topFor(shown, wanted, rows, top);
    },
  });
  const lines = entries.length === 0 ? NOTHING : shown.lines.slice(top, top + rows);
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={rows + 2}
        title={`Hand-over, ${FORMAT_WORDS[view.format]}`}
        foot={placeLabel(list)}
        lines={lines.map(inset)}
        focused
      />
      {isTyping ? (
        <HandoverLine ui={ui} width={width} entry={entries[selected]} parts={parts} format={view.format} />
      ) : null}
    </Box>
  );
}

const NOTHING: readonly Line[] = [line(span('There is no ticket to hand over.', 'dim'))];

/** What the next shift has to know of these tickets, in this order; ids that are not known are left out. */
function useHandover(ids: readonly string[]): readonly HandoverEntry[] {
  const {store} = useServices();
  return useStored([ids], () => {
    const tickets = ids
      .map((id) => store.ticket(id))
      .filter((stored): stored is StoredTicket => stored !== undefined);
    return ordersLast(tickets, ({row}) => row.kind).map((stored) =>
      handoverEntry(stored, nextStepOf(store, stored.row.id)),
    );
  });
}

type HandoverKeys = {
  readonly ui: Guide & Sharing;
  readonly state: State<HandoverView>;
  readonly entries: readonly HandoverEntry[];
  readonly parts: readonly string[];
  /** How many tickets are this person's. */
  readonly claimed: number;
  /** Rows on screen. */
  readonly rows: number;
  readonly pointer: Pointer;
  /** The rows where the selected ticket and the screen begin, and the last one where the screen can. */
  readonly shown: {readonly start: number; readonly top: number; readonly last: number};
  /** How many rows above a ticket the screen begins once that is selected. */
  readonly aboveAt: (selected: number) => number;
};

/** Tickets are selected one by one; half pages scroll what is longer than the screen. */
function useHandoverKeys(options: HandoverKeys): void {
  const {ui, state, entries, parts, rows, pointer, shown, aboveAt} = options;
  const none = entries.length === 0 ? 'There is no ticket to hand over.' : undefined;
  const select = (move: () => void) => {
    move();
    const selected = entries.findIndex(({id}) => id === pointer.key());
    state.set((view) => ({...view, above: aboveAt(Math.max(0, selected))}));
  };
  const scroll = (delta: number) => {
    const {start, top, last} = shown;
    state.set((view) => ({...view, above: start - Math.min(Math.max(0, top + delta), last)}));
  };
  const pages = {half: Math.max(1, Math.floor(rows / 2)), page: rows};
  useKeys('pager', {
    ...motionKeys(
      {move: (rows) => select(() => pointer.move(rows)), moveTo: (row) => select(() => pointer.moveTo(row))},
      pages,
    ),
    ...pageKeys(scroll, pages),
    back: () => ui.go({type: 'back'}),
    close: () => ui.go({type: 'back'}),
  });
  const openLine = (purpose: 'next' | 'file') => () => ui.go({type: 'modal', modal: {kind: 'line', purpose}});
  useKeys('handover', {
    'handover.next': {run: openLine('next'), disabled: none},
    'handover.save': {run: openLine('file'), disabled: none},
    'handover.give': {
      run: () => ui.go({type: 'modal', modal: {kind: 'give'}}),
      disabled: options.claimed === 0 ? 'You have taken no ticket.' : undefined,
    },
    'handover.copy': {run: () => ui.copy(joinParts(parts), 'The hand-over'), disabled: none},
    'handover.format': () =>
      state.set((view) => ({above: Number.MAX_SAFE_INTEGER, format: view.format === 'md' ? 'text' : 'md'})),
  });
}

type HandoverView = {
  /** How many rows above the selected ticket the screen begins: what changes further up moves nothing. */
  readonly above: number;
  readonly format: HandoverFormat;
};

type HandoverLines = {
  readonly lines: readonly Line[];
  /** Where each ticket's piece begins and ends in them. */
  readonly places: readonly {readonly start: number; readonly end: number}[];
};

/** The pieces of a hand-over as rows, the first row of the selected ticket as a bar. */
export function handoverLines(parts: readonly string[], selected: number, width: number): HandoverLines {
  const [head = '', ...tickets] = parts;
  const lines: Line[] = [...wrap(head, width).map((row) => line(span(row, 'strong'))), line()];
  const places = tickets.map((part, index) => {
    const start = lines.length;
    const [title = '', ...rest] = part.split('\n');
    lines.push({spans: [span(title, 'strong')], selected: index === selected});
    lines.push(...rest.flatMap((row) => indented(row, width).map((text) => line(text))));
    const end = lines.length;
    lines.push(line());
    return {start, end};
  });
  return {lines, places};
}

/** Rows of a long line stay as far in as its first one. */
function indented(row: string, width: number): readonly string[] {
  const indent = /^ */.exec(row)?.[0] ?? '';
  return wrap(row.slice(indent.length), Math.max(8, width - indent.length)).map((part) => indent + part);
}

/** The first row on screen, so that the selected piece is seen: whole where it fits, else from its start. */
export function topFor(
  {places, lines}: HandoverLines,
  selected: number,
  height: number,
  before: number,
): number {
  const place = places[selected];
  if (place === undefined || selected === 0) return 0;
  const {start, end} = place;
  if (start >= before && end <= before + height) return before;
  const top = start < before ? start : Math.min(start, end - height);
  return Math.min(top, Math.max(0, lines.length - height));
}
