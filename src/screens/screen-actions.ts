import type {KeyActions} from '../hooks/keys.tsx';
import {PLAIN_SCREENS, topScreen, type Screen} from '../state/navigation.ts';
import {lastLeft} from '../state/away.ts';
import type {Services} from '../state/services.ts';
import {tellUser, type Guide, type Reader, type Selection} from './ui.ts';

/** More than that nobody reads at the change of a shift. */
const MOST_HANDED_OVER = 200;

/** The screens that are about more than one ticket, from wherever one is. */
export function screenActions(
  ui: Guide & Selection & Reader,
  {store, clock}: Pick<Services, 'clock' | 'store'>,
): KeyActions {
  const show = (screen: Screen) => () => {
    // One of a kind is enough: the same key again goes back to it.
    if (topScreen(ui.nav.get()).kind !== screen.kind) ui.go({type: 'push', screen});
  };
  return {
    'place.ticket': () => ui.trail.toOther() || tellUser(ui, 'No other ticket was read before.'),
    'place.back': () => ui.trail.step(-1) || tellUser(ui, 'This is where you began.'),
    'place.forward': () => ui.trail.step(1) || tellUser(ui, 'This is where you were last.'),
    ...Object.fromEntries(PLAIN_SCREENS.map((kind) => [kind, show({kind})])),
    since: () => show({kind: 'since', since: lastLeft(store, clock.now())})(),
    handover: () => show({kind: 'handover', ids: handedOver(ui, store)})(),
  };
}

/** The marked tickets; else the one on screen, or those of the list's view. */
function handedOver(ui: Guide & Selection, store: Services['store']): readonly string[] {
  const {shown, hidden} = ui.marks.sorted();
  if (shown.length + hidden.length > 0) return [...shown, ...hidden];
  const screen = topScreen(ui.nav.get());
  if (screen.kind === 'ticket') return [screen.id];
  if (screen.kind === 'email' || screen.kind === 'file') return [screen.ticketId];
  return store.page(ui.list.query(), 0, MOST_HANDED_OVER).map(({id}) => id);
}
