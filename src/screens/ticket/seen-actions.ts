import type {KeyActions} from '../../hooks/keys.tsx';
import type {Services} from '../../state/services.ts';
import {tellUser, type Guide, type Selection, type Writing} from '../ui.ts';

/** Marks all of these tickets as seen, and offers to take that back. Returns how many items were new. */
export function markSeen(
  ui: Selection & Writing,
  {store, clock}: Pick<Services, 'store' | 'clock'>,
  ids: readonly string[],
): number {
  const unseen = ids.map((id) => ({id, keys: [...(store.ticket(id)?.unseen ?? [])]}));
  const fresh = unseen.filter(({keys}) => keys.length > 0);
  for (const {id} of fresh) store.markSeen(id, 'all', clock.now());
  const undo = () => {
    for (const {id, keys} of fresh) store.markUnseen(id, keys);
    ui.list.follow();
  };
  const what = ids.length === 1 ? ids[0] : `${fresh.length} tickets`;
  if (fresh.length > 0) ui.undo.offer(undo, `${what}: new again.`);
  ui.list.follow();
  return fresh.reduce((sum, {keys}) => sum + keys.length, 0);
}

/** Marks what was on screen as seen, if it was new. */
export function markShown(
  ui: Guide & Selection,
  {store, clock}: Pick<Services, 'store' | 'clock'>,
  id: string,
  keys: readonly string[],
): void {
  // Below help and palette it is drawn, and not seen.
  if (ui.nav.get().overlay !== undefined) return;
  const unseen = store.ticket(id)?.unseen ?? new Set<string>();
  const shown = keys.filter((key) => unseen.has(key));
  if (shown.length === 0) return;
  store.markSeen(id, shown, clock.now());
  ui.list.hear();
}

export const NOTHING_TO_UNDO = 'There is nothing to take back.';

/** Marking a ticket as seen without reading it, and taking the last such thing back. */
export function seenActions(
  ui: Guide & Selection & Writing,
  services: Pick<Services, 'store' | 'clock'>,
  id: string | undefined,
): KeyActions {
  const unread = id === undefined ? 0 : (services.store.row(id)?.unread ?? 0);
  return {
    'ticket.seen': {
      run: () => {
        const count = markSeen(ui, services, id === undefined ? [] : [id]);
        tellUser(ui, `${id}: ${count} marked as seen. ${ui.keyFor('undo')} takes that back, for a minute.`);
      },
      disabled:
        unread > 0
          ? undefined
          : id === undefined
            ? 'No ticket is selected.'
            : 'Nothing is new in this ticket.',
    },
    undo: () => tellUser(ui, ui.undo.undo() ?? NOTHING_TO_UNDO),
  };
}
