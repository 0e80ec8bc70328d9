import {AppError, type FieldProblem} from '../../errors.ts';
import type {
  AttachmentRef,
  CreateRequest,
  NonRegisteredContact,
  NoteRequest,
  RegisteredContact,
} from '../requests.ts';
import {LIMITS, lengthProblem, type LengthLimit, UPLOAD_TYPES} from '../limits.ts';
import {isTimeZone} from '../../text/time/zones.ts';

type Problems = readonly FieldProblem[];

/** Everything in a note that the service would refuse; empty where nothing is. */
export function noteProblems(note: NoteRequest): Problems {
  return [...length('text', note.text, LIMITS.noteText), ...attachmentProblems(note.attachments ?? [])];
}

/** Everything in a cancel reason that the service would refuse. */
export function cancelProblems(reason: string): Problems {
  return length('reason', reason, LIMITS.cancelReason);
}

/** Everything in a new ticket that the service would refuse; `now` in milliseconds since 1970. */
export function createProblems(request: CreateRequest, now: number): Problems {
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
    ...(occurredDateTime === undefined ? [] : timeProblems(occurredDateTime, now)),
    ...attachmentProblems(attachments ?? []),
    ...(contacts ?? []).flatMap((contact, index) => contactProblems(contact, `contacts.${index}`)),
    ...detailProblems(request),
  ];
}

/** What is wrong with a file to upload, by its name and size in bytes. */
export function uploadProblems(name: string, size: number): Problems {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return [
    ...length('name', name, LIMITS.attachmentName),
    ...problem(
      UPLOAD_TYPES.includes(extension),
      'name',
      `is of no accepted type (${UPLOAD_TYPES.join(', ')})`,
      name,
    ),
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

/** What is wrong with an id of no known form: a URL would swallow the dots. */
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
      ...length(`attachments.${index}.id`, id, LIMITS.attachmentId),
      ...length(`attachments.${index}.name`, name, LIMITS.attachmentName),
    ]),
  ];
}

const CONTACT_TYPES: readonly string[] = ['NOTIFICATION', 'ORDERING', 'TECHNICAL'];

function contactProblems(contact: RegisteredContact | NonRegisteredContact, path: string): Problems {
  if ('registeredUsers' in contact) {
    const {registeredUsers: users, type} = contact;
    return [
      ...problem(
        CONTACT_TYPES.includes(type),
        `${path}.type`,
        `must be one of ${CONTACT_TYPES.join(', ')}`,
        type,
      ),
      ...problem(users.length > 0, `${path}.registeredUsers`, 'names nobody'),
      ...problem(
        users.length <= LIMITS.registeredUsers,
        `${path}.registeredUsers`,
        `are ${users.length}; at most ${LIMITS.registeredUsers} are allowed`,
      ),
      ...problem(
        users.every((user) => user.trim() !== ''),
        `${path}.registeredUsers`,
        'holds an empty name',
      ),
    ];
  }
  return [
    ...problem(contact.firstName.trim() !== '', `${path}.firstName`, 'is empty'),
    ...problem(contact.lastName.trim() !== '', `${path}.lastName`, 'is empty'),
    ...problem(
      contact.details.some(({type}) => type === 'EMAIL'),
      `${path}.details`,
      'needs an e-mail address',
    ),
    ...contact.details.flatMap(({type, value}, index) =>
      reachProblems(type, value, `${path}.details.${index}`),
    ),
    ...availabilityProblems(contact, path),
  ];
}

function availabilityProblems({availability, timezone}: NonRegisteredContact, path: string): Problems {
  const isKnown = availability === undefined || ['WORK_HOURS', 'ANYTIME'].includes(availability);
  return [
    ...problem(isKnown, `${path}.availability`, 'must be WORK_HOURS or ANYTIME', availability),
    ...problem(
      timezone === undefined || isTimeZone(timezone),
      `${path}.timezone`,
      'is no time zone, such as Europe/Berlin',
      timezone,
    ),
  ];
}

function reachProblems(type: string, value: string, path: string): Problems {
  if (!['EMAIL', 'PHONE', 'MOBILE'].includes(type))
    return problem(false, `${path}.type`, 'must be EMAIL, PHONE or MOBILE', type);
  if (type === 'EMAIL')
    return problem(/^[^\s@]+@[^\s@]+$/.test(value), path, 'is not an e-mail address', value);
  return problem(/^\+?[\d\s().-]{3,40}$/.test(value), path, 'is not a telephone number', value);
}

const ZONED = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function timeProblems(value: string, now: number): Problems {
  const at = ZONED.test(value) && isDate(value.slice(0, 10)) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at))
    return problem(
      false,
      'occurredDateTime',
      'must be a date and time with a zone, such as 2026-01-31T14:05:00Z',
      value,
    );
  // A minute of grace: the clocks of two machines differ.
  return problem(at <= now + 60_000, 'occurredDateTime', 'lies in the future', value);
}

/** The one code whose details the page shows: it asks for a termination date. */
export const TERMINATION_CODE = '0302-0400';

function detailProblems({code, details}: CreateRequest): Problems {
  const date = details?.['requestedTerminationDate'];
  if (date === undefined)
    return problem(
      code !== TERMINATION_CODE,
      'details.requestedTerminationDate',
      `is needed for ${TERMINATION_CODE}, as a date such as 2026-01-31`,
    );
  return problem(
    typeof date === 'string' && isDate(date),
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
