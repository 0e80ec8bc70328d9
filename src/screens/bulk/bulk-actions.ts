import type {KeyAction, KeyActions} from '../../hooks/keys.tsx';
import type {BulkResult} from '../../state/bulk-state.ts';
import type {Services} from '../../state/services.ts';
import {tellUser, type Guide, type Runs, type Selection, type Writing} from '../ui.ts';
import {markSeen} from '../ticket/seen-actions.ts';

/** What can be done to all marked tickets. Single keys act on the ticket under the cursor, these on the marks alone. */
export function bulkActions(
  ui: Guide & Selection & Writing & Runs,
  services: Pick<Services, 'store' | 'clock' | 'account'>,
): KeyActions {
  const none =
    ui.marks.get().ids.size === 0
      ? `Nothing is marked; ${ui.keyFor('mark.toggle')} marks a ticket.`
      : undefined;
  const cannotWrite = services.account.readOnly ? 'This profile never writes.' : undefined;
  const act = (run: () => void, disabled?: string): KeyAction => ({run, disabled: none ?? disabled});
  const open = (action: 'note' | 'cancel') => () =>
    ui.go({type: 'modal', modal: {kind: 'bulk', action, field: 'text'}});
  return {
    'bulk.note': act(open('note'), cannotWrite),
    'bulk.cancel': act(open('cancel'), cannotWrite),
    'bulk.seen': act(() => seen(ui, services)),
    'bulk.track': act(() => follow(ui, services, true)),
    'bulk.untrack': act(() => follow(ui, services, false)),
    'bulk.handover': act(() => handOver(ui)),
    'bulk.export': act(() => ui.go({type: 'modal', modal: {kind: 'export'}})),
    'bulk.results': {
      run: () => ui.go({type: 'modal', modal: {kind: 'results'}}),
      disabled: ui.bulk.get() === undefined ? 'Nothing was done to marked tickets yet.' : undefined,
    },
  };
}

function seen(ui: Guide & Selection & Writing & Runs, services: Pick<Services, 'store' | 'clock'>): void {
  const {shown, hidden} = ui.marks.sorted();
  const ids = [...shown, ...hidden];
  const before = new Map(ids.map((id) => [id, services.store.row(id)?.unread ?? 0]));
  markSeen(ui, services, ids);
  const resultOf = (id: string): BulkResult => {
    const count = before.get(id) ?? 0;
    return count === 0
      ? {id, state: 'left out', message: 'nothing was new'}
      : {id, state: 'done', message: `${count} marked as seen`};
  };
  finish(ui, 'Mark as seen', ids.map(resultOf), hidden);
}

function follow(
  ui: Guide & Selection & Writing & Runs,
  {store, clock}: Pick<Services, 'store' | 'clock'>,
  isOn: boolean,
): void {
  const {shown, hidden} = ui.marks.sorted();
  const ids = [...shown, ...hidden];
  const before = new Set(store.tracked());
  const changing = ids.filter((id) => before.has(id) !== isOn);
  if (isOn) store.track(changing, 'asked', clock.now());
  else store.untrack(changing);
  const undo = () => {
    if (isOn) store.untrack(changing);
    else store.track(changing, 'asked', clock.now());
    ui.list.follow();
  };
  if (changing.length > 0) ui.undo.offer(undo, `${changing.length} tickets: as before.`);
  ui.list.follow();
  const resultOf = (id: string): BulkResult => {
    if (!changing.includes(id))
      return {id, state: 'left out', message: isOn ? 'followed already' : 'was not followed'};
    return {id, state: 'done', message: isOn ? 'followed by number' : 'followed no longer'};
  };
  finish(ui, isOn ? 'Follow' : 'Follow no longer', ids.map(resultOf), hidden);
}

function handOver(ui: Guide & Selection): void {
  const {shown, hidden} = ui.marks.sorted();
  ui.go({type: 'push', screen: {kind: 'handover', ids: [...shown, ...hidden]}});
  if (hidden.length > 0) tellUser(ui, hiddenText(hidden).trim());
}

/** What is done at once needs no screen of its own: one line, and the results where somebody asks for them. */
function finish(
  ui: Guide & Runs,
  title: string,
  results: readonly BulkResult[],
  hidden: readonly string[],
): void {
  ui.bulk.set({title, results});
  const done = results.filter(({state}) => state === 'done').length;
  const undo = done === 0 ? '' : ` ${ui.keyFor('undo')} takes it back.`;
  tellUser(
    ui,
    `${title}: ${done} of ${results.length}.${hiddenText(hidden)}${undo} ${ui.keyFor('bulk.results')} lists them.`,
  );
}

const MOST_NAMED = 4;

/** Names the marked tickets that are not visible, so that nobody acts on tickets they have forgotten. */
function hiddenText(hidden: readonly string[]): string {
  if (hidden.length === 0) return '';
  const named = hidden.slice(0, MOST_NAMED).join(', ');
  const rest = hidden.length > MOST_NAMED ? ` and ${hidden.length - MOST_NAMED} more` : '';
  return ` Not in this view: ${named}${rest}.`;
}
