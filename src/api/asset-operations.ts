import {idProblems, refuseProblems, segmentProblems} from '../domain/new-ticket/check-request.ts';
import {LIMITS} from '../domain/limits.ts';
import type {Api} from './api.ts';
import {decodeAsset, decodeAssetPage} from './decode/decode-assets.ts';
import {callForJson, expectDecoded, type OperationDeps} from './operations.ts';

type AssetOperations = Pick<Api, 'searchAssets' | 'getAsset'>;

/** The operations on what is installed at the sites; both only read. See {@link Api} for each. */
export function createAssetOperations(deps: OperationDeps): AssetOperations {
  return {
    searchAssets: async ({q, most = LIMITS.assetPage}, options) => {
      const query = {...(q === undefined ? {} : {q}), offset: 0, limit: Math.min(most, LIMITS.assetPage)};
      // Without a source the service searches all numbers, also a circuit's and the customer's own.
      const init = {params: {query}, body: {filter: {}}};
      const {json} = await callForJson(deps, 'searchAssets', init, options);
      const page = expectDecoded(decodeAssetPage(json), 'searchAssets', 'a page of assets', json);
      for (const asset of page.assets) deps.watch.readAsset('searchAssets', asset);
      return page;
    },
    getAsset: async (number, options) => {
      refuseProblems(
        [...idProblems('assetId', number, LIMITS.assetId), ...segmentProblems('assetId', number)],
        'The question for this asset',
      );
      const {json} = await callForJson(deps, 'getAsset', {params: {path: {assetId: number}}}, options);
      const asset = expectDecoded(decodeAsset(json), 'getAsset', 'an asset', json);
      deps.watch.readAsset('getAsset', asset);
      // What was asked for in full has no more to tell.
      return {...asset, isWhole: true};
    },
  };
}
