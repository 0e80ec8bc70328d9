import {topScreen} from '../../state/navigation.ts';
import type {Ui} from '../ui.ts';

/** Shows a view: the tickets, first the question which IBX, or the screen of drafts and outbox. */
export function openView(ui: Pick<Ui, 'go' | 'list' | 'nav'>, index: number): void {
  const view = ui.list.views[index];
  const isInOutbox = topScreen(ui.nav.get()).kind === 'outbox';
  if (view === undefined) return;
  if (view.kind === 'outbox') {
    if (!isInOutbox) ui.go({type: 'push', screen: {kind: 'outbox'}});
    return;
  }
  if (isInOutbox) ui.go({type: 'back'});
  if (view.kind === 'ibx') ui.go({type: 'modal', modal: {kind: 'menu', menu: 'ibxs'}});
  else ui.list.setView(index);
}
