import {expect, test} from 'vitest';
import {signedIn, type Answer, type Json} from './support.ts';

const SEARCH = '/v1/assets/search';
const numbersOf = ({json}: Answer): readonly unknown[] =>
  ((json['data'] ?? []) as readonly Json[]).map((row) => row['assetNumber']);

test('assets are found by any number or a part of one, filtered, and page by page', async () => {
  const {get, post} = await signedIn();
  const all = await post(SEARCH, {filter: {}});
  expect(all.json['page']).toEqual({offset: 0, limit: 20, total: numbersOf(all).length});
  expect(numbersOf(await post(`${SEARCH}?q=1011585-m`, {}))).toEqual(['9912044']);
  expect(numbersOf(await post(`${SEARCH}?q=CID-88213`, {}))).toEqual(['9912044']);
  expect(numbersOf(await post(`${SEARCH}?q=10115&exactMatch=true`, {}))).toEqual([]);
  expect(numbersOf(await post(`${SEARCH}?offset=1&limit=1`, {}))).toEqual([numbersOf(all)[1]]);
  const range = {fromDate: '2020-01-01T00:00:00Z'};
  expect(
    numbersOf(await post(SEARCH, {filter: {productTypes: ['CROSS_CONNECT'], dateRange: range}})),
  ).toEqual(['9980813']);
  const {json} = await get('/v1/assets/9912044');
  expect(json).toMatchObject({
    serialNumber: '1011585-M',
    productDetails: expect.arrayContaining([expect.objectContaining({tag: 'Z_SIDE_INFORMATION'})]),
  });
  expect((await get('/v1/assets/1')).status).toBe(404);
  expect((await post(`${SEARCH}?limit=101`, {})).status).toBe(400);
  expect((await post(SEARCH, {filter: {colour: 'red'}})).status).toBe(400);
});
