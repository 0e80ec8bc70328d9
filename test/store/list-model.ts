import type {TicketSummary} from '../../src/domain/ticket.ts';
import type {ListQuery, TicketFilter, Turn} from '../../src/domain/records.ts';
import {isCloseMatch} from '../../src/text/close-match.ts';
import {safe} from './sample.ts';

const RANKS = ['ACTION_REQUIRED', 'IN_PROGRESS', 'SUBMITTED', 'other', 'RESOLVED', 'CLOSED', 'CANCELLED'];
export const FINAL = ['CLOSED', 'CANCELLED'];

export type Item = {
  readonly summary: TicketSummary;
  readonly unseen: number;
  readonly draft: boolean;
  readonly asked: boolean;
};

/** What the list must show, found by filtering and sorting by hand. */
export function expectedIds(list: readonly Item[], query: ListQuery): readonly string[] {
  const found = list.filter((item) => matches(item, query.filter));
  return found.toSorted((a, b) => order(a, b, query)).map((item) => item.summary.id);
}

function matches(item: Item, filter: TicketFilter): boolean {
  const {status = '', ibx, id, description = '', customerReferenceId = ''} = item.summary;
  const text = [id, ...ibx, description, status, customerReferenceId].join('\n').toLowerCase();
  const {created, updated} = times(item);
  return [
    filter.statuses?.includes(status) ?? true,
    !(filter.notStatuses?.includes(status) ?? false),
    filter.ibxs?.some((site) => ibx.includes(safe(site.toUpperCase()))) ?? true,
    !(filter.notIbxs ?? []).some((site) => ibx.includes(safe(site.toUpperCase()))),
    (filter.fuzzy ?? []).every((word) => isCloseMatch(word.toLowerCase(), text)),
    filter.turns?.includes(turnOf(status)) ?? true,
    (filter.words ?? []).every((word) => text.includes(word.toLowerCase())),
    !(filter.notWords ?? []).some((word) => word !== '' && text.includes(word.toLowerCase())),
    filter.createdBefore === undefined || (created !== 0 && created < filter.createdBefore),
    filter.createdAfter === undefined || (created !== 0 && created >= filter.createdAfter),
    filter.updatedBefore === undefined || (updated !== 0 && updated < filter.updatedBefore),
    filter.updatedAfter === undefined || (updated !== 0 && updated >= filter.updatedAfter),
    filter.unread === undefined || item.unseen > 0 === filter.unread,
    filter.hasDraft === undefined || item.draft === filter.hasDraft,
    filter.mine === undefined || item.asked === filter.mine,
    filter.ids?.includes(id) ?? true,
  ].every(Boolean);
}

function turnOf(status: string): Turn {
  if (status === 'ACTION_REQUIRED') return 'us';
  return [...FINAL, 'RESOLVED'].includes(status) ? 'nobody' : 'them';
}

function times({summary: {createdDateTime, updatedDateTime}}: Item): {created: number; updated: number} {
  const created = createdDateTime === undefined ? 0 : Date.parse(createdDateTime);
  return {created, updated: updatedDateTime === undefined ? created : Date.parse(updatedDateTime)};
}

export function isFinal(item: Item): boolean {
  return FINAL.includes(item.summary.status ?? '');
}

function order(a: Item, b: Item, {sort, descending = false}: ListQuery): number {
  const [left, right] = [sortKey(a, sort), sortKey(b, sort)];
  // Ascending by update, everything runs backwards: also the ids of a tie.
  const sign = (sort === 'updated') !== descending ? -1 : 1;
  for (const [i, value] of left.entries()) {
    const other = right[i] ?? 0;
    if (value !== other) return sign * (value < other ? -1 : 1);
  }
  return 0;
}

function sortKey(item: Item, sort: ListQuery['sort']): readonly (number | string)[] {
  const {id, status = '', ibx} = item.summary;
  const {created, updated} = times(item);
  const rank = RANKS.indexOf(status) === -1 ? RANKS.indexOf('other') : RANKS.indexOf(status);
  switch (sort) {
    case 'attention':
      return [attention(item), -updated, id];
    case 'updated':
      return [-updated, id];
    case 'created':
      return [created, id];
    case 'status':
      return [rank, -updated, id];
    case 'ibx':
      return [ibx[0] ?? 'ZZZ', -updated, id];
    case 'id':
      return [id];
  }
}

function attention(item: Item): number {
  if (item.summary.status === 'ACTION_REQUIRED') return 0;
  if (item.unseen > 0) return 1;
  return isFinal(item) ? 3 : 2;
}
