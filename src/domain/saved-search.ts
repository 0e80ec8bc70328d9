import {isFields} from './new-ticket/form-reader.ts';
import type {TicketSort} from './records.ts';

/** A filter that was given a name in the console: a view that no file has. */
export type SavedSearch = {
  readonly name: string;
  /** The built-in view whose tickets it narrows. */
  readonly base: string;
  /** As typed after `/`. */
  readonly words: string;
  readonly slot: number | undefined;
  readonly order: {readonly sort: TicketSort; readonly descending: boolean};
  readonly group: 'none' | 'ibx' | 'status';
};

/** Where the store keeps them. */
export const SEARCHES = 'console.searches';

const ORDERS = ['attention', 'updated', 'created', 'status', 'ibx', 'id'] as const;
const GROUPS = ['none', 'ibx', 'status'] as const;

/** What is kept; whatever else stands there is left out. */
export function savedSearches(kept: string | undefined): readonly SavedSearch[] {
  try {
    const value: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(value) ? value.flatMap(searchOf) : [];
  } catch {
    return [];
  }
}

function searchOf(value: unknown): readonly SavedSearch[] {
  if (!isFields(value)) return [];
  const {name, base, words, slot, order, group} = value;
  if (typeof name !== 'string' || typeof base !== 'string' || typeof words !== 'string') return [];
  const {sort, descending} = isFields(order) ? order : {};
  return [
    {
      name,
      base,
      words,
      slot: typeof slot === 'number' ? slot : undefined,
      order: {sort: ORDERS.find((each) => each === sort) ?? 'attention', descending: descending === true},
      group: GROUPS.find((each) => each === group) ?? 'none',
    },
  ];
}
