import type {Millis, OutboxItem, OutboxState} from '../../domain/records.ts';
import {beforeOf, formatBefore} from '../../domain/outbox-before.ts';
import type {OutboxRequest} from '../contracts.ts';

/** What makes two requests the same. */
export type Twin = Pick<OutboxRequest, 'kind' | 'ticketId' | 'text'> & {
  /** Names of its files, as they are called here. */
  readonly files: readonly string[];
  /** Of a new ticket; of an answer, what it says and to which question. */
  readonly code?: string | undefined;
};

/** What of a request tells it from others of its ticket. */
export function twinOf({
  kind,
  ticketId,
  text,
  extra,
}: Pick<OutboxItem, 'kind' | 'ticketId' | 'text' | 'extra'>): Twin {
  const {attachments = [], action, referenceId, ...rest} = parse(extra);
  const code = action === undefined ? rest.code : `${action} ${referenceId ?? ''}`;
  return {kind, ticketId, text, files: attachments.map(({file, name}) => file ?? name ?? ''), code};
}

type Extra = {
  readonly attachments?: readonly {readonly file?: string; readonly name?: string}[];
  readonly code?: string;
  readonly action?: string;
  readonly referenceId?: string;
};

function parse(extra: string | undefined): Extra {
  try {
    // Checked before it was queued.
    return JSON.parse(extra ?? '{}') as Extra;
  } catch {
    return {};
  }
}

/** True where both say the same, of the same kind, with the same files. */
export function isTwin(one: Twin, other: Twin): boolean {
  return (
    one.kind === other.kind &&
    one.text.trim() === other.text.trim() &&
    one.code === other.code &&
    one.files.join('/') === other.files.join('/')
  );
}

const DAY_MS = 24 * 3_600_000;
/** Sent, and never told to have arrived. */
const IN_VAIN: ReadonlySet<OutboxState> = new Set(['failed', 'withdrawn', 'unknown']);

/**
 * What was remembered when the same request was sent without success within the last day: the service may have done it,
 * so it is checked before it is sent again. `items`: those of its ticket.
 */
export function memoryOfTwin(items: readonly OutboxItem[], request: Twin, now: Millis): string | undefined {
  const tried = items.filter((item) => IN_VAIN.has(item.state) && isTwin(twinOf(item), request));
  for (const item of tried.toReversed()) {
    const before = beforeOf(item);
    if (before?.endedAt === undefined || now - before.endedAt > DAY_MS) continue;
    const {at, fresh, newest, keys, endedAt} = before;
    return formatBefore({at, fresh, keys, endedAt, ...(newest === undefined ? {} : {newest})});
  }
  return undefined;
}
