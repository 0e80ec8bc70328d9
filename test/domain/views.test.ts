import {expect, test} from 'vitest';
import {orderOf, queryOf, VIEWS, viewsOf, type ViewSettings} from '../../src/domain/views.ts';

const CONTEXT = {now: Date.UTC(2026, 5, 1), ibxs: ['SV5', 'SV1']} as unknown as Parameters<typeof queryOf>[2];

function settings(name: string, more: Partial<ViewSettings> = {}): ViewSettings {
  return {
    name,
    title: name,
    slot: undefined,
    filter: '',
    sort: undefined,
    descending: undefined,
    columns: undefined,
    group: 'none',
    ...more,
  };
}

const from = (views: readonly ViewSettings[], show = false) => ({views, orders: {show}});
const keysOf = (own: readonly ViewSettings[], show = false) =>
  viewsOf(from(own, show)).map(({id, slot}) => `${slot ?? '-'} ${id}`);

test('the views that casedeck comes with ask for what they are called', () => {
  const filters = Object.fromEntries(VIEWS.map(({id, filter}) => [id, filter]));
  expect(filters).toMatchObject({
    open: {snoozed: false},
    action: {statuses: ['ACTION_REQUIRED'], snoozed: false},
    unread: {unread: true},
    mine: {mine: true},
    all: {},
    snoozed: {snoozed: true},
  });
});

test("a view of one's own takes the free key, or the one it asks for; the other view then takes a free one", () => {
  const builtIn = VIEWS.map(({id, slot}) => `${slot ?? '-'} ${id}`);
  expect(keysOf([])).toEqual(builtIn);
  expect(keysOf([settings('night')])).toEqual([...builtIn, '9 night']);
  expect(keysOf([settings('night', {slot: 2})]).toSorted()).toEqual(
    [...builtIn.filter((view) => view !== '2 action'), '2 night', '9 action'].toSorted(),
  );
});

test('where orders are shown they have a view, which takes a free key', () => {
  const builtIn = VIEWS.map(({id, slot}) => `${slot ?? '-'} ${id}`);
  expect(keysOf([], true)).toEqual([...builtIn, '9 orders']);
  expect(keysOf([settings('night')], true)).toEqual([...builtIn, '9 night', '- orders']);
});

test('the third of two free keys has none, and stands last', () => {
  const keys = keysOf([settings('one'), settings('two'), settings('three')]);
  expect(keys[8]).toBe('9 one');
  expect(keys.slice(9).toSorted()).toEqual(['- three', '- two']);
});

test('a view of the same name stands in the place of the one that casedeck has', () => {
  const views = viewsOf(from([settings('mine', {title: 'Ours', filter: 'ibx:SV5'})]));
  expect(views.filter(({id}) => id === 'mine')).toMatchObject([{title: 'Ours', slot: 4, words: 'ibx:SV5'}]);
  expect(views).toHaveLength(VIEWS.length);
});

test('an order by time begins with the newest, unless somebody says otherwise; a group decides the order', () => {
  expect(orderOf('updated')).toEqual({sort: 'updated', descending: true});
  expect(orderOf('created', false)).toEqual({sort: 'created', descending: false});
  expect(orderOf('id')).toEqual({sort: 'id', descending: false});
  const [view] = viewsOf(from([settings('night', {slot: 1, sort: 'updated', filter: 'reseat'})]));
  if (view === undefined) throw new Error('no view');
  expect(queryOf(view, {}, CONTEXT)).toEqual({
    filter: {words: ['reseat']},
    sort: 'updated',
    descending: true,
  });
  expect(queryOf(view, {group: 'ibx', order: orderOf('created')}, CONTEXT)).toMatchObject({sort: 'ibx'});
  expect(queryOf(view, {filter: 'cage', order: orderOf('id')}, CONTEXT)).toEqual({
    filter: {words: ['reseat', 'cage']},
    sort: 'id',
  });
});
