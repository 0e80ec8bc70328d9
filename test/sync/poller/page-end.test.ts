import {expect, test} from 'vitest';
import type {OrderPage} from '../../../src/api/api.ts';
import {decodeOrderPage} from '../../../src/api/decode/decode-orders.ts';
import {describeError} from '../../../src/errors.ts';
import {searchOrders} from '../../../src/sync/search-orders.ts';
import {addTickets, createWorld, startPoller, type World} from '../support.ts';

const PAGE = 'page 3 of order history holds no ticket that the pages before it did not';

/** The service lists its tickets, and says of their number what it likes. */
function lying(world: World, change: (page: OrderPage, number: number) => Partial<OrderPage>): void {
  const {api} = world.service;
  const honest = api.searchOrders;
  Object.assign(api, {
    searchOrders: async (...[search, options]: Parameters<typeof honest>) => {
      const page = await honest(search, options);
      return {...page, ...change(page, search.page ?? 0)};
    },
  });
}

async function listed(
  world: World,
): Promise<{readonly known: number; readonly asked: number; readonly error?: string}> {
  const {poller} = startPoller(world);
  await world.time.advance(30_000);
  const {error, listAt} = poller.status();
  poller.stop();
  expect(listAt).toBeDefined();
  return {
    known: world.store.counts().all,
    asked: world.service.count('searchOrders'),
    ...(error === undefined ? {} : {error: describeError(error).title}),
  };
}

test.each([
  ['0 pages', {totalPages: 0, totalElements: 0}, 3],
  ['a billion pages', {totalPages: 1e9, totalElements: 2e11}, 4],
  ['one page', {totalPages: 1}, 3],
])('%s, where there are three: all tickets are read, and the pass ends', async (_what, lie, asked) => {
  const world = createWorld();
  addTickets(world, 450, 'CLOSED');
  lying(world, () => lie);
  expect(await listed(world)).toEqual({known: 450, asked});
});

test('words where the number of pages should be', () => {
  const rows = Array.from({length: 200}, (_, index) => ({orderNumber: `1-${index}`}));
  const page = decodeOrderPage(
    {content: rows, page: {totalPages: 'many', totalElements: 'all', number: 'x'}},
    200,
  );
  expect(page).toMatchObject({page: 0, totalPages: 2, totalElements: 200});
});

test('the same page again and again ends the pass, with words', async () => {
  const world = createWorld();
  addTickets(world, 600, 'CLOSED');
  let first: OrderPage | undefined;
  lying(world, (page, number) => {
    first ??= page;
    return number === 0
      ? {totalPages: 50}
      : {tickets: number === 1 ? page.tickets : first.tickets, totalPages: 50};
  });
  expect(await listed(world)).toEqual({known: 400, asked: 3, error: `The list was ended early: ${PAGE}.`});
});

test('a search that repeats itself gives what it found, and says that it was ended', async () => {
  const world = createWorld();
  world.service.latencyMs = 0;
  addTickets(world, 300, 'CLOSED');
  lying(world, (page, number) => (number < 2 ? {totalPages: 9} : {...page, tickets: [], totalPages: 9}));
  const told: string[] = [];
  const {signal} = new AbortController();
  const search = () =>
    searchOrders(
      {...world, api: world.service.api, clock: world.time.clock},
      {},
      {
        signal,
        onTrouble: ({message}) => told.push(message),
      },
    );
  const [ids] = await Promise.all([search(), world.time.advance(1000)]);
  expect([ids.length, told]).toEqual([300, []]);
  const {api} = world.service;
  const page = await Promise.all([api.searchOrders({page: 0}), world.time.advance(10)]);
  Object.assign(api, {searchOrders: async () => ({...page[0], totalPages: 9})});
  expect((await search()).length).toBe(200);
  expect(told).toEqual([
    'The list was ended early: page 2 of order history holds no ticket that the pages before it did not.',
  ]);
});
