import {topScreen} from '../../state/navigation.ts';
import {timeline} from '../../domain/ticket/timeline.ts';
import type {Store} from '../../store/store.ts';
import type {Guide, Reader} from '../ui.ts';

/**
 * Shows the next part of this ticket that was not on screen yet: first the rest of what continues below the screen,
 * then the next entry of the timeline. False if there is nothing.
 */
export function nextUnseen(
  ui: Guide & Reader,
  store: Pick<Store, 'ticket' | 'timelineTexts'>,
  id: string | undefined,
): boolean {
  const stored = id === undefined ? undefined : store.ticket(id);
  if (stored === undefined) return false;
  const {ticket, unseen, remarks} = stored;
  const top = topScreen(ui.nav.get());
  if (top.kind !== 'email' && ui.detail.cutItems(ticket.id).some((key) => unseen.has(key))) {
    ui.detail.page(1);
    return true;
  }
  const {aim} = ui.detail.state.get();
  // If the target is still not seen after the jump, it cannot be shown; it must not block the rest.
  const isLeft = (key: string) => unseen.has(key) && !(aim?.id === ticket.id && aim.key === key);
  const {fileTimes} = store.timelineTexts(ticket.id);
  const next = keysOf(timeline(ticket, {remarks, fileTimes})).find(isLeft);
  if (next === undefined) return false;
  if (top.kind === 'email') ui.go({type: 'back'});
  ui.go({type: 'tab', tab: 'timeline'});
  ui.detail.aim(ticket.id, next);
  return true;
}

function keysOf(entries: ReturnType<typeof timeline>): readonly string[] {
  return entries.flatMap((entry) => [
    entry.key,
    ...(entry.kind === 'note' ? (entry.note.attachments ?? []).map(({id}) => `file:${id}`) : []),
  ]);
}
