import type {Api, AssetPage, CallOptions} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {isNumberOf, type Asset} from '../domain/assets/asset.ts';
import {offState} from '../domain/why-off.ts';
import {ASIDE_NAMES, asideState} from '../domain/aside-state.ts';
import {ibxOfPlace} from '../domain/new-ticket/id-labels.ts';
import type {Store} from '../store/store.ts';

const NAME = 'assets.found';
/** The last ones that were found. */
const MOST = 300;

export type AssetSources = {
  readonly api: Pick<Api, 'searchAssets' | 'getAsset'>;
  readonly store: Pick<Store, 'meta' | 'setMeta' | 'changeMeta'>;
  readonly clock: Clock;
};

/** Assets that were found before, the last ones first; there without the service. */
export function keptAssets(store: Pick<Store, 'meta'>): readonly Asset[] {
  return parse(store.meta(NAME));
}

/**
 * What the service finds for a number or a part of one; kept. Throws an AppError; a failure that makes asking again
 * useless is remembered.
 */
export async function findAssets(
  {api, store, clock}: AssetSources,
  q: string,
  options: CallOptions,
): Promise<AssetPage> {
  try {
    const page = await api.searchAssets({q}, options);
    keep(store, page.assets);
    if (isAssetsOff(store, 0)) store.setMeta(ASIDE_NAMES.assets, '{}');
    return page;
  } catch (error) {
    const state = offState('assets', error, clock.now());
    if (state.off !== undefined) store.setMeta(ASIDE_NAMES.assets, JSON.stringify(state));
    throw error;
  }
}

/** The same asset in full, with its cabinet; kept. Throws an AppError. */
export async function readAsset(
  {api, store}: AssetSources,
  asset: Asset,
  options: CallOptions,
): Promise<Asset> {
  const read = await api.getAsset(asset.number, options);
  // What only the search says stays.
  const whole = {...asset, ...read, number: asset.number};
  keep(store, [whole]);
  return whole;
}

/** True while the service is not to be asked. */
export function isAssetsOff(store: Pick<Store, 'meta'>, now: number): boolean {
  const {off} = asideState(store, 'assets');
  return off !== undefined && off.until > now;
}

/** Where the trouble is, by an id that names its place or by a number that was looked up; undefined where nobody knows. */
export function placeOfId(store: Pick<Store, 'meta'>, id: string): string | undefined {
  if (id.trim() === '' || ibxOfPlace(id.trim()) !== undefined) return id.trim() || undefined;
  const found = keptAssets(store).find((asset) => isNumberOf(id, asset));
  return found?.cabinet ?? found?.cage ?? (found?.ibx === undefined ? undefined : `${found.ibx}:`);
}

function keep(store: Pick<Store, 'changeMeta'>, found: readonly Asset[]): void {
  if (found.length === 0) return;
  store.changeMeta(NAME, (json) => {
    const before = parse(json);
    const whole = found.map((asset) => merged(asset, before));
    const others = before.filter(({number}) => !found.some((asset) => asset.number === number));
    return {kept: JSON.stringify([...whole, ...others].slice(0, MOST)), result: undefined};
  });
}

/** A row of the search does not replace an asset that was read in full. */
function merged({other: _other, ...asset}: Asset, before: readonly Asset[]): Asset {
  const known = before.find(({number}) => number === asset.number);
  if (asset.isWhole || known?.isWhole !== true || known.cage !== asset.cage) return asset;
  return {...known, ...asset, isWhole: true};
}

function parse(json: string | undefined): readonly Asset[] {
  try {
    const value: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(value) ? (value as readonly Asset[]) : [];
  } catch {
    return [];
  }
}
