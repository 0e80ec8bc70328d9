import {AppError} from '../errors.ts';
import {endSentence} from '../text/sentence.ts';
import type {OutboxItem, OutboxState} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import {beforeOf, isLookedFor} from '../domain/outbox-before.ts';
import {NAMES, whoseText} from './outbox-text.ts';

const UNSENT: readonly OutboxState[] = ['queued', 'sending', 'unknown', 'failed', 'held'];

export type OutboxNewsOptions = {
  readonly tell: (words: string) => void;
  /** How to get to the outbox, in words. */
  readonly where: () => string;
  /** What tells of its own fate: several notes at once do. */
  readonly isTold: (item: OutboxItem) => boolean;
};

/**
 * Reports items that were refused, or whose result cannot be found out, because the user has left their screen long
 * ago. Items that were in trouble before are no news.
 */
export function createOutboxNews(
  store: Pick<Store, 'outbox'>,
  {tell, where, isTold}: OutboxNewsOptions,
): () => void {
  const known = new Set(inTrouble(store).map(nameOf));
  // The form of a new ticket waits for its fate, but only in the run that sent it.
  const before = new Set(store.outbox(UNSENT).map(({id}) => id));
  const look = () => {
    const fresh = inTrouble(store).filter((item) => !known.has(nameOf(item)));
    for (const item of fresh) known.add(nameOf(item));
    const untold = fresh.filter((item) => !isTold(item) && (item.kind !== 'create' || before.has(item.id)));
    const [first] = untold;
    if (first === undefined) return;
    const more = untold.length === 1 ? '' : ` ${untold.length - 1} more like it.`;
    tell(`${messageOf(first)}${more} ${where()}`.trim());
  };
  return () => {
    try {
      look();
    } catch (error) {
      // A store that fails is told of elsewhere.
      if (!(error instanceof AppError)) throw error;
    }
  };
}

function inTrouble(store: Pick<Store, 'outbox'>): readonly OutboxItem[] {
  return store.outbox(['failed', 'unknown']).filter((item) => item.state === 'failed' || isLookedFor(item));
}

/** Each attempt is another chance to fail, and what resembles it asks for a person. */
function nameOf(item: OutboxItem): string {
  const near = beforeOf(item)?.near ?? [];
  return [item.id, item.state, item.attempts, ...near].join(' ');
}

function messageOf(item: OutboxItem): string {
  const {kind, state, error = ''} = item;
  const what = `The ${NAMES[kind]}${whoseText(item)}`;
  const words = state === 'failed' ? `${what} was not sent: ${error}` : `${what}: ${error}`;
  return endSentence(words);
}
