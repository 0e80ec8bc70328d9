import type {TicketTab} from './navigation.ts';
import {createState, type State} from './state.ts';

export type DetailPosition = {
  readonly id: string | undefined;
  readonly tab: TicketTab;
  /** First line on screen, and its item: if lines come in above the item, the screen moves with it. */
  readonly top: number;
  readonly anchor: {readonly key: string; readonly by: number} | undefined;
  /** The e-mail or file under the cursor, by its key; undefined: the one to begin with. */
  readonly item: string | undefined;
  /** What was new when the ticket was opened: its mark stays until the ticket is left. */
  readonly fresh: ReadonlySet<string>;
  /** Whose `fresh` that is, and when this person had looked at it before. */
  readonly freshId: string | undefined;
  readonly lookedAt: number | undefined;
  /** Where to open a ticket: at one of its items, or with `top` at its start. */
  readonly aim: {readonly id: string; readonly key: string} | undefined;
};

/** A note, e-mail, file or change of status in the lines of a tab; the lines after `end` need not be read. */
export type DetailItem = {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** Only its name stands there, and not the thing itself. */
  readonly isNameOnly?: boolean;
};

/** What the last frame showed; keys move within it. */
export type DetailLayout = {
  /** How many lines there are in all. */
  readonly total: number;
  readonly items: readonly DetailItem[];
  /** What is not yet at the service, and how it stands with it. */
  readonly onItsWay: string;
  /** Whether items are selected one by one (e-mails, files), or the text scrolls (notes). */
  readonly selectable: boolean;
  /** The one that is selected. */
  readonly selected: string | undefined;
  /** The line to open at. */
  readonly start: number;
};

export type DetailFrame = {
  readonly id: string;
  readonly tab: TicketTab;
  readonly layout: DetailLayout;
  readonly height: number;
  readonly top: number;
};

type NextFrame = Omit<DetailFrame, 'top'>;

function topOf(position: DetailPosition, before: DetailFrame, next: NextFrame): number {
  const scrolledTo = isSamePlace(position, next) ? anchoredTop(position, next.layout) : undefined;
  const last = Math.max(0, next.layout.total - next.height);
  return clamp(aimedAt(position, next) ?? scrolledTo ?? openingTop(before, next), 0, last);
}

/**
 * The first line to show if nobody has scrolled: the first new one. At the end of a conversation, new text moves
 * nothing that was on screen; if only the size changes, the end stays on screen.
 */
function openingTop(before: DetailFrame, next: NextFrame): number {
  const {start, total} = next.layout;
  const stays = start >= total && isSamePlace(before, next) && hasSameItems(before.layout, next.layout);
  const wasEnd = before.top + before.height >= before.layout.total && before.layout.total === total;
  if (!stays || wasEnd) return start;
  return anchoredTop({top: before.top, anchor: anchorAt(before.top, before.layout)}, next.layout);
}

type Place = Pick<DetailPosition, 'id' | 'tab'>;

function isSamePlace(one: Place, other: Place): boolean {
  return one.id === other.id && one.tab === other.tab;
}

/** Nothing came or went, neither an item nor a note on its way. */
function hasSameItems(one: DetailLayout, other: DetailLayout): boolean {
  return (
    one.onItsWay === other.onItsWay &&
    one.items.length === other.items.length &&
    one.items.every(({key}, at) => key === other.items[at]?.key)
  );
}

function anchoredTop({top, anchor}: Pick<DetailPosition, 'top' | 'anchor'>, {items}: DetailLayout): number {
  const item = anchor === undefined ? undefined : items.find(({key}) => key === anchor.key);
  return item === undefined || anchor === undefined ? top : item.start + anchor.by;
}

function anchorAt(top: number, {items}: DetailLayout): DetailPosition['anchor'] {
  const first = items.findLast(({start}) => start <= top);
  // Behind its end only empty lines are left of it.
  const item =
    first !== undefined && top < first.end ? first : (items.find(({start}) => start > top) ?? first);
  return item === undefined ? undefined : {key: item.key, by: top - item.start};
}

function aimedAt(
  {aim}: DetailPosition,
  {id, layout}: Pick<DetailFrame, 'id' | 'layout'>,
): number | undefined {
  if (aim?.id !== id) return undefined;
  return aim.key === 'top' ? 0 : layout.items.find(({key}) => key === aim.key)?.start;
}

