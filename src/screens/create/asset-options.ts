import {assetLabel, assetText, type Asset} from '../../domain/assets/asset.ts';
import {whyOff} from '../../domain/why-off.ts';
import {span} from '../../components/lines.ts';
import type {AssetFinding} from '../../hooks/useAssets.ts';
import type {Option} from './option.ts';

export type AssetOption = Option & {readonly asset: Asset};

/** An asset to choose: its number, and what and where it is. */
export function assetOption(asset: Asset): AssetOption {
  const label = assetLabel(asset);
  const words = assetText(asset);
  return {
    value: `asset ${asset.number}`,
    spans: [{text: label}, span(`  ${words}`, 'dim')],
    search: `${label} ${words}`,
    asset,
  };
}

export function isAssetOption(option: Option): option is AssetOption {
  return 'asset' in option;
}

/** What is to be said of looking a number up. */
export function assetRemark({assets, more, error}: AssetFinding): string | undefined {
  const off = whyOff('assets', error);
  if (off !== undefined) return `Numbers are not looked up: ${off}`;
  if (error !== undefined) return `Assets cannot be asked now: ${error.message}`;
  if (assets.length === 0) return undefined;
  const others = more === 0 ? '' : ` ${more} more have it in a number: type more of it.`;
  return `From Assets: arrow down and Enter fill in where it is.${others}`;
}
