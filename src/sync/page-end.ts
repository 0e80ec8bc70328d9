import type {OrderPage} from '../api/api.ts';
import {AppError} from '../errors.ts';

/** What ends a list of pages, whatever the service says of their number. */
export type PageEnd = {
  /** To be told of each page in turn: whether it was the last. */
  readonly isLast: (page: OrderPage, number: number, size: number) => boolean;
  /** Why the list ended before the service said so. */
  readonly trouble: () => AppError | undefined;
};

/** A million tickets. */
const MOST_PAGES = 5000;

/** See {@link PageEnd}. */
export function createPageEnd(): PageEnd {
  const seen = new Set<string>();
  let trouble: AppError | undefined;
  return {
    isLast: ({tickets, totalPages, totalElements}, number, size) => {
      if (tickets.length === 0) return true;
      const before = seen.size;
      for (const {id} of tickets) seen.add(id);
      if (seen.size === before || number >= MOST_PAGES) {
        trouble = endless(number, seen.size === before);
        return true;
      }
      // The number of pages may be wrong in both directions: a full page is not believed to be the last while tickets
      // are missing.
      const isFull = tickets.length >= size;
      const isMore = isFull && (totalPages === 0 || (number + 1) * size < totalElements);
      return number >= totalPages - 1 && !isMore;
    },
    trouble: () => trouble,
  };
}

function endless(number: number, isRepeated: boolean): AppError {
  const why = isRepeated
    ? `page ${number + 1} of order history holds no ticket that the pages before it did not`
    : `order history goes on after ${number} pages`;
  return new AppError('service', `The list was ended early: ${why}.`, {
    hint: 'Tickets that are missing can be opened by their number. If it stays, tell the support of the service.',
  });
}
