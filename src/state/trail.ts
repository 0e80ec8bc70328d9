import type {ListState} from './list/list-state.ts';
import {topScreen, type Nav, type NavAction, type Screen} from './navigation.ts';
import type {State} from './state.ts';

/** Where somebody was: the screen, all that lay below it, and the ticket that was read there. */
type Place = Pick<Nav, 'screens' | 'pane'> & {readonly ticketId: string | undefined};

/** The places one has been, as a browser has them. */
export type Trail = {
  /** Goes back or forward; false: there is no such place. */
  readonly step: (by: -1 | 1) => boolean;
  /** Goes to the ticket that was read before, or from there back; false: there was none. */
  readonly toOther: () => boolean;
  /** The ticket that {@link toOther} would show. */
  readonly otherTicket: () => string | undefined;
};

type TrailDeps = {
  readonly nav: State<Nav>;
  readonly list: Pick<ListState, 'get' | 'select' | 'subscribe'>;
  readonly go: (action: NavAction) => void;
};

/** More than anybody goes back. */
const MOST = 100;

export function createTrail({nav, list, go}: TrailDeps): Trail {
  let now = placeOf(nav.get(), list);
  let places: readonly Place[] = [now];
  let at = 0;
  /** Where `toOther` goes. */
  let other: Place | undefined;
  let isTravelling = false;
  const note = () => {
    if (isTravelling) return;
    const next = placeOf(nav.get(), list);
    if (keyOf(next) === keyOf(now)) return;
    if (now.ticketId !== undefined && now.ticketId !== next.ticketId) other = now;
    now = next;
    places = [...places.slice(0, at + 1), next].slice(-MOST);
    at = places.length - 1;
  };
  nav.subscribe(note);
  list.subscribe(() => {
    // The ticket under the cursor counts as a place only while the pane beside the list has the keys.
    if (nav.get().pane === 'detail') note();
  });
  const arrive = ({screens, pane, ticketId}: Place) => {
    isTravelling = true;
    const isShown = pane === 'list' || (ticketId !== undefined && list.select(ticketId));
    const alone: readonly Screen[] = ticketId === undefined ? [] : [{kind: 'ticket', id: ticketId}];
    go({
      type: 'place',
      screens: isShown ? screens : [...screens, ...alone],
      pane: isShown ? pane : 'list',
    });
    isTravelling = false;
    now = placeOf(nav.get(), list);
  };
  return {
    step(by) {
      const next = places[at + by];
      if (next === undefined) return false;
      if (now.ticketId !== undefined && now.ticketId !== next.ticketId) other = now;
      at += by;
      arrive(next);
      return true;
    },
    toOther() {
      const next = other;
      if (next === undefined) return false;
      other = now;
      // Going back and forth between two tickets is not remembered as a path.
      const near = [at - 1, at + 1].find(
        (index) => places[index] !== undefined && keyOf(places[index]) === keyOf(next),
      );
      if (near === undefined) places = [...places.slice(0, at + 1), next].slice(-MOST);
      at = near ?? places.length - 1;
      arrive(next);
      return true;
    },
    otherTicket: () => other?.ticketId,
  };
}

function placeOf(nav: Nav, list: TrailDeps['list']): Place {
  const {screens, pane} = nav;
  const top = topScreen(nav);
  if (top.kind === 'list')
    return {screens, pane, ticketId: pane === 'detail' ? list.get().selectedId : undefined};
  if (top.kind === 'ticket') return {screens, pane, ticketId: top.id};
  return {screens, pane, ticketId: 'ticketId' in top ? top.ticketId : undefined};
}

function keyOf({screens, pane, ticketId}: Place): string {
  const top = screens.at(-1);
  if (top?.kind !== 'ticket') return JSON.stringify([top, pane, ticketId]);
  // Of two tickets side by side either may get the keys: it is one place.
  return JSON.stringify(['ticket', ...[top.id, top.beside?.id ?? ''].toSorted()]);
}
