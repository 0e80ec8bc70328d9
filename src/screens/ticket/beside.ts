import type {KeyAction} from '../../hooks/keys.tsx';
import {topScreen, type Screen} from '../../state/navigation.ts';
import type {Guide, Reader} from '../ui.ts';

/** Narrower, two tickets side by side cannot be read. */
export const BESIDE_FROM = 120;

type TicketPlace = Extract<Screen, {readonly kind: 'ticket'}>;

/** Puts the ticket that was read before beside this one; where two are shown, the one with the keys stays alone. */
export function besideAction(ui: Guide & Reader, id: string | undefined, columns: number): KeyAction {
  const top = topScreen(ui.nav.get());
  const pair = top.kind === 'ticket' && top.beside !== undefined ? top : undefined;
  const other = ui.trail.otherTicket();
  const show = (screen: TicketPlace) => {
    const {screens} = ui.nav.get();
    const below = top.kind === 'ticket' ? screens.slice(0, -1) : screens;
    ui.go({type: 'place', screens: [...below, screen], pane: 'list'});
  };
  return {
    run: () => {
      if (pair !== undefined) return show({kind: 'ticket', id: pair.id});
      if (id !== undefined && other !== undefined)
        show({kind: 'ticket', id, beside: {id: other, isLeft: true}});
    },
    disabled: pair === undefined ? whyNot(id, other, columns) : undefined,
  };
}

function whyNot(id: string | undefined, other: string | undefined, columns: number): string | undefined {
  if (id === undefined) return 'No ticket is selected.';
  if (other === undefined || other === id)
    return 'Read another ticket first: the one of before is put beside this one.';
  return columns < BESIDE_FROM ? `Two tickets need ${BESIDE_FROM} columns; there are ${columns}.` : undefined;
}

/** The other one of two tickets gets the keys; undefined where there is but one. */
export function otherSide(ui: Guide): (() => void) | undefined {
  const {screens} = ui.nav.get();
  const top = topScreen(ui.nav.get());
  if (top.kind !== 'ticket' || top.beside === undefined) return undefined;
  const {id, beside} = top;
  const next: TicketPlace = {kind: 'ticket', id: beside.id, beside: {id, isLeft: !beside.isLeft}};
  return () => ui.go({type: 'place', screens: [...screens.slice(0, -1), next], pane: 'list'});
}
