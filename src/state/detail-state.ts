import type {TicketTab} from './navigation.ts';
import {createState, type State} from './state.ts';

export type DetailPosition = {
  readonly id: string | undefined;
  readonly tab: TicketTab;
  /** First line on screen. */
  readonly top: number;
  /** Selected e-mail or file. */
  readonly item: number;
  /** What was new when the ticket was opened: it keeps its mark until the ticket is left. */
  readonly fresh: ReadonlySet<string>;
  /** Whose `fresh` that is, and when this person had looked at it before. */
  readonly freshId: string | undefined;
  readonly lookedAt: number | undefined;
  /** Where to open a ticket: at one of its items, or with `top` at its start. */
  readonly aim: {readonly id: string; readonly key: string} | undefined;
};

/** What the last frame showed; keys move within it. */
export type DetailLayout = {
  /** How many lines there are in all. */
  readonly total: number;
  readonly items: readonly {readonly key: string; readonly start: number; readonly end: number}[];
  /** Whether items are selected one by one (e-mails, files) or the text scrolls (notes). */
  readonly selectable: boolean;
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

/** The first line to show: where the user scrolled to in this tab of this ticket, else where it opens. */
export function detailTop(position: DetailPosition, frame: Omit<DetailFrame, 'top'>): number {
  const isSame = position.id === frame.id && position.tab === frame.tab;
  const last = Math.max(0, frame.layout.total - frame.height);
  return clamp(aimedAt(position, frame) ?? (isSame ? position.top : frame.layout.start), 0, last);
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
  /** Told after each frame what it showed. */
  readonly shown: (frame: DetailFrame) => void;
  readonly move: (delta: number) => void;
  /** -1 the start, 1 the end. */
  readonly jump: (direction: -1 | 1) => void;
  readonly page: (pages: number) => void;
  /** Keys of the items that the last frame showed, at least in part. */
  readonly visibleItems: () => readonly string[];
  /** Opens a ticket at one of its items, until somebody scrolls; `item` selects it where items are selected. */
  readonly aim: (id: string, key: string, item?: number) => void;
  readonly setFresh: (fresh: Pick<DetailPosition, 'fresh' | 'freshId' | 'lookedAt'>) => void;
};

const NOTHING: DetailLayout = {total: 0, items: [], selectable: false, start: 0};
const NOWHERE: DetailPosition = {
  id: undefined,
  tab: 'notes',
  top: 0,
  item: 0,
  fresh: new Set(),
  freshId: undefined,
  lookedAt: undefined,
  aim: undefined,
};

/** Scroll position of the detail pane, outside React like the list's. */
export function createDetailState(): DetailState {
  const state = createState(NOWHERE);
  let frame: DetailFrame = {id: '', tab: 'notes', layout: NOTHING, height: 1, top: 0};

  const lastTop = () => Math.max(0, frame.layout.total - frame.height);
  const place = (change: {top: number; item?: number}) => {
    const {id, tab} = frame;
    state.set((current) => ({...current, ...change, id, tab, aim: undefined}));
  };
  const scrollTo = (top: number) => place({top: clamp(top, 0, lastTop())});
  const choose = (wanted: number) => {
    const {items} = frame.layout;
    const item = clamp(wanted, 0, items.length - 1);
    const {start, end} = items[item] ?? {start: 0, end: 1};
    place({item, top: Math.max(0, clamp(frame.top, end - frame.height, start))});
  };
  return {
    state,
    shown(next) {
      frame = next;
    },
    move(delta) {
      if (frame.layout.selectable) choose(state.get().item + delta);
      else scrollTo(frame.top + delta);
    },
    jump(direction) {
      if (frame.layout.selectable) choose(direction === 1 ? frame.layout.items.length - 1 : 0);
      else scrollTo(direction === 1 ? lastTop() : 0);
    },
    page(pages) {
      if (frame.layout.selectable) choose(state.get().item + Math.sign(pages) * 5);
      else scrollTo(frame.top + Math.trunc(pages * frame.height));
    },
    visibleItems() {
      const end = frame.top + frame.height;
      return frame.layout.items
        .filter((item) => item.start < end && item.end > frame.top)
        .map((item) => item.key);
    },
    aim: (id, key, item) =>
      state.set((current) => ({...current, aim: {id, key}, item: item ?? current.item})),
    setFresh: (fresh) => state.set((current) => ({...current, ...fresh})),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(Math.min(value, high), low);
}
