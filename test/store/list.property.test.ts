import fc from 'fast-check';
import {expect, test} from 'vitest';
import {joinedId, splitId} from '../../src/domain/joined-id.ts';
import {joinAccounts} from '../../src/store/joined/joined-accounts.ts';
import {joinStores} from '../../src/store/joined/joined-store.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {ListQuery, TicketFilter} from '../../src/domain/records.ts';
import type {Store} from '../../src/store/store.ts';
import {expectedIds, FINAL, isFinal} from './list-model.ts';
import type {Item} from './list-model.ts';
import {hours, safe, START, summary} from './sample.ts';
import {often} from '../support/long.ts';

const STATUSES = [
  'ACTION_REQUIRED',
  'IN_PROGRESS',
  'SUBMITTED',
  'ON_HOLD',
  'RESOLVED',
  'CLOSED',
  'CANCELLED',
];
const SITES = ['SV5', 'DA3', 'LD8'];
const WORDS = [
  'power',
  'Power',
  'cage',
  'cag',
  'a%b',
  'in_x',
  'ÄRGER',
  '電源断',
  'say "no"',
  'a*b',
  '[x]',
  'p',
  'sv',
  '1-2',
];
const SORTS = ['attention', 'updated', 'created', 'status', 'ibx', 'id'] as const;

const hour = fc.option(fc.integer({min: 0, max: 6}), {nil: undefined});

const fields = fc.record({
  status: fc.option(fc.constantFrom(...STATUSES), {nil: undefined}),
  ibx: fc.subarray(SITES),
  words: fc.array(fc.constantFrom(...WORDS), {maxLength: 4}),
  reference: fc.option(fc.constantFrom(...WORDS), {nil: undefined}),
  created: hour,
  updated: hour,
  unseen: fc.integer({min: 0, max: 2}),
  draft: fc.boolean(),
  asked: fc.boolean(),
});

type Fields = typeof fields extends fc.Arbitrary<infer Value> ? Value : never;

function toItem(
  {status, ibx, words: parts, reference, created, updated, ...rest}: Fields,
  index: number,
): Item {
  const id =
    index % 2 === 0 ? String(10_000_000 + ((index * 7919) % 99_999)) : `1-20${(index * 31) % 99_999}`;
  return {
    ...rest,
    summary: summary(id, {
      ...(status === undefined ? {} : {status: safe(status)}),
      ...(reference === undefined ? {} : {customerReferenceId: safe(reference)}),
      ...(created === undefined ? {} : {createdDateTime: hours(created)}),
      ...(updated === undefined ? {} : {updatedDateTime: hours(updated)}),
      ibx: ibx.map(safe),
      description: safe(parts.join(' ')),
    }),
  };
}

const items: fc.Arbitrary<readonly Item[]> = fc
  .array(fields, {maxLength: 25})
  .map((list) => list.map(toItem));

const millis = fc.option(
  fc.integer({min: 0, max: 6}).map((count) => Date.parse(hours(count))),
  {nil: undefined},
);
const flag = fc.option(fc.boolean(), {nil: undefined});
const some = (values: readonly string[]) =>
  fc.option(fc.subarray([...values], {minLength: 1}), {nil: undefined});
const words = fc.option(fc.array(fc.constantFrom(...WORDS, 'wer', 'zq', ''), {maxLength: 2}), {
  nil: undefined,
});

const filters = fc
  .record({
    statuses: some(STATUSES),
    notStatuses: fc.oneof(some(STATUSES), fc.constant(FINAL)),
    ibxs: some([...SITES, 'sv5', 'XX1']),
    notIbxs: some([...SITES, 'sv5', 'XX1']),
    fuzzy: fc.option(fc.array(fc.constantFrom('pwr', 'cg', 'Pcg', 'x', 'a*', '[', ''), {maxLength: 2}), {
      nil: undefined,
    }),
    turns: some(['us', 'them', 'nobody']),
    words,
    notWords: words,
    createdBefore: millis,
    createdAfter: millis,
    updatedBefore: millis,
    updatedAfter: millis,
    unread: flag,
    hasDraft: flag,
    mine: flag,
    ids: some(['10000000', '1-2031', '1-20', '10015838']),
  })
  .chain((all) => fc.subarray(Object.entries(all)))
  .map((parts) => Object.fromEntries(parts.filter(([, value]) => value !== undefined)) as TicketFilter);

const queries: fc.Arbitrary<ListQuery> = fc.record({
  filter: filters,
  sort: fc.constantFrom(...SORTS),
  descending: fc.boolean(),
});

test('page, count and positionOf agree with sorting and filtering by hand', () => {
  fc.assert(
    fc.property(items, fc.array(queries, {minLength: 1, maxLength: 6}), (list, asked) => {
      const store = fill(list);
      for (const query of asked) compare(store, list, query);
      store.close();
    }),
    {numRuns: often(30, 300)},
  );
});

