import type {IsoDateTime, KeyValue} from '../ticket.ts';
import {ibxOfPlace} from '../new-ticket/id-labels.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';

/** Something of the customer's that is installed at a site: a cross connect, a cabinet, a patch panel. Facts: docs.equinix.com/api-catalog/assetsv1. */
export type Asset = {
  /** The asset number, by which the service is asked for it. */
  readonly number: SafeText;
  readonly serial?: SafeText;
  readonly orderNumber?: SafeText;
  /** Such as `CROSS_CONNECT`. */
  readonly product?: SafeText;
  readonly description?: SafeText;
  readonly ibx?: SafeText;
  /** Such as `DC4:01:043325`. */
  readonly cage?: SafeText;
  /** With its cage before it; known once the asset was read in full. */
  readonly cabinet?: SafeText;
  readonly accountNumber?: SafeText;
  readonly accountName?: SafeText;
  readonly installed?: IsoDateTime;
  /** The customer's own number for it. */
  readonly reference?: SafeText;
  /** Such as `Active`. */
  readonly status?: SafeText;
  /** The search has no details. */
  readonly isWhole: boolean;
  readonly other?: readonly KeyValue[];
};

/** What people write on labels and in mails: the serial number, else the asset number. */
export function assetLabel({serial, number}: Pick<Asset, 'serial' | 'number'>): SafeText {
  return serial ?? number;
}

/** `LD8, cage LD8:03:001040, cabinet LD8:03:001040:0102`; empty where nothing is known. */
export function assetPlaceText({ibx, cage, cabinet}: Pick<Asset, 'ibx' | 'cage' | 'cabinet'>): string {
  const parts = [
    ibx,
    cage === undefined ? undefined : `cage ${cage}`,
    cabinet === undefined ? undefined : `cabinet ${cabinet}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** `LD8, cage LD8:03:001040, cross connect, Active, Brightwater Payments plc, order 1-198255055853, installed 2008-08-28`: where it is, then what. */
export function assetText(asset: Asset): string {
  const {status, accountName, reference, orderNumber, installed, number, serial} = asset;
  const place = assetPlaceText(asset);
  return [
    place === '' ? 'place not said' : place,
    productText(asset),
    status,
    accountName,
    reference,
    serial === undefined ? undefined : `asset ${number}`,
    orderNumber === undefined ? undefined : `order ${orderNumber}`,
    installed === undefined ? undefined : `installed ${installed.slice(0, 10)}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function productText({product, description}: Asset): string {
  return product?.toLowerCase().replaceAll('_', ' ') ?? description ?? 'asset';
}

/** The asset's numbers in a form to compare: without blanks and hyphens, in capitals. */
function plain(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}:]/gu, '');
}

/** True where this is the number of the asset: serial number, asset number or the order that brought it. */
export function isNumberOf(typed: string, {number, serial, orderNumber}: Asset): boolean {
  const wanted = plain(typed);
  return (
    wanted !== '' && [number, serial, orderNumber].some((id) => id !== undefined && plain(id) === wanted)
  );
}

/** Assets with a number (or the customer's own number) that contains the typed text; exact matches first. */
export function fittingAssets(typed: string, assets: readonly Asset[]): readonly Asset[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  const holds = ({number, serial, orderNumber, reference}: Asset) =>
    [number, serial, orderNumber, reference].some((id) => id !== undefined && plain(id).includes(wanted));
  return exactFirst(typed, assets.filter(holds));
}

/** The same assets, those that have exactly this number first. */
export function exactFirst(typed: string, assets: readonly Asset[]): readonly Asset[] {
  const [exact, others] = [true, false].map((is) =>
    assets.filter((asset) => isNumberOf(typed, asset) === is),
  );
  return [...(exact ?? []), ...(others ?? [])];
}

/** A shorter text would find everything; the API page recommends this minimum. */
const LEAST = 3;
const MOST = 100;

/** True for what may be a number of an asset, as somebody types it: not words, and not the place itself. */
export function isAssetQuery(typed: string): boolean {
  const text = typed.trim();
  return (
    text.length >= LEAST && text.length <= MOST && /\d/.test(text) && ibxOfPlace(`${text}:`) === undefined
  );
}
