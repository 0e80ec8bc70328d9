import {cancelDoubt, noteDoubt, wantsAnswer} from '../../domain/ticket/permissions.ts';
import {ticketLike} from '../../domain/new-ticket/ticket-like.ts';
import type {KeyAction, KeyActions} from '../../hooks/keys.tsx';
import type {Services} from '../../state/services.ts';
import {tellUser, type Guide, type Selection, type Sharing, type Writing} from '../ui.ts';
import {draftModal} from '../compose/draft-modal.ts';
import {shareActions} from '../share-actions.ts';
import {seenActions} from './seen-actions.ts';
import {holderText} from '../../domain/others.ts';
import type {Store} from '../../store/store.ts';

/** What acts on a ticket uses these. */
export type TicketParts = Guide & Selection & Writing & Sharing;

/** What can be done to a ticket, wherever it is on screen. */
export function ticketActions(
  ui: TicketParts,
  services: Pick<Services, 'store' | 'poller' | 'outbox' | 'clock' | 'ticketUrl' | 'owner'>,
  id: string | undefined,
): KeyActions {
  const {store, poller, outbox} = services;
  const none = id === undefined ? 'No ticket is selected.' : undefined;
  const ticketId = id ?? '';
  return {
    ...seenActions(ui, services, id),
    ...shareActions(ui, services, id),
    ...writingActions(ui, store, id),
    'ticket.new': ui.create.open,
    site: siteAction(ui, store, id),
    'ticket.like': likeAction(ui, store, id),
    'ticket.remark': {
      run: () => ui.go({type: 'modal', modal: {kind: 'remark', ticketId}}),
      disabled: none,
    },
    'ticket.snooze': {
      run: () => ui.go({type: 'modal', modal: {kind: 'snooze', ticketId}}),
      disabled: none,
    },
    'ticket.claim': id === undefined ? {run: () => undefined, disabled: none} : claimAction(ui, services, id),
    'ticket.refresh': {
      run: () => {
        tellUser(ui, `Reading ${ticketId}…`);
        outbox.lookForUnknown(ticketId);
        poller.refresh(ticketId).then(
          () => tellUser(ui, `${ticketId} is up to date.`),
          (error: unknown) => ui.fail(error),
        );
      },
      disabled: none,
    },
  };
}

/** The page of a ticket's first site. */
function siteAction(ui: Guide, store: Store, id: string | undefined): KeyAction {
  const [ibx] = id === undefined ? [] : (store.row(id)?.ibx ?? []);
  return {
    run: () => ibx !== undefined && ui.go({type: 'push', screen: {kind: 'site', ibx: ibx.toUpperCase()}}),
    disabled: ibx === undefined ? 'No site is known of it.' : undefined,
  };
}

/** What Equinix would have to accept: if the ticket has ended, pressing the key again writes anyway. */
function writingActions(ui: Guide, store: Store, id: string | undefined): KeyActions {
  if (id === undefined) {
    const none = {run: () => undefined, disabled: 'No ticket is selected.'};
    return {'ticket.note': none, 'ticket.reply': none, 'ticket.cancel': none};
  }
  const {ticket = {}, negotiations} = store.ticket(id) ?? {};
  const note = noteDoubt(ticket);
  const cancel = cancelDoubt(ticket);
  const [hasNote, hasReply] = (['note', 'reply'] as const).map((kind) => store.draft(id, kind) !== undefined);
  // An existing draft is continued, whatever the ticket waits for now.
  const isAnswer = hasNote === hasReply ? wantsAnswer(ticket) : hasReply === true;
  // An existing draft of a note is continued; the menu of answers also leads to one.
  const asks = negotiations !== undefined && !hasNote && !hasReply;
  const compose = (draft: 'note' | 'reply') => ({
    run: () => ui.go({type: 'modal', modal: {kind: 'compose', ticketId: id, draft}}),
    // A draft from before the ticket's end can still be read and copied.
    disabled: note?.isFinal === true && store.draft(id, draft) === undefined ? note.message : undefined,
    anyway: 'writes one all the same',
  });
  return {
    'ticket.note': asks
      ? {
          run: () => ui.go({type: 'modal', modal: draftModal(store, {kind: 'answer', ticketId: id})}),
          disabled: undefined,
          footer: 'answer',
        }
      : isAnswer
        ? {...compose('reply'), footer: 'answer'}
        : compose('note'),
    'ticket.reply': compose('reply'),
    'ticket.cancel': {
      run: () => ui.go({type: 'modal', modal: {kind: 'cancel', ticketId: id, field: 'reason'}}),
      disabled: cancel?.isFinal === true ? cancel.message : undefined,
    },
  };
}

/** A new ticket like this one; an existing draft is replaced only after a second key press. */
function likeAction(ui: Guide & Writing, store: Store, id: string | undefined): KeyAction {
  const begin = () => {
    const stored = id === undefined ? undefined : store.ticket(id);
    if (stored !== undefined) ui.create.begin(ticketLike(stored.ticket, store.outbox(['sent'])));
  };
  if (id === undefined) return {run: begin, disabled: 'No ticket is selected.'};
  const isBegun = store.draft('', 'create') !== undefined;
  return {
    run: begin,
    disabled: isBegun ? 'A new ticket is begun already.' : undefined,
    anyway: `takes this one instead; ${ui.keyFor('form.clear')} there brings it back`,
  };
}

/**
 * Takes a ticket, or gives it back. If somebody else has it, the user is told, and the same key again takes it from
 * them.
 */
function claimAction(
  ui: Guide,
  {store, clock}: Pick<Services, 'clock' | 'store'>,
  ticketId: string,
): KeyAction {
  const claims = store.claimsOf(ticketId);
  const isMine = claims.some(({by}) => by === store.me());
  const [first] = claims;
  const does = (deed: 'claim' | 'takeover' | 'release', words: string) => () => {
    store.claim(ticketId, deed, clock.now());
    tellUser(ui, words);
  };
  if (isMine) return does('release', `You gave ${ticketId} back.`);
  if (first === undefined) return does('claim', `You have ${ticketId}.`);
  return {
    run: does('takeover', `You have ${ticketId}, taken from ${first.by}.`),
    disabled: `${holderText(first)}.`,
    anyway: `takes it from ${first.by}`,
  };
}
