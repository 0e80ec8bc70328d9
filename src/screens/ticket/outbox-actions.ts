import type {KeyAction, KeyActions} from '../../hooks/keys.tsx';
import type {Modal} from '../../state/navigation.ts';
import type {Services} from '../../state/services.ts';
import type {OutboxItem, OutboxState} from '../../domain/records.ts';
import {draftModal} from '../compose/draft-modal.ts';
import {againText} from '../outbox/outbox-lines.ts';
import type {Ui} from '../ui.ts';

const AGAIN: ReadonlySet<OutboxState> = new Set(['failed', 'held', 'unknown']);
const BACK: ReadonlySet<OutboxState> = new Set(['queued', 'failed', 'held', 'unknown']);

/** What can be done to what was written to a ticket and is not there: the first such item, where it is seen. */
export function outboxActions(
  ui: Pick<Ui, 'fail' | 'go'>,
  {store, outbox}: Pick<Services, 'outbox' | 'store'>,
  id: string | undefined,
): KeyActions {
  const items = id === undefined ? [] : store.outboxOf(id);
  const inform = (words: string) => ui.go({type: 'notice', notice: {tone: 'info', message: words}});
  const act = (
    states: ReadonlySet<OutboxState>,
    none: string,
    run: (item: OutboxItem) => void,
  ): KeyAction => {
    const item = items.find(({state}) => states.has(state));
    return {
      run: () => {
        if (item === undefined) return;
        // It may have changed meanwhile, here or in another casedeck: then the outbox says so.
        try {
          run(item);
        } catch (error) {
          ui.fail(error);
        }
      },
      disabled: item === undefined ? none : undefined,
    };
  };
  return {
    'outbox.again': act(AGAIN, 'Nothing that was written here failed.', (item) => {
      outbox.retry(item.id);
      inform(againText(item));
    }),
    'outbox.edit': act(BACK, 'Nothing that was written here waits or failed.', (item) => {
      outbox.withdraw(item.id);
      ui.go({type: 'modal', modal: editorOf(item, store)});
    }),
    'outbox.drop': act(BACK, 'Nothing that was written here waits or failed.', (item) => {
      outbox.withdraw(item.id);
      inform('Withdrawn; its text is a draft again.');
    }),
  };
}

function editorOf({kind, ticketId}: OutboxItem, store: Services['store']): Modal {
  return kind === 'create' ? {kind, step: 'form', field: 'code'} : draftModal(store, {kind, ticketId});
}
