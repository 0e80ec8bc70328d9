import type {IbxLocation, TicketLocation, TicketType} from '../../domain/ticket/ticket-places.ts';
import {isNumberOf} from '../../domain/assets/asset.ts';
import {parseDetail} from '../../domain/new-ticket/parse-detail.ts';
import {idLabels} from '../../domain/new-ticket/id-labels.ts';
import type {Contact} from '../../state/create/create-form.ts';
import type {LineField} from '../../state/create/create-lines.ts';
import type {CreateState} from '../../state/create/create-parts.ts';
import type {AssetFinding} from '../../hooks/useAssets.ts';
import type {KeptReading} from '../../hooks/ticket/useKeptReading.ts';
import {ageLong} from '../../text/time/dates.ts';
import type {FileChoice} from '../files/useFileOptions.ts';
import {codeOptions, matchingCodes, type CodeNames} from './code-options.ts';
import {contactChoice} from './contact-options.ts';
import {matchingOptions, type Option} from './option.ts';
import {assetOption, assetRemark, isAssetOption} from './asset-options.ts';
import {placeOptions, placesOfSites} from './place-options.ts';

/** What can be chosen in a field, and what Enter does there. */
export type Offer = {
  readonly options: readonly Option[];
  /** What is to be said of the options: that they are old, or why there are none. */
  readonly remark: string | undefined;
  /** Whether the first option is chosen by itself once something is typed. */
  readonly isEager: boolean;
  /** Undefined: what was typed stands. */
  readonly onChoose: (option: Option | undefined) => void;
};

export type Sources = {
  readonly names: CodeNames;
  readonly types: readonly TicketType[] | undefined;
  readonly places: KeptReading<readonly TicketLocation[]>;
  readonly sites: readonly IbxLocation[];
  readonly assets: AssetFinding;
  readonly remembered: () => readonly Contact[];
  readonly files: FileChoice;
  readonly now: number;
};

/** `typed` is what stands in the field's line. */
export function offerOf(create: CreateState, field: LineField, typed: string, sources: Sources): Offer {
  if (field === 'code') return codeOffer(create, typed, sources);
  if (field === 'primaryId' || field === 'secondaryId') return placeOffer(create, field, typed, sources);
  if (field === 'contacts') return contactOffer(create, typed, sources);
  if (field === 'details') return detailOffer(create, typed, sources);
  if (field === 'files') return fileOffer(create, typed, sources);
  return {options: [], isEager: false, remark: undefined, onChoose: () => create.step(field, 1)};
}

function codeOffer(create: CreateState, typed: string, {names, types}: Sources): Offer {
  const options = matchingCodes(typed, codeOptions(names, types));
  const onChoose = (option: Option | undefined) => {
    if (option !== undefined) create.set({code: option.value});
    if (create.form.get().code === '') return;
    create.setLine('code', '');
    create.step('code', 1);
  };
  const remark = options.length === 0 ? 'No code is called like that.' : undefined;
  return {options, isEager: true, remark, onChoose};
}

function placeOffer(
  create: CreateState,
  field: 'primaryId' | 'secondaryId',
  typed: string,
  {places, sites, assets, now}: Sources,
): Offer {
  const {code, primaryId} = create.form.get();
  const label = idLabels(code)[field === 'primaryId' ? 'primary' : 'secondary'];
  const known = places.value ?? placesOfSites(sites);
  const all = placeOptions(label, {places: known, sites}, field === 'secondaryId' ? primaryId : '');
  const onChoose = (option: Option | undefined) => {
    if (option !== undefined && isAssetOption(option)) return create.takeAsset(field, option.asset);
    if (option !== undefined) create.setLine(field, option.value);
    return create.step(field, 1);
  };
  const fitting = matchingOptions(typed, all);
  const found = assets.assets.map(assetOption);
  const isNumber = found.some(({asset}) => isNumberOf(typed, asset));
  // What came while somebody types must not be what Enter does.
  const isEager = found.length === 0 || (!isNumber && fitting.length > 0);
  const options = isNumber ? [...found, ...fitting] : [...fitting, ...found];
  const remark = [placeRemark(places, now), assetRemark(assets)].filter((words) => words !== undefined);
  return {options, isEager, remark: remark.length === 0 ? undefined : remark.join(' '), onChoose};
}

function placeRemark({error, readAt}: Sources['places'], now: number): string | undefined {
  if (error === undefined) return undefined;
  if (readAt === undefined) return `The places could not be read: ${error.message}`;
  return `The places were read ${ageLong(now - readAt)}, and cannot be read now: ${error.message}`;
}

function contactOffer(create: CreateState, typed: string, {remembered}: Sources): Offer {
  const {options, problem} = contactChoice(typed, remembered());
  const onChoose = (option: Option | undefined) => {
    const found = options.find((one) => one === option);
    if (found !== undefined) {
      create.set({contacts: [...create.form.get().contacts, found.contact]});
      create.setLine('contacts', '');
    } else if (typed.trim() === '') create.step('contacts', 1);
  };
  return {options, isEager: true, remark: problem === undefined ? undefined : `It ${problem}.`, onChoose};
}

function detailOffer(create: CreateState, typed: string, {files}: Sources): Offer {
  if (typed.trimStart().startsWith('@')) return detailFileOffer(create, typed.trimStart().slice(1), files);
  const parsed = typed.trim() === '' ? undefined : parseDetail(typed);
  const onChoose = () => {
    if (parsed === undefined) return create.step('details', 1);
    if ('problem' in parsed) return;
    create.set({details: {...create.form.get().details, [parsed.key]: parsed.value}});
    create.setLine('details', '');
  };
  const remark = parsed !== undefined && 'problem' in parsed ? `It ${parsed.problem}.` : undefined;
  return {options: [], isEager: false, remark, onChoose};
}

/** Details as a file: `@details.json`. */
function detailFileOffer(create: CreateState, path: string, {options, remark}: FileChoice): Offer {
  const onChoose = (option: Option | undefined) => {
    const found = options.find((one) => one === option);
    if (found?.isFolder === true) create.setLine('details', `@${found.value}`);
    else if (found !== undefined || path.trim() !== '') void create.addDetails(found?.value ?? path.trim());
  };
  return {options, isEager: true, remark, onChoose};
}

/** Enter with nothing typed ends the form: files are its last field. */
function fileOffer(create: CreateState, typed: string, {files}: Sources): Offer {
  const onChoose = (option: Option | undefined) => {
    const found = files.options.find((one) => one === option);
    if (found?.isFolder === true) create.setLine('files', found.value);
    else if (found !== undefined || typed.trim() !== '') void create.addFile(found?.value ?? typed.trim());
    else create.review('files');
  };
  return {options: files.options, isEager: true, remark: files.remark, onChoose};
}
