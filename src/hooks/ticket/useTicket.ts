import type {OutboxItem, StoredTicket} from '../../domain/records.ts';
import {pendingItems} from '../../domain/ticket/is-pending.ts';
import {noteNames} from '../../domain/others.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';
import {useServices} from '../useServices.tsx';
import {useStored} from '../useStored.ts';

export type TicketView = {
  readonly stored: StoredTicket | undefined;
  /** What was written here and the service does not show yet. */
  readonly outbox: readonly OutboxItem[];
  /** Ids of the notes that were written here as the answer to what Equinix waited for. */
  readonly answers: ReadonlySet<string>;
  /** Who of the team wrote which note, by its key. */
  readonly names: ReadonlyMap<string, SafeText>;
};

const NOBODY: ReadonlyMap<string, SafeText> = new Map();

/** A ticket as the store knows it. */
export function useTicket(id: string | undefined): TicketView {
  const {store} = useServices();
  return useStored([id], () => {
    const items = id === undefined ? [] : store.outboxOf(id);
    const stored = id === undefined ? undefined : store.ticket(id);
    return {
      stored,
      outbox: pendingItems(items, stored),
      names: stored === undefined ? NOBODY : noteNames(stored),
      answers: new Set(items.filter(isSentReply).flatMap(({remoteId}) => remoteId ?? [])),
    };
  });
}

function isSentReply({kind, state}: OutboxItem): boolean {
  return kind === 'reply' && state === 'sent';
}