test('the same among many tickets, where other plans are cheaper', {timeout: 120_000}, () => {
  const sample = fc.sample(fields, {numRuns: 2600, seed: 5});
  // A word in nearly all of them, so that looking at each row on the way pays.
  const list = sample.map((item, i) =>
    toItem(i % 9 === 0 ? item : {...item, words: [...item.words, 'power']}, i),
  );
  const store = fill(list);
  fc.assert(
    fc.property(queries, fc.nat({max: 2600}), (query, offset) => {
      const expected = expectedIds(list, query);
      expect(store.page(query, 0, 7).map((row) => row.id)).toEqual(expected.slice(0, 7));
      expect(Array.from(store.rows(query), (row) => row.id)).toEqual(expected);
      expect(store.page(query, offset, 7).map((row) => row.id)).toEqual(expected.slice(offset, offset + 7));
      expect(store.count(query)).toBe(expected.length);
      const id = list[offset % list.length]?.summary.id ?? '';
      expect(store.positionOf(query, id)).toBe(expected.indexOf(id));
    }),
    {numRuns: often(12, 150)},
  );
  store.close();
});

test('the databases of several accounts are one list in one order, wherever a page of it begins', () => {
  const names = ['prod', 'lab', 'other'];
  const sample = fc.sample(fields, {numRuns: 1500, seed: 7});
  const list = sample.map((item, i) => toItem({...item, unseen: 0, draft: false}, i));
  // One of them has most, and two tickets of others come between its own.
  const shareOf = (index: number) => (index % 10 < 8 ? 0 : (index % 10) - 7);
  const accounts = names.map((name, share) => ({
    name,
    store: fill(list.filter((_, index) => shareOf(index) === share)),
  }));
  const store = joinStores(joinAccounts(accounts));
  const numbers = (rows: readonly {readonly id: string; readonly account?: string}[]) =>
    rows.map(({id, account = ''}) => splitId(id, [account]).number);
  fc.assert(
    fc.property(queries, fc.nat({max: 1500}), (query, offset) => {
      // Here ids would name their account.
      const {ids: _ids, ...filter} = query.filter;
      const asked = {...query, filter};
      const expected = expectedIds(list, asked);
      // There, and on from there and back again as a cursor goes.
      for (const from of [offset, offset + 5, Math.max(0, offset - 200), expected.length - 3, 0])
        expect(numbers(store.page(asked, Math.max(0, from), 7))).toEqual(
          expected.slice(Math.max(0, from), Math.max(0, from) + 7),
        );
      expect(store.count(asked)).toBe(expected.length);
      const index = offset % list.length;
      const id = list[index]?.summary.id ?? '';
      expect(store.positionOf(asked, joinedId(names[shareOf(index)] ?? '', id))).toBe(expected.indexOf(id));
    }),
    {numRuns: often(15, 150)},
  );
  expect(store.count({filter: {accounts: ['lab']}, sort: 'id'})).toBe(150);
  store.close();
});

test('counts agree with the filters of the views', () => {
  fc.assert(
    fc.property(items, (list) => {
      const store = fill(list);
      const count = (filter: TicketFilter) => store.page({filter, sort: 'id'}, 0, 100).length;
      expect(store.counts()).toEqual({
        open: count({notStatuses: FINAL}),
        action: count({statuses: ['ACTION_REQUIRED']}),
        unread: count({unread: true}),
        mine: count({mine: true}),
        all: list.length,
        drafts: list.filter((item) => item.draft).length,
        outbox: 0,
        snoozed: 0,
      });
      const sites = SITES.toSorted().flatMap((ibx) => {
        const here = list.filter((item) => item.summary.ibx.includes(safe(ibx)));
        return here.length === 0 ? [] : [{ibx, open: here.filter((item) => !isFinal(item)).length}];
      });
      expect(store.ibxs()).toEqual(sites);
      store.close();
    }),
    {numRuns: often(20, 100)},
  );
});

function fill(list: readonly Item[]): Store {
  const store = openStore({file: ':memory:', clock: {now: () => START}});
  store.putSummaries(
    list.map((item) => item.summary),
    START,
  );
  for (const {
    summary: {id},
    unseen,
    draft,
    asked,
  } of list) {
    if (unseen > 0) store.markUnseen(id, ['note:1', 'note:2'].slice(0, unseen));
    if (draft) store.saveDraft({ticketId: id, kind: 'note', text: 'x', updatedAt: START});
    if (asked) store.track([id], 'asked', START);
  }
  return store;
}

function compare(store: Store, list: readonly Item[], query: ListQuery): void {
  const expected = expectedIds(list, query);
  const rows = store.page(query, 0, 100).map((row) => row.id);
  expect({query, rows}).toEqual({query, rows: expected});
  expect({query, count: store.count(query)}).toEqual({query, count: expected.length});
  expect(store.page(query, 3, 4).map((row) => row.id)).toEqual(expected.slice(3, 7));
  for (const {
    summary: {id},
  } of list) {
    expect({query, id, position: store.positionOf(query, id)}).toEqual({
      query,
      id,
      position: expected.indexOf(id),
    });
  }
  // What a filter leaves out keeps its place among the others.
  const all = expectedIds(list, {...query, filter: {}});
  const [id = ''] = all.slice(Math.floor(all.length / 2));
  const above = all.slice(0, all.indexOf(id)).filter((one) => expected.includes(one));
  expect({query, id, place: store.placeOf(query, id)}).toEqual({
    query,
    id,
    place: id === '' ? -1 : above.length,
  });
}
