import {AppError, type FieldProblem} from '../../errors.ts';
import type {
  AttachmentRef,
  CreateRequest,
  NonRegisteredContact,
  NoteRequest,
  RegisteredContact,
} from '../requests.ts';
import {NEGOTIATION_ACTIONS, type NegotiationAnswer} from '../orders/negotiation.ts';
import {LIMITS, lengthProblem, type LengthLimit} from '../limits.ts';

type Problems = readonly FieldProblem[];

/** Everything in a note that the service would refuse; empty where nothing is. */
export function noteProblems(note: NoteRequest): Problems {
  return [...length('text', note.text, LIMITS.noteText), ...attachmentProblems(note.attachments ?? [])];
}

/** Everything in a cancel reason that the service would refuse. */
export function cancelProblems(reason: string): Problems {
  return length('reason', reason, LIMITS.cancelReason);
}

/** Everything in an answer to a negotiation that the service would refuse; a reason may be missing. */
export function answerProblems({referenceId, action, reason}: NegotiationAnswer): Problems {
  return [
    ...length('referenceId', referenceId, LIMITS.referenceId),
    ...problem(
      NEGOTIATION_ACTIONS.includes(action),
      'action',
      `must be one of ${NEGOTIATION_ACTIONS.join(', ')}`,
      action,
    ),
    ...(reason === undefined ? [] : length('reason', reason, LIMITS.answerReason)),
  ];
}

/** Everything in a new ticket that the published page forbids; what only we believe is in known-better.ts. */
export function createProblems(request: CreateRequest): Problems {
  const {
    code,
    description,
    primaryId,
    secondaryId,
    customerReferenceId,
    occurredDateTime,
    attachments,
    contacts,
  } = request;
  return [
    // Codes of this form change without a new version of the API page.
    ...problem(
      /^\d{4}-\d{4}$/.test(code),
      'code',
      'must be two groups of four digits, such as 0002-0000',
      code,
    ),
    ...length('description', description, LIMITS.description),
    ...(primaryId === undefined ? [] : length('primaryId', primaryId, LIMITS.primaryId)),
    ...(secondaryId === undefined ? [] : length('secondaryId', secondaryId, LIMITS.secondaryId)),
    ...(customerReferenceId === undefined
      ? []
      : length('customerReferenceId', customerReferenceId, LIMITS.customerReferenceId)),
    ...(occurredDateTime === undefined ? [] : timeProblems(occurredDateTime)),
    ...attachmentProblems(attachments ?? []),
    ...(contacts ?? []).flatMap((contact, index) => contactProblems(contact, `contacts.${index}`)),
    ...detailProblems(request),
  ];
}

/** What is wrong with a file to upload, by its name and size in bytes. */
export function uploadProblems(name: string, size: number): Problems {
  return [
    ...length('name', name, LIMITS.attachmentName),
    ...problem(size > 0, 'size', 'is 0: the file is empty'),
    ...problem(
      size <= LIMITS.uploadSize,
      'size',
      `is ${size} bytes; at most ${LIMITS.uploadSize} (10 MB) are accepted`,
    ),
  ];
}

/** What is wrong with an id that goes into a path. */
export function idProblems(field: string, id: string, limit: LengthLimit): Problems {
  const found = length(field, id, limit);
  return found.length > 0
    ? found
    : problem(/^[\x21-\x7e]+$/.test(id), field, 'holds characters that no id has');
}

/** What is wrong with an id of unknown form: in a URL the dots would be resolved. */
export function segmentProblems(field: string, id: string): Problems {
  return problem(id.trim() !== '' && id !== '.' && id !== '..', field, 'is no id');
}

/** Throws an AppError `input` that lists the problems, if there are any: nothing is sent. */
export function refuseProblems(problems: Problems, what: string): void {
  if (problems.length === 0) return;
  const words = problems.map(({field, problem: text}) => `${field} ${text}`).join('; ');
  throw new AppError('input', `${what} cannot be sent: ${words}.`, {
    fields: problems,
    hint: 'Nothing was sent.',
  });
}

function attachmentProblems(attachments: readonly AttachmentRef[]): Problems {
  return [
    ...problem(
      attachments.length <= LIMITS.attachments,
      'attachments',
      `are ${attachments.length}; at most ${LIMITS.attachments} are allowed`,
    ),
    ...attachments.flatMap(({id, name}, index) => [
      // The page requires neither; if they are given, these limits hold.
      ...(id === '' ? [] : length(`attachments.${index}.id`, id, LIMITS.attachmentId)),
      ...(name === '' ? [] : length(`attachments.${index}.name`, name, LIMITS.attachmentName)),
    ]),
  ];
}

const CONTACT_TYPES: readonly string[] = ['NOTIFICATION', 'ORDERING', 'TECHNICAL'];

function contactProblems(contact: RegisteredContact | NonRegisteredContact, path: string): Problems {
  const {type} = contact;
  const users = 'registeredUsers' in contact ? contact.registeredUsers : [];
  return [
    ...problem(
      CONTACT_TYPES.includes(type),
      `${path}.type`,
      `must be one of ${CONTACT_TYPES.join(', ')}`,
      type,
    ),
    ...problem(
      users.length <= LIMITS.registeredUsers,
      `${path}.registeredUsers`,
      `are ${users.length}; at most ${LIMITS.registeredUsers} are allowed`,
    ),
  ];
}

const ZONED = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function timeProblems(value: string): Problems {
  const isTime = ZONED.test(value) && isDate(value.slice(0, 10));
  const words = 'must be a date and time with a zone, such as 2026-01-31T14:05:00Z';
  return problem(isTime, 'occurredDateTime', words, value);
}

function detailProblems({details}: CreateRequest): Problems {
  const date = details?.['requestedTerminationDate'];
  return problem(
    date === undefined || (typeof date === 'string' && isDate(date)),
    'details.requestedTerminationDate',
    'must be a date, such as 2026-01-31',
  );
}

/** True for a day that exists, written yyyy-mm-dd. */
function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

function length(field: string, text: string, limit: LengthLimit): Problems {
  const found = lengthProblem(text, limit);
  return found === undefined ? [] : [{field, problem: found}];
}

function problem(holds: boolean, field: string, words: string, value?: string): Problems {
  if (holds) return [];
  return [{field, problem: words, ...(value === undefined ? {} : {value})}];
}
