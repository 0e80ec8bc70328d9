import type {AssetPage} from '../api.ts';
import type {Asset} from '../../domain/assets/asset.ts';
import {ibxOfPlace} from '../../domain/new-ticket/id-labels.ts';
import {present} from '../../domain/present.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {createReader, isJson, totalOf, type Reader} from './decode.ts';

/** An asset of the search, or in full where it has details; undefined where it has no number to tell it by. */
export function decodeAsset(answer: unknown): Asset | undefined {
  const json: unknown = Array.isArray(answer) ? answer.flat().find(isJson) : answer;
  if (!isJson(json)) return undefined;
  const inner = json['data'];
  return readAsset(createReader(isJson(inner) && json['assetNumber'] === undefined ? inner : json));
}

function readAsset(reader: Reader): Asset | undefined {
  const number = reader.line('assetNumber');
  if (number === undefined) return undefined;
  // Whom it was sold on to says nothing of where it is.
  void reader.line('relatedAccountNumber');
  const cage = reader.line('cage');
  const site = reader.line('ibx') ?? (cage === undefined ? undefined : ibxOfPlace(cage));
  const details = reader.objects('productDetails', readDetail);
  const asset = {
    number,
    isWhole: details !== undefined,
    ...present({
      serial: reader.line('serialNumber'),
      orderNumber: reader.line('orderNumber'),
      product: reader.line('productName'),
      description: reader.line('productDescription'),
      ibx: site === undefined ? undefined : toSafeLine(site),
      cage,
      cabinet: cabinetOf(details ?? [], cage),
      accountNumber: reader.line('accountNumber'),
      accountName: reader.line('accountName'),
      installed: reader.dateTime('installationDate'),
      reference: reader.line('customerReferenceNumber'),
      status: reader.line('status'),
    }),
  };
  const other = reader.others();
  return other.length === 0 ? asset : {...asset, other};
}

type Detail = {readonly key: SafeText; readonly value: SafeText; readonly tag: SafeText | undefined};

function readDetail(reader: Reader): Detail {
  const [key, value, tag] = [reader.line('key'), reader.line('value'), reader.line('tag')];
  return {key: key ?? toSafeLine(''), value: value ?? toSafeLine(''), tag};
}

/**
 * The cabinet among the details, with its cage before it. No source says which key has it (our guess: one that names a
 * cabinet). A cross connect may have both ends; only the one in the asset's own cage is the customer's.
 */
function cabinetOf(details: readonly Detail[], cage: SafeText | undefined): SafeText | undefined {
  if (cage === undefined) return undefined;
  const found = details
    .filter(({key, tag}) => /CABINET/i.test(key) && !/Z.?SIDE/i.test(`${tag ?? ''} ${key}`))
    .map(({value}) => value)
    .filter((value) => /^[\p{L}\p{N}][\p{L}\p{N}:._-]{0,60}$/u.test(value));
  const whole = found.find((value) => value.startsWith(`${cage}:`));
  const short = found.find((value) => !value.includes(':'));
  return whole ?? (short === undefined ? undefined : toSafeLine(`${cage}:${short}`));
}

/** A page of the search; undefined where the answer is none. */
export function decodeAssetPage(answer: unknown): AssetPage | undefined {
  const rows: unknown = isJson(answer) ? answer['data'] : answer;
  if (!Array.isArray(rows)) return undefined;
  const assets = rows
    .flat()
    .filter(isJson)
    .flatMap((row) => decodeAsset(row) ?? []);
  const total = isJson(answer) ? totalOf(answer) : undefined;
  return {assets, total: Math.max(total ?? 0, assets.length)};
}
