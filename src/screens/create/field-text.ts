import {contactLine} from '../../domain/new-ticket/parse-contact.ts';
import {detailText} from '../../domain/new-ticket/parse-detail.ts';
import {ibxOfPlace, idLabels, type IdLabel} from '../../domain/new-ticket/id-labels.ts';
import {LIMITS} from '../../domain/limits.ts';
import type {FieldProblem} from '../../errors.ts';
import type {Filled} from '../../state/create/create-parts.ts';
import {fieldOfProblem, type CreateForm} from '../../state/create/create-form.ts';
import type {CreateField} from '../../state/navigation.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {zoneOfIbx} from '../../text/time/ibx-zones.ts';
import {parseOccurred} from '../../domain/new-ticket/occurred.ts';
import {countText} from '../compose/draft-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {attachedRows} from '../files/file-text.ts';
import {codeText, type CodeNames} from './code-options.ts';

/** What a field is called; the two ids mean something else for each code. */
export function labelOf(field: CreateField, code: string): string {
  if (field === 'primaryId') return idLabels(code).primary.label;
  if (field === 'secondaryId') return idLabels(code).secondary.label;
  return LABELS[field];
}

const LABELS: Readonly<Record<Exclude<CreateField, 'primaryId' | 'secondaryId'>, string>> = {
  code: 'What is wrong',
  description: 'Description',
  occurred: 'When',
  reference: 'Your reference',
  contacts: 'Contacts',
  terminationDate: 'End date',
  details: 'Details',
  files: 'Files',
};

/** Milliseconds since 1970, and where the trouble is, if that is known. */
type Moment = {readonly now: number; readonly place: string | undefined};

/** One line of help for the field that hears the keys. */
export function hintOf(field: CreateField, form: CreateForm, moment: Moment): string {
  const {primary, secondary} = idLabels(form.code);
  switch (field) {
    case 'code':
      return 'Type to search, such as "power" or a code; Enter chooses.';
    case 'description':
      return `${countText(form.description, LIMITS.description.max)} characters; Tab goes on.`;
    case 'primaryId':
      return idHint(primary, LIMITS.primaryId.max);
    case 'secondaryId':
      return idHint(secondary, LIMITS.secondaryId.max);
    case 'occurred':
      return (
        occurredText(form, moment) ??
        'When it began: 14:05 (14:05 site: by its clock), 2h ago, yesterday 09:00; may stay empty.'
      );
    case 'reference':
      return `Your own number for this, at most ${LIMITS.customerReferenceId.max} characters; may stay empty.`;
    case 'contacts':
      return 'Portal user names (nadia, tom) or a person: Jane Doe; jane@x.example; +1-4601231122. Enter adds.';
    case 'terminationDate':
      return 'The day on which the service shall end, such as 2026-12-31.';
    case 'details':
      return 'A name and a value, such as callFromCage=true, or @details.json. Enter adds.';
    case 'files':
      return 'A path; Tab completes, arrows choose, Enter attaches or opens a folder.';
  }
}

function idHint({example, pick}: IdLabel, max: number): string {
  const such = example === undefined ? '' : `, such as ${example}`;
  const how = pick === 'none' ? 'An id' : 'Type, or choose below with the arrows';
  const found = pick === 'account' ? '' : ' A serial or asset number is looked up.';
  return `${how}${such}; at most ${max} characters.${found}`;
}

/** The time that was typed on this machine's clock, on the site's and in UTC; undefined while it is none. */
function occurredText({occurred}: CreateForm, {now, place}: Moment): string | undefined {
  const when = occurred.trim() === '' ? undefined : parseOccurred(occurred, {place, now});
  if (when === undefined || 'problem' in when) return undefined;
  return stampText(when.ms, place);
}

/** `2026-11-23 14:05 UTC+1 here = 2026-11-23 05:05 UTC-8 at SV5 = 2026-11-23 13:05 UTC`. */
export function stampText(ms: number, place: string | undefined): string {
  const ibx = place === undefined ? undefined : ibxOfPlace(place);
  const zone = ibx === undefined ? undefined : zoneOfIbx(ibx);
  return [
    `${formatStamp(ms, 'local')} here`,
    ...(zone === undefined ? [] : [`${formatStamp(ms, zone)} at ${ibx}`]),
    formatStamp(ms, 'utc'),
  ].join(' = ');
}

/** `Cage, Cabinet and a line of the description, found by 1011585-M`. */
export function filledText({label, fields, line}: Filled, code: string): string {
  const names = (['primaryId', 'secondaryId'] as const)
    .filter((field) => fields[field] !== undefined)
    .map((field) => labelOf(field, code));
  const all = [...names, ...(line === undefined ? [] : ['a line of the description'])];
  const last = all.pop() ?? '';
  return `${all.length === 0 ? last : `${all.join(', ')} and ${last}`}, found by ${label}`;
}

/** What a field holds, a row each, while it does not hear the keys. */
export function valueRows(field: CreateField, form: CreateForm, names: CodeNames): readonly string[] {
  switch (field) {
    case 'code':
      return form.code === '' ? [] : [codeAndText(form.code, names)];
    case 'description':
      return form.description.lines.map(toSafeLine);
    case 'contacts':
      return form.contacts.map((contact) => toSafeLine(contactLine(contact)));
    case 'details':
      return Object.entries(form.details).map(([key, value]) => toSafeLine(detailText(key, value)));
    case 'files':
      return attachedRows(form.files, form.attachments);
    default:
      return form[field] === '' ? [] : [toSafeLine(form[field])];
  }
}

/** `Power / Partial power outage (0002-0001)`. */
export function codeAndText(code: string, names: CodeNames): string {
  const words = codeText(code, names);
  return words === code ? code : `${words} (${code})`;
}

/** What is wrong with a field, a sentence each. */
export function problemRows(
  field: CreateField,
  problems: readonly FieldProblem[],
  form: CreateForm,
): readonly string[] {
  if (field === 'code' && form.code === '') return ['Choose what is wrong.'];
  return problems
    .filter((problem) => fieldOfProblem(problem.field) === field)
    .map(({problem, value}) => {
      const text = field === 'occurred' ? problem : `${labelOf(field, form.code)} ${problem}`;
      return value === undefined ? text : `${text} (was ${value})`;
    });
}
