import {AppError} from '../errors.ts';
import type {Services} from '../state/services.ts';
import {stayingWords} from './last-sends.ts';
import {rescueTexts, textsIn} from './rescue-texts.ts';

/** What the user must know when the console ends: what was not sent, and where texts are that the database did not take. */
export function lastWords({store, storage}: Pick<Services, 'store' | 'storage'>): string | undefined {
  try {
    if (storage.lost !== undefined) return rescueTexts(textsIn(store));
    const words = [rescueTexts(storage.unsaved()), stayingWords(store)].filter((part) => part !== undefined);
    return words.length === 0 ? undefined : words.join('');
  } catch (error) {
    // The database fails, as was told already.
    if (error instanceof AppError) return rescueTexts(storage.unsaved());
    throw error;
  }
}
