import {ASSETS, type SandboxAsset} from '../assets/asset-seeds.ts';
import {notFound} from '../refusal.ts';
import type {Handler} from './operation-context.ts';

type Search = {
  readonly filter?: {
    readonly ibxs?: readonly string[];
    readonly cages?: readonly string[];
    readonly productTypes?: readonly string[];
    readonly dateRange?: {readonly fromDate?: string; readonly toDate?: string};
  };
};

export const searchAssets: Handler = ({body, query}) => {
  const {filter = {}} = body as Search;
  const {ibxs, cages, productTypes, dateRange = {}} = filter;
  const {fromDate = '', toDate = '9999'} = dateRange;
  const q = typeof query['q'] === 'string' ? query['q'].toUpperCase() : '';
  const isFound = (value: string) =>
    query['exactMatch'] === true ? value.toUpperCase() === q : value.toUpperCase().includes(q);
  const found = ASSETS.filter((asset) => numbersOf(asset).some(isFound))
    .filter(({ibx}) => ibxs === undefined || ibxs.includes(ibx ?? ''))
    .filter(({cage}) => cages === undefined || cages.includes(cage ?? ''))
    .filter(({productName}) => productTypes === undefined || productTypes.includes(productName))
    .filter(({installationDate: at}) => at >= fromDate && at <= toDate);
  const offset = Number(query['offset'] ?? 0);
  const limit = Number(query['limit'] ?? 20);
  const data = found.slice(offset, offset + limit).map(assetRow);
  return {status: 200, body: {data, page: {offset, limit, total: found.length}}};
};

export const getAsset: Handler = ({params}) => {
  const asset = ASSETS.find(({assetNumber}) => assetNumber === params['assetId']);
  if (asset === undefined) throw notFound(`The asset ${params['assetId'] ?? ''}`);
  return {status: 200, body: {...assetRow(asset), productDetails: asset.productDetails}};
};

function numbersOf(asset: SandboxAsset): readonly string[] {
  const {assetNumber, serialNumber, orderNumber, cage, customerReferenceNumber, alsoFoundBy} = asset;
  return [assetNumber, serialNumber ?? '', orderNumber, cage ?? '', customerReferenceNumber, ...alsoFoundBy];
}

function assetRow({account, alsoFoundBy: _also, productDetails: _details, ...asset}: SandboxAsset): object {
  return {...asset, accountNumber: account.number, relatedAccountNumber: null, accountName: account.name};
}
