import {motionKeys} from '../motions.ts';
import {NO_CONTENT} from '../../domain/draft-content.ts';
import {useKeys, type KeyAction} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import type {Pointer} from '../../state/pointer.ts';
import type {Services} from '../../state/services.ts';
import type {Draft, OutboxItem, OutboxState} from '../../domain/records.ts';
import {tellUser, type Entrance, type Guide, type Pickers, type Selection, type Writing} from '../ui.ts';
import {draftModal} from '../compose/draft-modal.ts';
import {NOTHING_TO_UNDO} from '../ticket/seen-actions.ts';
import {viewActions} from '../list/view-actions.ts';
import {againText} from './outbox-lines.ts';
import {draftKey, type OutboxEntry, entryText} from './outbox-entries.ts';
import type {Store} from '../../store/store.ts';

export type OutboxChoice = {
  readonly entry: OutboxEntry | undefined;
  readonly rows: number;
  readonly pointer: Pointer;
  /** To be called after each change of the store. */
  readonly changed: () => void;
};

/** It never means anything for what is under the cursor. */
const NOT_IN_FOOTER = {footer: ''} as const;

const SENDABLE: ReadonlySet<OutboxState> = new Set(['failed', 'held', 'unknown']);
const HOLDABLE: ReadonlySet<OutboxState> = new Set(['queued', 'failed']);
const WITHDRAWABLE: ReadonlySet<OutboxState> = new Set(['queued', 'failed', 'held', 'unknown']);

/** What acts on drafts and the outbox uses these. */
export type OutboxParts = Guide & Selection & Writing & Pickers & Entrance;

/** What can be done to a draft or an item of the outbox. */
export function useOutboxKeys(ui: OutboxParts, choice: OutboxChoice): void {
  const services = useServices();
  const {outbox} = services;
  const {entry, rows, pointer} = choice;
  const pages = {half: Math.max(1, Math.floor(rows / 2)), page: Math.max(1, rows - 1)};
  const item = entry?.kind === 'item' ? entry.item : undefined;
  const draft = entry?.kind === 'draft' ? entry.draft : undefined;
  const none = entry === undefined ? 'There is nothing here.' : undefined;
  const act = (
    states: ReadonlySet<OutboxState>,
    run: (item: OutboxItem) => void,
    done: string | ((item: OutboxItem) => string),
  ): KeyAction => ({
    run: () => {
      if (item === undefined) return;
      attempt(ui, choice, () => {
        run(item);
        return typeof done === 'string' ? done : done(item);
      });
    },
    disabled: none ?? itemProblem(item, states),
    ...(item === undefined ? NOT_IN_FOOTER : {}),
  });
  useKeys('outbox', {
    ...viewActions(ui),
    ...motionKeys(pointer, pages),
    open: {run: () => openEntry(ui, services, entry), disabled: none},
    'outbox.send': act(SENDABLE, ({id}) => outbox.retry(id), againText),
    'outbox.found': foundAction(ui, outbox, choice),
    'outbox.hold': act(HOLDABLE, ({id}) => outbox.hold(id), 'It is held back.'),
    'outbox.withdraw': act(
      WITHDRAWABLE,
      ({id, ticketId, kind}) => {
        outbox.withdraw(id);
        // The cursor stays on the text, which is a draft now.
        pointer.choose(draftKey({ticketId, kind}));
      },
      'Withdrawn; its text is a draft again.',
    ),
    'outbox.delete': {
      run: () => {
        if (draft !== undefined) remove(ui, services.store, choice, draft);
      },
      disabled: none ?? (draft === undefined ? 'Only drafts are deleted; withdraw this first.' : undefined),
      ...(draft === undefined ? NOT_IN_FOOTER : {}),
    },
    undo: () => attempt(ui, choice, () => ui.undo.undo() ?? NOTHING_TO_UNDO),
    'ticket.new': ui.create.open,
    back: () => ui.go({type: 'back'}),
  });
}

/** The note on the ticket that resembles what was sent is it. */
function foundAction(ui: Guide, outbox: Services['outbox'], choice: OutboxChoice): KeyAction {
  const {entry} = choice;
  const near = entry?.kind === 'item' ? outbox.nearNote(entry.item) : undefined;
  return {
    run: () => {
      if (entry?.kind !== 'item' || near === undefined) return;
      attempt(ui, choice, () => {
        outbox.accept(entry.item.id, near.key);
        return 'It is on the ticket; nothing is sent.';
      });
    },
    disabled: near === undefined ? 'No note on the ticket resembles it.' : undefined,
    ...(entry?.kind === 'item' ? {} : NOT_IN_FOOTER),
  };
}

/** The state may have changed meanwhile, here or in another casedeck: then the outbox says so, and what it is now is shown. */
function attempt(ui: Guide, choice: OutboxChoice, run: () => string): void {
  try {
    tellUser(ui, run());
  } finally {
    choice.changed();
  }
}

function itemProblem(item: OutboxItem | undefined, states: ReadonlySet<OutboxState>): string | undefined {
  if (item === undefined) return 'This is a draft: Enter goes on with it.';
  return states.has(item.state) ? undefined : STATE_WORDS[item.state];
}

const STATE_WORDS: Readonly<Record<OutboxState, string>> = {
  queued: 'It is waiting to be sent.',
  held: 'It is held back already.',
  sending: 'It is being sent at this moment.',
  sent: 'It was sent already.',
  failed: 'It was not sent.',
  unknown: 'Whether it was sent is still being looked up.',
  withdrawn: 'It was withdrawn already.',
};

function remove(ui: Guide & Writing, store: Store, choice: OutboxChoice, draft: Draft): void {
  store.saveDraft({...draft, ...NO_CONTENT});
  ui.undo.offer(() => store.saveDraft(draft), 'The draft is back.');
  choice.changed();
  tellUser(ui, `Deleted. ${ui.keyFor('undo')} takes that back, for a minute.`);
}

/** Of several accounts, in the one that the new ticket is for. */
function openForm(
  ui: Writing & Entrance,
  {accounts, owner}: Pick<Services, 'accounts' | 'owner'>,
  ticketId: string,
): void {
  if (accounts.joined.length === 0) return ui.create.open();
  ui.switchTo({kind: 'profile', profile: owner(ticketId).account.profile, begin: 'ticket.new'});
}

/** Goes on with a draft where it was being written; an item of the outbox opens its ticket. */
function openEntry(
  ui: Guide & Selection & Writing & Entrance,
  services: Pick<Services, 'accounts' | 'owner' | 'store'>,
  entry: OutboxEntry | undefined,
): void {
  if (entry === undefined) return;
  const {ticketId, kind} = entryText(entry);
  if (entry.kind === 'item') {
    if (services.store.row(ticketId) === undefined) return tellUser(ui, 'This ticket is not known here yet.');
    return ui.go({type: 'push', screen: {kind: 'ticket', id: ticketId}});
  }
  if (kind === 'create') return openForm(ui, services, ticketId);
  if (ticketId !== '') {
    return ui.go({type: 'modal', modal: draftModal(services.store, {ticketId, kind})});
  }
  if (kind === 'reply' || kind === 'answer' || kind === 'remark' || ui.marks.get().ids.size === 0)
    return tellUser(ui, 'This text is for several tickets: mark them in the list first.');
  ui.go({type: 'modal', modal: {kind: 'bulk', action: kind, field: 'text'}});
}
