import type {ListPosition} from '../../state/list/list-position.ts';
import type {ListSelection} from '../../state/list/list-queries.ts';
import type {Marks} from '../../state/list/mark-state.ts';
import type {View} from '../../domain/views.ts';
import {theme} from '../../terminal/theme.ts';

/** What the list shows: the view, its IBX, the filter, and an order that is not the view's own. */
export function listTitle(view: View, {ibx, choice}: ListPosition): string {
  const name = view.kind === 'ibx' && ibx !== undefined ? ibx : view.title;
  const order =
    choice.order === undefined ? '' : `, ${ORDER_WORDS[choice.order.sort](choice.order.descending)}`;
  const filter = choice.filter === '' ? '' : ` / ${choice.filter}`;
  return name + order + filter;
}

type Words = (isDown: boolean) => string;

/** How an order is called; times run from the newest when they run down. */
export const ORDER_WORDS: Readonly<Record<NonNullable<ListPosition['choice']['order']>['sort'], Words>> = {
  attention: (isDown) => (isDown ? 'what needs you last' : 'what needs you first'),
  updated: (isDown) => (isDown ? 'last updated first' : 'longest quiet first'),
  created: (isDown) => (isDown ? 'newest first' : 'oldest first'),
  status: (isDown) => (isDown ? 'by status, backwards' : 'by status'),
  ibx: (isDown) => (isDown ? 'by IBX, backwards' : 'by IBX'),
  id: (isDown) => (isDown ? 'by id, backwards' : 'by id'),
};

export type FootFacts = {
  /** Position behind the last ticket on screen. */
  readonly shown: number;
  /** Tickets in the range that is being marked which came in since it began. */
  readonly arrived: number;
};

/** How many tickets the view holds; the cursor's may be one that has left it. */
export function heldCount({
  count,
  own,
  selectedId,
}: Pick<ListPosition, 'count' | 'own' | 'selectedId'>): number {
  return own === undefined && selectedId !== undefined ? count - 1 : count;
}

/** Where the cursor is in the list, what came in above, and how many tickets are marked. */
export function listFoot(
  position: Omit<ListPosition, keyof ListSelection>,
  {ids, range}: Pick<Marks, 'ids' | 'range'>,
  {shown, arrived}: FootFacts,
): string {
  const {top, index, count, newAbove, own} = position;
  const more = `${top > 0 ? theme.glyphs.up : ''}${shown < count ? theme.glyphs.down : ''}`;
  const place = own === undefined ? 'not in this view' : `${index + 1} of ${heldCount(position)}`;
  const parts = [
    count === 0 ? '' : `${place} ${more}`.trimEnd(),
    newAbove === 0 ? '' : `${newAbove} new above`,
    range === undefined ? '' : `range of ${range.length}`,
    arrived === 0 ? '' : `+${arrived} arrived, not marked`,
    ids.size === 0 ? '' : `${ids.size} marked`,
  ];
  return parts.filter((part) => part !== '').join(` ${theme.glyphs.separator} `);
}

/** The user must notice that a filter hides tickets: it may be one of yesterday. */
export function filteredText(position: ListPosition, total: () => number, clear: string): string | undefined {
  if (position.choice.filter === '') return undefined;
  return `${heldCount(position)} of ${total()}, filtered: ${clear} shows all`;
}
