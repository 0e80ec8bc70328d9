import type {Millis} from '../domain/records.ts';
import type {Store} from './store.ts';
import {toSafeText} from '../text/safe/to-safe-text.ts';

/** What the engineer wrote as the next step of a ticket, for the hand-over; kept in the database. */
export function nextStepOf(store: Pick<Store, 'meta'>, id: string): string | undefined {
  const text = store.meta(NAME, id);
  return text === undefined || text === '' ? undefined : text;
}

/** An empty text takes the next step away. `id` is the one by which the ticket is shown. */
export function setNextStep(store: Pick<Store, 'setNextStep'>, id: string, text: string, at: Millis): void {
  store.setNextStep(id, toSafeText(text.trim()), at);
}

const NAME = 'next-step';
