import type {KeyAction, KeyActions} from '../../hooks/keys.tsx';
import type {Guide, Pickers, Selection} from '../ui.ts';
import {topScreen} from '../../state/navigation.ts';

const SLOTS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The number keys, the menu of views, and the search in everything. */
export function viewActions(ui: Guide & Selection & Pickers): KeyActions {
  const slots = SLOTS.map((slot): readonly [`view.${typeof slot}`, KeyAction] => {
    const index = ui.list.views.findIndex((view) => view.slot === slot);
    const disabled = index === -1 ? `There is no view ${slot}; 0 lists them.` : undefined;
    return [`view.${slot}`, {run: () => openView(ui, index), disabled}];
  });
  return {
    ...Object.fromEntries(slots),
    'view.menu': () => ui.go({type: 'modal', modal: {kind: 'menu', menu: 'views'}}),
    'search.open': () => openSearch(ui),
  };
}

/** The search in everything, with what was searched for last: typing replaces it. */
export function openSearch(ui: Guide & Pickers): void {
  ui.search.select();
  ui.go({type: 'push', screen: {kind: 'search'}});
}

/** From wherever one is, and not only one level up: the list may lie below an opened ticket. */
function goToList(ui: Guide): void {
  ui.go({type: 'place', screens: [{kind: 'list'}], pane: 'list'});
}

/** Shows a view: the tickets, first the question which IBX, or the screen of drafts and outbox. */
export function openView(ui: Guide & Selection, index: number): void {
  const view = ui.list.views[index];
  const isInOutbox = topScreen(ui.nav.get()).kind === 'outbox';
  if (view === undefined) return;
  if (view.kind === 'outbox') {
    if (!isInOutbox) ui.go({type: 'push', screen: {kind: 'outbox'}});
    return;
  }
  if (isInOutbox) goToList(ui);
  if (view.kind === 'ibx') ui.go({type: 'modal', modal: {kind: 'menu', menu: 'ibxs'}});
  else ui.list.setView(index);
}

/** Goes to the list of tickets that a filter leaves of a view. */
export function listFiltered(ui: Guide & Selection, filter: string, view = 'open'): void {
  const index = ui.list.views.findIndex(({id}) => id === view);
  ui.list.setView(Math.max(0, index));
  ui.list.setFilter(filter);
  ui.list.accept();
  goToList(ui);
}
