import type {IbxLocation, TicketLocation, TicketType} from '../../domain/ticket/ticket-places.ts';
import {type Asset, assetLabel, assetText, isNumberOf} from '../../domain/assets/asset.ts';
import {parseDetail} from '../../domain/new-ticket/parse-detail.ts';
import {idLabels} from '../../domain/new-ticket/id-labels.ts';
import type {Contact} from '../../state/create/create-form.ts';
import type {LineField} from '../../state/create/create-lines.ts';
import type {CreateState} from '../../state/create/create-parts.ts';
import type {AssetFinding} from '../../hooks/useAssets.ts';
import type {KeptReading} from '../../hooks/ticket/useKeptReading.ts';
import {ageLong} from '../../text/time/dates.ts';
import type {FileChoice} from '../files/useFileOptions.ts';
import {type CodeNames, codeOptions, matchingCodes} from './code-options.ts';
import {matchingOptions, type Option} from './option.ts';
import {placeOptions, placesOfSites} from './place-options.ts';
import {whyOff} from '../../domain/why-off.ts';
import {span} from '../../components/lines.ts';
import {contactLine, parsePerson, parseRegistered} from '../../domain/new-ticket/parse-contact.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

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
  // An option that arrives while somebody types must not be chosen by Enter.
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

type AssetOption = Option & {readonly asset: Asset};

/** An asset to choose: its number, and what and where it is. */
function assetOption(asset: Asset): AssetOption {
  const label = assetLabel(asset);
  const words = assetText(asset);
  return {
    value: `asset ${asset.number}`,
    spans: [{text: label}, span(`  ${words}`, 'dim')],
    search: `${label} ${words}`,
    asset,
  };
}

function isAssetOption(option: Option): option is AssetOption {
  return 'asset' in option;
}

/** What is to be said of looking a number up. */
function assetRemark({assets, more, error}: AssetFinding): string | undefined {
  const off = whyOff('assets', error);
  if (off !== undefined) return `Numbers are not looked up: ${off}`;
  if (error !== undefined) return `Assets cannot be asked now: ${error.message}`;
  if (assets.length === 0) return undefined;
  const others = more === 0 ? '' : ` ${more} more have it in a number: type more of it.`;
  return `From Assets: arrow down and Enter fill in where it is.${others}`;
}

type ContactOption = Option & {readonly contact: Contact};

type ContactChoice = {
  readonly options: readonly ContactOption[];
  /** Why what is typed is no contact yet. */
  readonly problem: string | undefined;
};

const TYPES = ['NOTIFICATION', 'ORDERING', 'TECHNICAL'] as const;

/** What typing comes to: portal users in each part they can play, a person, and contacts of earlier tickets. */
function contactChoice(typed: string, remembered: readonly Contact[]): ContactChoice {
  const text = typed.trim();
  const known = matchingOptions(
    text,
    remembered.map((contact) => toOption(contact, 'as before')),
  );
  const before = known as readonly ContactOption[];
  if (text === '') return {options: before, problem: undefined};
  if (text.includes(';') || text.includes('@')) {
    const parsed = parsePerson(text);
    if ('problem' in parsed) return {options: before, problem: parsed.problem};
    return {options: [toOption(parsed.contact, 'not known to the portal'), ...before], problem: undefined};
  }
  if (text.includes(':')) {
    const parsed = parseRegistered(text);
    if ('problem' in parsed) return {options: before, problem: parsed.problem};
    return {options: [toOption(parsed.contact, 'portal users'), ...before], problem: undefined};
  }
  const users = TYPES.map((type) => toOption(registered(type, text), 'portal users'));
  return {options: [...before, ...users], problem: undefined};
}

function registered(type: (typeof TYPES)[number], text: string): Contact {
  const names = text.split(',').map((user) => user.trim());
  return {type, registeredUsers: names.filter((user) => user !== '')};
}

function toOption(contact: Contact, what: string): ContactOption {
  const words = toSafeLine(contactLine(contact));
  return {value: words, spans: [{text: words}, span(`  ${what}`, 'dim')], search: words, contact};
}
