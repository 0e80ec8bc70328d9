import {expect, test} from 'vitest';
import {decodeAsset, decodeAssetPage} from '../../src/api/decode/decode-assets.ts';
import {clientOf, failureOf, startService} from './service.ts';

const ROW = {
  assetNumber: '9980813',
  serialNumber: '1011585-M',
  orderNumber: '1-198255055853',
  productName: 'CROSS_CONNECT',
  ibx: 'DC4',
  cage: 'DC4:01:043325',
  installationDate: '2008-08-28T00:00:00Z',
  status: 'Active',
};

function cabinetOf(...details: readonly (readonly [tag: string, key: string, value: string])[]) {
  const productDetails = details.map(([tag, key, value]) => ({tag, key, value}));
  return decodeAsset({...ROW, productDetails})?.cabinet;
}

test('the cabinet is the one at our end, whole or as its last part; a stranger is none', () => {
  const [ours, theirs] = ['DC4:01:043325:0102', 'DC4:02:099999:0310'];
  expect(cabinetOf(['Z_SIDE_INFORMATION', 'CABINET', theirs], ['A_SIDE_INFORMATION', 'CABINET', ours])).toBe(
    ours,
  );
  expect(cabinetOf(['HEADER', 'CABINET_NUMBER', '0102'])).toBe(ours);
  expect(cabinetOf(['', 'Z Side Cabinet', '0310'])).toBeUndefined();
  expect(cabinetOf(['HEADER', 'CABINET', theirs])).toBeUndefined();
  expect(cabinetOf(['HEADER', 'CABINET', 'see the label on the door'])).toBeUndefined();
  expect(
    decodeAsset({...ROW, cage: null, productDetails: [{key: 'CABINET', value: '0102'}]})?.cabinet,
  ).toBeUndefined();
});

test('numbers, lists and envelopes come in any form; what has no number is none', () => {
  expect(decodeAsset({data: {...ROW, assetNumber: 9980813}})).toMatchObject({
    number: '9980813',
    isWhole: false,
  });
  expect(decodeAsset([[{...ROW, ibx: undefined}]])).toMatchObject({ibx: 'DC4'});
  expect(decodeAsset({...ROW, assetNumber: ''})).toBeUndefined();
  expect(decodeAsset({...ROW, warmth: 'high'})).toMatchObject({other: [{key: 'warmth', value: 'high'}]});
  expect(decodeAssetPage({data: [ROW, {}], page: {total: '41'}})).toMatchObject({assets: [{}], total: 41});
  expect(decodeAssetPage({data: [ROW], page: {total: 0}})?.total).toBe(1);
  expect(decodeAssetPage({message: 'hello'})).toBeUndefined();
});

test('the search asks for what is typed, in every number; an asset is asked for by its number alone', async () => {
  const service = await startService();
  const api = clientOf(service);
  service.answer({json: {data: [ROW]}}, {json: {...ROW, productDetails: []}});
  await api.searchAssets({q: '1011585-M'});
  const [call] = service.calls();
  expect(call?.url).toBe('/v1/assets/search?q=1011585-M&offset=0&limit=20');
  expect(JSON.parse(String(call?.body))).toEqual({filter: {}});
  expect(await api.getAsset('9980813')).toMatchObject({isWhole: true, installed: '2008-08-28T00:00:00.000Z'});
  const before = service.calls().length;
  expect(await failureOf(api.getAsset('..'))).toMatchObject({kind: 'input'});
  expect(service.calls()).toHaveLength(before);
});
