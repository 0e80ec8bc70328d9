import type {ListPosition} from '../../state/list-state.ts';
import type {Marks} from '../../state/mark-state.ts';
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
  /** Position where a range of marks began. */
  readonly range: number | undefined;
};

/** Where the cursor is in the list, and how many tickets are marked. */
export function listFoot(
  {top, index, count}: Pick<ListPosition, 'top' | 'index' | 'count'>,
  marks: Pick<Marks, 'ids'>,
  {shown, range}: FootFacts,
): string {
  const more = `${top > 0 ? theme.glyphs.up : ''}${shown < count ? theme.glyphs.down : ''}`;
  const parts = [
    count === 0 ? '' : `${index + 1} of ${count} ${more}`.trimEnd(),
    range === undefined || range < 0 ? '' : `range of ${Math.abs(range - index) + 1}`,
    marks.ids.size === 0 ? '' : `${marks.ids.size} marked`,
  ];
  return parts.filter((part) => part !== '').join(` ${theme.glyphs.separator} `);
}
