import {AppError} from '../../errors.ts';
import {contentOf, joinTexts} from '../../domain/draft-content.ts';
import type {Draft, Millis, OutboxItem, OutboxState} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import {isLookedFor} from '../../domain/outbox-before.ts';

type WithdrawDeps = {readonly store: Pick<Store, 'draft' | 'withdraw'>; readonly now: Millis};

/**
 * Takes an item back: its text becomes the draft again, before the text of a newer draft. Throws an AppError `conflict`
 * if it may have been sent.
 */
export function withdrawItem({store, now}: WithdrawDeps, item: OutboxItem): void {
  const {state} = item;
  const mayBe = state === 'queued' || state === 'held' || state === 'failed' || isLookedFor(item);
  if (!mayBe) throw tooLate(item);
  const draft = draftOf(item, store.draft(item.ticketId, item.kind), now);
  if (!store.withdraw(item, draft, now)) throw tooLate(item);
}

function draftOf(item: OutboxItem, existing: Draft | undefined, now: Millis): Draft {
  const {ticketId, kind} = item;
  const own = contentOf(item.text, item.extra);
  if (existing === undefined) return {ticketId, kind, ...own, updatedAt: now};
  if (kind === 'create') {
    throw new AppError('conflict', 'Another new ticket is being written.', {
      hint: 'Send or discard that one first; this one stays in the outbox.',
    });
  }
  return {
    ...existing,
    text: joinTexts(own.text, existing.text),
    attachments: [...own.attachments, ...existing.attachments],
    fields: {...own.fields, ...existing.fields},
    updatedAt: now,
  };
}

export function tooLate(item: OutboxItem): AppError {
  const words: Partial<Record<OutboxState, string>> = {
    sending: 'It is being sent at this moment.',
    sent: 'It was sent already.',
    unknown: 'Whether it was sent is still being looked up.',
    withdrawn: 'It was withdrawn already.',
  };
  return new AppError('conflict', words[item.state] ?? 'It changed meanwhile.', {
    hint: 'Look at the outbox again.',
  });
}
