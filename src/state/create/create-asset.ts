import {assetLabel, type Asset} from '../../domain/assets/asset.ts';
import {assetFilling, withLine, withoutLine, type FilledField} from '../../domain/assets/asset-filling.ts';
import {idLabels} from '../../domain/new-ticket/id-labels.ts';
import {replaceText, wholeTextOf} from '../../text/edit/text-buffer.ts';
import {askTwiceAbout} from '../ask-twice.ts';
import type {CreateForm} from './create-form.ts';
import type {Core, CreateState, Filled} from './create-parts.ts';

const FIELDS: readonly FilledField[] = ['primaryId', 'secondaryId'];

/** What the form does with assets. */
export function assetActions(
  core: Core,
  step: CreateState['step'],
): Pick<CreateState, 'place' | 'takeAsset' | 'takeBackAsset'> {
  return {
    place: core.place,
    takeAsset(field, asset) {
      if (takeAsset(core, field, asset)) step(field, 1);
    },
    takeBackAsset: () => takeBackAsset(core),
  };
}

/**
 * Fills in where the asset is that was found in `field`. What somebody typed in other fields is replaced only when the
 * asset is chosen again. False: the user must choose again.
 */
function takeAsset(core: Core, field: FilledField, asset: Asset): boolean {
  const {form, status, say, setLine} = core;
  const now = form.get();
  const {fields, line} = assetFilling(now.code, asset, field);
  const words = FIELDS.filter((name) => name !== field).flatMap((name) =>
    conflictText(now, name, fields[name], status.get().filled),
  );
  if (!askTwiceAbout(core).goesOn(words[0])) {
    say({problem: {field, words}});
    return false;
  }
  const before = {primaryId: now.primaryId, secondaryId: now.secondaryId};
  for (const name of FIELDS) {
    const value = fields[name];
    if (value !== undefined) setLine(name, value);
  }
  const bare = withoutLine(wholeTextOf(now.description), status.get().filled?.line);
  const text = withLine(bare, line);
  changeDescription(core, text);
  say({
    problem: undefined,
    filled: {label: assetLabel(asset), fields, line: text === bare ? undefined : line, before},
  });
  return true;
}

/** What an asset has put into a form that was left meanwhile, if any of it is still there. */
export function stillFilled(form: CreateForm, filled: Filled | undefined): Filled | undefined {
  if (filled === undefined) return undefined;
  const {fields, line} = filled;
  const isField = FIELDS.some((name) => fields[name] !== undefined && form[name] === fields[name]);
  return isField || (line !== undefined && wholeTextOf(form.description).includes(line)) ? filled : undefined;
}

/** Takes back what an asset has put into the form, as far as nobody has changed it since. */
function takeBackAsset(core: Core): void {
  const {form, status, say, setLine} = core;
  const {filled} = status.get();
  if (filled === undefined) return;
  for (const name of FIELDS) if (form.get()[name] === filled.fields[name]) setLine(name, filled.before[name]);
  changeDescription(core, withoutLine(wholeTextOf(form.get().description), filled.line));
  say({filled: undefined, problem: undefined});
}

function changeDescription({form, set}: Core, text: string): void {
  const {description} = form.get();
  if (wholeTextOf(description) !== text) set({description: replaceText(description, text)});
}

function conflictText(
  form: CreateForm,
  field: FilledField,
  value: string | undefined,
  filled: Filled | undefined,
): readonly string[] {
  const typed = form[field].trim();
  if (value === undefined || typed === '' || typed === value || typed === filled?.fields[field]) return [];
  const {primary, secondary} = idLabels(form.code);
  const {label} = field === 'primaryId' ? primary : secondary;
  return [`${label} holds ${typed}, and Assets says ${value}. Choose it again to have that there instead.`];
}
