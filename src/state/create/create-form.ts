import {idLabels} from '../../domain/new-ticket/id-labels.ts';
import type {AttachmentRef, NonRegisteredContact, RegisteredContact} from '../../domain/requests.ts';
import {CODES_WITH_DETAILS} from '../../domain/codes.ts';
import {FormReader} from '../../domain/new-ticket/form-reader.ts';
import {fillIn, type FilledForm, type NewTicketForm} from '../../domain/new-ticket/new-ticket-form.ts';
import {TERMINATION_CODE} from '../../domain/new-ticket/known-better.ts';
import type {CreateField} from '../navigation.ts';
import type {Draft, DraftContent} from '../../domain/records.ts';
import {createTextBuffer, type TextBuffer, wholeTextOf} from '../../text/edit/text-buffer.ts';
import type {ChosenFile} from '../chosen-files.ts';
import {LIMITS} from '../../domain/limits.ts';

export type Contact = RegisteredContact | NonRegisteredContact;

/** The form of a new ticket, as it is filled in. */
export type CreateForm = {
  readonly code: string;
  readonly description: TextBuffer;
  readonly primaryId: string;
  readonly secondaryId: string;
  readonly occurred: string;
  readonly reference: string;
  readonly contacts: readonly Contact[];
  readonly terminationDate: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly files: readonly ChosenFile[];
  /** Uploaded already, by an earlier attempt. */
  readonly attachments: readonly AttachmentRef[];
};

export const EMPTY_FORM: CreateForm = {
  code: '',
  description: createTextBuffer('', LIMITS.description.max),
  primaryId: '',
  secondaryId: '',
  occurred: '',
  reference: '',
  contacts: [],
  terminationDate: '',
  details: {},
  files: [],
  attachments: [],
};

const ALL_FIELDS: readonly CreateField[] = [
  'code',
  'description',
  'primaryId',
  'secondaryId',
  'occurred',
  'reference',
  'contacts',
  'terminationDate',
  'details',
  'files',
];

/** The fields there are, in their order: details only where the code may want some. */
export function fieldsOf({code, details, terminationDate}: CreateForm): readonly CreateField[] {
  const isTermination = code === TERMINATION_CODE;
  const takesDetails = CODES_WITH_DETAILS.includes(code) && !isTermination;
  const isDigital = /^001\d-/.test(code);
  const hasDate = isTermination || terminationDate !== '';
  const hasDetails = takesDetails || isDigital || Object.keys(details).length > 0;
  return ALL_FIELDS.filter(
    (field) => (field !== 'terminationDate' || hasDate) && (field !== 'details' || hasDetails),
  );
}

/** Fields that are known to be needed for the code and hold nothing yet. */
export function missingFields(form: CreateForm): readonly CreateField[] {
  return neededFields(form.code).filter((field) => form[field].trim() === '');
}

/** What such a field is said to be. */
export function neededText(field: CreateField, code: string): string {
  const {primary, secondary} = idLabels(code);
  const names: Partial<Record<CreateField, string>> = {
    primaryId: primary.label,
    secondaryId: secondary.label,
    terminationDate: 'An end date',
  };
  const example = field === 'terminationDate' ? ', such as 2026-01-31' : '';
  return `${names[field] ?? field} is needed for ${code}${example}: Equinix is likely to refuse the ticket without it.`;
}

function neededFields(code: string) {
  const {primary, secondary} = idLabels(code);
  return [
    ...(primary.isCertain ? (['primaryId'] as const) : []),
    ...(secondary.isCertain ? (['secondaryId'] as const) : []),
    ...(code === TERMINATION_CODE ? (['terminationDate'] as const) : []),
  ];
}

/**
 * The request made from the form, and what is wrong with it; `now` in milliseconds since 1970, `place` if the ids do
 * not name it.
 */
export function filledForm(form: CreateForm, now: number, place?: string): FilledForm {
  return fillIn({...ticketFormOf(form), place}, now);
}

function ticketFormOf(form: CreateForm): NewTicketForm {
  const {code, primaryId, secondaryId, occurred, contacts, terminationDate, details, attachments} = form;
  return {
    code,
    description: wholeTextOf(form.description),
    primaryId,
    secondaryId,
    occurred,
    customerReferenceId: form.reference,
    contacts,
    terminationDate,
    details,
    attachments,
  };
}

/** The form's field for a problem: `contacts.0.details.1` belongs to the contacts. */
export function fieldOfProblem(name: string): CreateField {
  return knownFieldOf(name) ?? 'code';
}

/** The same; undefined where the form has no such field. */
export function knownFieldOf(name: string): CreateField | undefined {
  const [head = '', inner = ''] = name.split('.');
  if (inner === 'requestedTerminationDate') return 'terminationDate';
  if (head === 'customerReferenceId') return 'reference';
  if (head === 'occurredDateTime') return 'occurred';
  if (head === 'attachments') return 'files';
  return ALL_FIELDS.find((field) => field === head);
}

/** What a draft, or an item taken back from the outbox, holds. */
export function formOfDraft(draft: Draft | undefined): CreateForm {
  if (draft === undefined) return EMPTY_FORM;
  const {attachments, files} = draft;
  const fields = {...draft.fields, description: draft.text};
  const read = new FormReader().form(fields, fields);
  const text = (value: string | undefined) => value ?? '';
  const {requestedTerminationDate: date, ...details} = read.details ?? {};
  const isDate = typeof date === 'string';
  return {
    code: text(read.code),
    description: createTextBuffer(draft.text, LIMITS.description.max),
    primaryId: text(read.primaryId),
    secondaryId: text(read.secondaryId),
    occurred: text(read.occurred),
    reference: text(read.customerReferenceId),
    contacts: read.contacts ?? [],
    terminationDate: text(read.terminationDate ?? (isDate ? date : undefined)),
    details: isDate ? details : (read.details ?? {}),
    files,
    attachments,
  };
}

/** What the draft of the form holds; `uploads` of earlier attempts stay with it. */
export function contentOfForm(form: CreateForm): Omit<DraftContent, 'uploads'> {
  const {code, primaryId, secondaryId, occurred, reference, contacts, terminationDate, details} = form;
  const texts = {code, primaryId, secondaryId, occurred, customerReferenceId: reference, terminationDate};
  return {
    text: wholeTextOf(form.description),
    attachments: form.attachments,
    files: form.files.map(({path, name}) => ({path, name})),
    fields: {
      ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')),
      ...(contacts.length === 0 ? {} : {contacts}),
      ...(Object.keys(details).length === 0 ? {} : {details}),
    },
  };
}
