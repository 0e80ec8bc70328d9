import {useEffect, useMemo, useState} from 'react';
import useSWR from 'swr';
import type {AssetPage} from '../api/api.ts';
import {exactFirst, fittingAssets, isAssetQuery, type Asset} from '../domain/assets/asset.ts';
import type {AppError} from '../errors.ts';
import {findAssets, isAssetsOff, keptAssets, readAsset, type AssetSources} from '../state/kept-assets.ts';
import {useLeaving, useUnlessLeft} from './useLeaving.ts';
import {useServices} from './useServices.tsx';

export type AssetFinding = {
  /** Whose numbers hold what is typed, and what the service finds for it; exact ones first. */
  readonly assets: readonly Asset[];
  /** How many more the service has than it gave. */
  readonly more: number;
  readonly error: AppError | undefined;
};

/** Nobody types a number slower: it is asked for when it is whole. */
const REST_MS = 400;
/** Of so few it is read where exactly they are. */
const IN_FULL = 3;
/** Once: whoever types goes on without it. */
const QUIETLY = {priority: 'hint', tries: 1} as const;
const SELDOM = {shouldRetryOnError: false, revalidateIfStale: false, revalidateOnFocus: false};
const NOTHING: AssetFinding = {assets: [], more: 0, error: undefined};

/** The assets for the typed number: the stored ones at once, those of the service when the user stops typing. */
export function useAssets(typed: string | undefined): AssetFinding {
  const {api, store, clock} = useServices();
  const sources = {api, store, clock};
  const text = typed !== undefined && isAssetQuery(typed) ? typed.trim() : undefined;
  const rested = useRested(text);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- decided when it is asked: what this answer turns off is still to be said
  const isOff = useMemo(() => isAssetsOff(store, clock.now()), [rested]);
  const query = rested === text && !isOff ? rested : undefined;
  const leaving = useLeaving(query);
  const {data, error, mutate} = useSWR<AssetPage, AppError>(
    query === undefined ? null : ['assets', query],
    () => findAssets(sources, query ?? '', {...QUIETLY, signal: leaving()}),
    SELDOM,
  );
  const failure = useUnlessLeft(query, error, mutate);
  const known = text === undefined ? [] : together(text, data?.assets ?? [], keptAssets(store));
  const whole = useInFull(query === undefined ? [] : known, sources, leaving);
  const assets = known.map((asset) => whole.find(({number}) => number === asset.number) ?? asset);
  const more = data === undefined ? 0 : data.total - data.assets.length;
  return text === undefined ? NOTHING : {assets, more, error: failure};
}

/** Reads in full what is not, if so few were found, and gives it; from then on it is kept. */
function useInFull(
  assets: readonly Asset[],
  sources: AssetSources,
  leaving: () => AbortSignal,
): readonly Asset[] {
  const vague = assets.filter(({isWhole}) => !isWhole).slice(0, IN_FULL);
  const {data = []} = useSWR<readonly Asset[], AppError>(
    vague.length === 0 ? null : ['assets in full', ...vague.map(({number}) => number)],
    async () => await readEach(vague, (asset) => readAsset(sources, asset, {...QUIETLY, signal: leaving()})),
    SELDOM,
  );
  return data;
}

async function readEach(
  assets: readonly Asset[],
  read: (asset: Asset) => Promise<Asset>,
): Promise<readonly Asset[]> {
  const whole: Asset[] = [];
  for (const asset of assets) whole.push(await read(asset));
  return whole;
}

/** Each once, as it is known best. */
function together(typed: string, found: readonly Asset[], kept: readonly Asset[]): readonly Asset[] {
  const best = new Map(kept.map((asset) => [asset.number, asset]));
  const all = [...found, ...fittingAssets(typed, kept)].map((asset) => best.get(asset.number) ?? asset);
  return exactFirst(typed, [...new Map(all.map((asset) => [asset.number, asset])).values()]);
}

/** The text, once it has not changed for a while. */
function useRested(text: string | undefined): string | undefined {
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
