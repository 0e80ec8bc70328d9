import type {TicketFilter} from '../records.ts';
import {IMPOSSIBLE} from './filter-status.ts';

const BOTH = ['notStatuses', 'notIbxs', 'notWho', 'words', 'notWords', 'fuzzy'] as const;
const EITHER_ALLOWED = ['statuses', 'ibxs', 'turns', 'kinds', 'who', 'ids', 'accounts'] as const;
const EARLIEST = ['createdBefore', 'updatedBefore'] as const;
const LATEST = ['createdAfter', 'updatedAfter'] as const;
const SINGLE = ['unread', 'hasDraft', 'mine', 'snoozed', 'hasRemark'] as const;

/** Tickets that match both. Of two lists of sites, only those that are in both count. */
export function mergeFilters(one: TicketFilter, other: TicketFilter): TicketFilter {
  if (SINGLE.some((name) => differ(one[name], other[name]))) return IMPOSSIBLE;
  // Each name keeps the kind of values it had, which TypeScript cannot see.
  const merged = {
    ...one,
    ...other,
    ...each(BOTH, (name) => joined(one[name], other[name])),
    ...each(EITHER_ALLOWED, (name) => common(one[name], other[name])),
    ...each(EARLIEST, (name) => chosen(Math.min, one[name], other[name])),
    ...each(LATEST, (name) => chosen(Math.max, one[name], other[name])),
  } as TicketFilter;
  const isEmpty = EITHER_ALLOWED.some((name) => merged[name]?.length === 0);
  return isEmpty ? IMPOSSIBLE : merged;
}

function each<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value | undefined,
): {readonly [N in Name]?: Value} {
  const entries = names.flatMap((name) => {
    const value = valueOf(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries) as {readonly [N in Name]?: Value};
}

function differ(one: unknown, other: unknown): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function joined(one: readonly string[] = [], other: readonly string[] = []): readonly string[] | undefined {
  const all = [...new Set([...one, ...other])];
  return all.length === 0 ? undefined : all;
}

function common(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.filter((value) => other.includes(value));
}

function chosen(
  choose: (...values: number[]) => number,
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  const values = [one, other].filter((value) => value !== undefined);
  return values.length === 0 ? undefined : choose(...values);
}