export type DetailState = {
  readonly state: State<DetailPosition>;
  /** The first line to show: where the user scrolled to in this tab of this ticket, else where it opened. */
  readonly topOf: (frame: NextFrame) => number;
  /** Told after each frame what it showed. */
  readonly shown: (frame: DetailFrame) => void;
  readonly move: (delta: number) => void;
  /** -1 the start, 1 the end. */
  readonly jump: (direction: -1 | 1) => void;
  readonly page: (pages: number) => void;
  /** Told after each frame. */
  readonly onFrame: (listener: () => void) => () => void;
  /** Keys of this ticket's items that can be read in the last frame: their end is on screen. */
  readonly readItems: (id: string) => readonly string[];
  /** Keys of those that go on below the screen. */
  readonly cutItems: (id: string) => readonly string[];
  /** Opens a ticket at one of its items, until somebody scrolls. */
  readonly aim: (id: string, key: string) => void;
  /** Selects an e-mail or file; undefined: the one to begin with. */
  readonly choose: (key: string | undefined) => void;
  readonly setFresh: (fresh: Pick<DetailPosition, 'fresh' | 'freshId' | 'lookedAt'>) => void;
  /** What came while the ticket is open keeps its mark, too. */
  readonly addFresh: (id: string, keys: ReadonlySet<string>) => void;
};

const NOTHING: DetailLayout = {
  total: 0,
  items: [],
  onItsWay: '',
  selectable: false,
  selected: undefined,
  start: 0,
};
const NOWHERE: DetailPosition = {
  id: undefined,
  tab: 'timeline',
  top: 0,
  anchor: undefined,
  item: undefined,
  fresh: new Set(),
  freshId: undefined,
  lookedAt: undefined,
  aim: undefined,
};

/** Scroll position of the detail pane, outside React like the list's. */
export function createDetailState(): DetailState {
  const state = createState(NOWHERE);
  let frame: DetailFrame = {id: '', tab: 'timeline', layout: NOTHING, height: 1, top: 0};

  const lastTop = () => Math.max(0, frame.layout.total - frame.height);
  const listeners = new Set<() => void>();
  const chosenIndex = () => chosenIn(frame.layout, state.get().item);
  const place = (change: {top: number; item?: string}) => {
    const {id, tab, layout} = frame;
    const anchor = anchorAt(change.top, layout);
    state.set((current) => ({...current, ...change, anchor, id, tab, aim: undefined}));
  };
  const scrollTo = (top: number) => place({top: clamp(top, 0, lastTop())});
  const choose = (wanted: number) => {
    const {items} = frame.layout;
    const item = clamp(wanted, 0, items.length - 1);
    const {key, start, end: last} = items[item] ?? {key: undefined, start: 0, end: 1};
    const top = Math.max(0, clamp(frame.top, last - frame.height, start));
    place(key === undefined ? {top} : {item: key, top});
  };
  return {
    state,
    topOf: (next) => topOf(state.get(), frame, next),
    shown(next) {
      frame = next;
      const {selected} = next.layout;
      // From the first frame on the cursor is on an item, whatever comes before or behind it.
      if (selected !== undefined && selected !== state.get().item)
        state.set((current) => ({...current, item: selected}));
      for (const listener of listeners) listener();
    },
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    move(delta) {
      if (frame.layout.selectable) choose(chosenIndex() + delta);
      else scrollTo(frame.top + delta);
    },
    jump(direction) {
      if (frame.layout.selectable) choose(direction === 1 ? frame.layout.items.length - 1 : 0);
      else scrollTo(direction === 1 ? lastTop() : 0);
    },
    page(pages) {
      if (frame.layout.selectable) choose(chosenIndex() + Math.sign(pages) * 5);
      else scrollTo(frame.top + Math.trunc(pages * frame.height));
    },
    readItems: (id) => endingItems(frame, id, true),
    cutItems: (id) => endingItems(frame, id, false),
    aim: (id, key) => state.set((current) => ({...current, aim: {id, key}, item: key})),
    choose: (item) => state.set((current) => ({...current, item})),
    setFresh: (fresh) => state.set((current) => ({...current, ...fresh})),
    addFresh(id, keys) {
      const {fresh, freshId} = state.get();
      if (freshId !== id || [...keys].every((key) => fresh.has(key))) return;
      state.set((current) => ({...current, fresh: new Set([...fresh, ...keys])}));
    },
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(Math.min(value, high), low);
}

function chosenIn({items, selected}: DetailLayout, item: string | undefined): number {
  const at = items.findIndex(({key}) => key === (item ?? selected));
  return at === -1 ? items.findIndex(({key}) => key === selected) : at;
}

/** Keys of a ticket's items that begin on or above the screen and end on it, or else below it. */
function endingItems(
  {id, layout, top, height}: DetailFrame,
  wanted: string,
  onScreen: boolean,
): readonly string[] {
  if (id !== wanted) return [];
  const bottom = top + height;
  return layout.items
    .filter(({isNameOnly}) => isNameOnly !== true)
    .filter(({start, end}) => start < bottom && end > top && end <= bottom === onScreen)
    .map(({key}) => key);
}
