import type {OutboxItem, OutboxKind} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import {oneOf} from './outbox-text.ts';
import {isLookedFor} from '../domain/outbox-before.ts';
import type {SyncStatus} from '../sync/contracts.ts';

const NAMES: Readonly<Record<OutboxKind, readonly [one: string, more: string]>> = {
  note: ['note', 'notes'],
  reply: ['reply', 'replies'],
  answer: ['answer', 'answers'],
  cancel: ['cancellation', 'cancellations'],
  create: ['new ticket', 'new tickets'],
};

/** Items that would be sent within moments if casedeck stayed open; without those that wait for the network. */
export function onTheirWay(
  store: Pick<Store, 'outbox'>,
  {state}: Pick<SyncStatus, 'state'>,
  readOnly: boolean,
): readonly OutboxItem[] {
  const isAway = state === 'offline' || state === 'waiting' || state === 'refused';
  return store
    .outbox(isAway || readOnly ? ['sending'] : ['queued', 'sending', 'unknown'])
    .filter((item) => !isLookedFor(item));
}

/** `a note`, `2 notes and a cancellation`. */
export function itemText(items: readonly Pick<OutboxItem, 'kind'>[]): string {
  const parts = [...Map.groupBy(items, ({kind}) => kind)].map(([kind, {length}]) =>
    length === 1 ? oneOf(NAMES[kind][0]) : `${String(length)} ${NAMES[kind][1]}`,
  );
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** What stays behind in the outbox, for the end of the console; undefined where nothing does. */
export function stayingText(store: Pick<Store, 'outbox'>): string | undefined {
  const items = store.outbox(['queued', 'sending', 'unknown']);
  const unsent = items.filter(({state}) => state === 'queued');
  const undecided = items.filter(({state}) => state !== 'queued');
  const parts = [
    ...(unsent.length === 0
      ? []
      : [`Not sent yet: ${itemText(unsent)}; in the outbox until casedeck runs next.`]),
    ...(undecided.length === 0
      ? []
      : [
          `Not known yet whether it arrived: ${itemText(undecided)}; casedeck looks on the service when it runs next.`,
        ]),
  ];
  return parts.length === 0 ? undefined : `${parts.join('\n')}\n`;
}
