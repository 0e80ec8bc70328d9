import {idLabels, type IdLabel} from '../new-ticket/id-labels.ts';
import {LIMITS} from '../limits.ts';
import {assetLabel, assetPlaceText, type Asset} from './asset.ts';
import {beginSentence} from '../../text/sentence.ts';

/** The fields of a new ticket that an asset can fill. */
export type FilledField = 'primaryId' | 'secondaryId';

/** What an asset puts into a new ticket. */
export type AssetFilling = {
  readonly fields: Readonly<Partial<Record<FilledField, string>>>;
  /** What fits into no field; goes to the end of the description. Undefined if the fields hold everything. */
  readonly line?: string;
};

/**
 * What an asset found in `field` puts into a ticket with this code: cage and cabinet if the code is about them, the
 * account if it is about accounts, otherwise the number itself. What fits into no field becomes a line of the
 * description.
 */
export function assetFilling(code: string, asset: Asset, field: FilledField = 'primaryId'): AssetFilling {
  const {primary, secondary} = idLabels(code);
  const labels = {primaryId: primary, secondaryId: secondary};
  const other: FilledField = field === 'primaryId' ? 'secondaryId' : 'primaryId';
  const own = valueFor(labels[field], asset) ?? assetLabel(asset);
  const beside = labels[other].pick === 'none' ? undefined : valueFor(labels[other], asset);
  const fields = {[field]: own, ...(beside === undefined ? {} : {[other]: beside})};
  const isSaid = (part: string | undefined) =>
    part === undefined ||
    Object.values(fields).some((value) => value === part || value.startsWith(`${part}:`));
  const isWhole = [assetLabel(asset), asset.ibx, asset.cage, asset.cabinet].every(isSaid);
  return isWhole ? {fields} : {fields, line: assetLine(asset)};
}

function valueFor({pick}: IdLabel, {cage, cabinet, accountNumber}: Asset): string | undefined {
  if (pick === 'cage') return cage;
  if (pick === 'cabinet') return cabinet;
  return pick === 'account' ? accountNumber : undefined;
}

/** `Cross connect 1011585-M (asset 9980813): LD8, cage LD8:03:001040.` */
function assetLine(asset: Asset): string {
  const {product = 'asset', serial, number} = asset;
  const words = product.toLowerCase().replaceAll('_', ' ');
  const label = serial === undefined ? number : `${serial} (asset ${number})`;
  const place = assetPlaceText(asset);
  return `${beginSentence(words)} ${label}${place === '' ? '' : `: ${place}`}.`;
}

/** The description with the line added at its end; unchanged if it has the line already or has no room for it. */
export function withLine(description: string, line: string | undefined): string {
  if (line === undefined || description.includes(line)) return description;
  const text = description.trim() === '' ? line : `${description.trimEnd()}\n\n${line}`;
  return text.length > LIMITS.description.max ? description : text;
}

/** The description without the line that was put there. */
export function withoutLine(description: string, line: string | undefined): string {
  if (line === undefined || !description.includes(line)) return description;
  const at = description.lastIndexOf(line);
  return `${description.slice(0, at).trimEnd()}${description.slice(at + line.length)}`;
}
