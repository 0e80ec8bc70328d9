import {expect, test} from 'vitest';
import {fittingAssets, isAssetQuery, isNumberOf, type Asset} from '../../src/domain/assets/asset.ts';
import {assetFilling, withLine, withoutLine} from '../../src/domain/assets/asset-filling.ts';
import {toSafeLine} from '../../src/text/safe/to-safe-text.ts';

const ASSET: Asset = {
  number: toSafeLine('9912044'),
  serial: toSafeLine('1011585-M'),
  product: toSafeLine('CROSS_CONNECT'),
  ibx: toSafeLine('LD8'),
  cage: toSafeLine('LD8:03:001040'),
  cabinet: toSafeLine('LD8:03:001040:0102'),
  accountNumber: toSafeLine('136008'),
  isWhole: true,
};
const LINE = 'Cross connect 1011585-M (asset 9912044): LD8, cage LD8:03:001040, cabinet LD8:03:001040:0102.';

test('a cross connect stays its number, and the description says where it is', () => {
  expect(assetFilling('0000-0000', ASSET)).toEqual({fields: {primaryId: '1011585-M'}, line: LINE});
  expect(assetFilling('0000-0000', ASSET, 'secondaryId').fields).toEqual({secondaryId: '1011585-M'});
});

test('where the code is about a cage, cage and cabinet are filled in, and the description has the number', () => {
  const fields = {primaryId: 'LD8:03:001040', secondaryId: 'LD8:03:001040:0102'};
  expect(assetFilling('0002-0001', ASSET)).toEqual({fields, line: LINE});
  expect(assetFilling('0002-0001', ASSET, 'secondaryId').fields).toEqual(fields);
  const {cabinet: _cabinet, ...vague} = ASSET;
  expect(assetFilling('0002-0001', vague).fields).toEqual({primaryId: 'LD8:03:001040'});
  expect(assetFilling('0305-0000', ASSET).fields).toEqual({primaryId: '136008'});
});

test('a cabinet that is its own number needs no words', () => {
  const id = toSafeLine('AM1:01:001MC3:0205');
  const cabinet: Asset = {
    number: id,
    ibx: toSafeLine('AM1'),
    cage: toSafeLine('AM1:01:001MC3'),
    cabinet: id,
    isWhole: true,
  };
  expect(assetFilling('0002-0001', cabinet)).toEqual({fields: {primaryId: 'AM1:01:001MC3', secondaryId: id}});
});

test('the line is put at the end once, and taken away as it came', () => {
  const text = withLine('No light since 03:12.\n', LINE);
  expect(text).toBe(`No light since 03:12.\n\n${LINE}`);
  expect(withLine(text, LINE)).toBe(text);
  expect(withoutLine(text, LINE)).toBe('No light since 03:12.');
  expect(withoutLine(`${text}\nMore.`, LINE)).toBe('No light since 03:12.\nMore.');
  expect(withLine('x'.repeat(3990), LINE)).toBe('x'.repeat(3990));
});

test('a number is the same however its hyphens and letters are typed', () => {
  for (const typed of ['1011585-m', '1011585\u2011M', ' 1011585 M', '9912044'])
    expect(isNumberOf(typed, ASSET)).toBe(true);
  expect(isNumberOf('1011585', ASSET)).toBe(false);
  expect(fittingAssets('11585', [ASSET])).toEqual([ASSET]);
  expect(['101', '1011585-M', 'PP:0210:73281'].every(isAssetQuery)).toBe(true);
  expect(['10', 'power', 'SV5', 'sv5:', 'SV5:01:02', '1'.repeat(101)].some(isAssetQuery)).toBe(false);
});
