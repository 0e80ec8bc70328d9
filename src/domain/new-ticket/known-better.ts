import type {FieldProblem} from '../../errors.ts';
import {isTimeZone} from '../../text/time/zones.ts';
import {findCode} from '../codes.ts';
import {UPLOAD_TYPES} from '../limits.ts';
import type {AttachmentRef, CreateRequest, NonRegisteredContact, RegisteredContact} from '../requests.ts';

// What we believe but the published page does not say: casedeck warns, and the person may still send.

type Warnings = readonly FieldProblem[];
type Contact = RegisteredContact | NonRegisteredContact;

/** The one code whose details the page seems to show: it asks for a termination date. */
export const TERMINATION_CODE = '0302-0400';

/** What in a new ticket the service may well refuse. */
export function createWarnings(request: CreateRequest): Warnings {
  const {code, attachments = [], contacts = [], details} = request;
  return [
    ...unless(findCode(code) !== undefined || code === '', 'code', 'is none that casedeck knows', code),
    ...attachments.flatMap((file, index) => attachmentWarnings(file, `attachments.${index}`)),
    ...contacts.flatMap((contact, index) => contactWarnings(contact, `contacts.${index}`)),
    ...unless(
      code !== TERMINATION_CODE || details?.['requestedTerminationDate'] !== undefined,
      'details.requestedTerminationDate',
      `is likely to be needed for ${TERMINATION_CODE}`,
    ),
  ];
}

/** What is wrong with a file because of its name; undefined if nothing. */
export function typeWarning(name: string): string | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (UPLOAD_TYPES.includes(extension)) return undefined;
  return `is of no type that Equinix lists (${UPLOAD_TYPES.join(' ')})`;
}

/** A warning as a sentence: `contacts.0.registeredUsers names nobody; Equinix may refuse it.` */
export function warningText({field, problem}: FieldProblem): string {
  return `${field} ${problem}; Equinix may refuse it.`;
}

function attachmentWarnings({id, name}: AttachmentRef, path: string): Warnings {
  return [
    ...unless(id !== '', `${path}.id`, 'is not given: no file can be found by it'),
    ...unless(name !== '', `${path}.name`, 'is not given'),
  ];
}

function contactWarnings(contact: Contact, path: string): Warnings {
  return [
    ...('registeredUsers' in contact ? userWarnings(contact, path) : personWarnings(contact, path)),
    ...availabilityWarnings(contact, path),
  ];
}

function userWarnings(contact: RegisteredContact, path: string): Warnings {
  const {registeredUsers: users, availability, timezone} = contact;
  return [
    ...unless(users.length > 0, `${path}.registeredUsers`, 'names nobody'),
    ...unless(
      users.every((user) => user.trim() !== ''),
      `${path}.registeredUsers`,
      'holds an empty name',
    ),
    ...unless(
      availability === undefined && timezone === undefined,
      path,
      'has an availability or time zone, which is only known of people outside the portal',
    ),
  ];
}

/** The page shows nothing of people whom the portal does not know: all of this comes from its siblings. */
function personWarnings({firstName, lastName, type, details}: NonRegisteredContact, path: string): Warnings {
  return [
    ...unless(firstName.trim() !== '', `${path}.firstName`, 'is empty'),
    ...unless(lastName.trim() !== '', `${path}.lastName`, 'is empty'),
    ...unless(
      type === 'TECHNICAL',
      `${path}.type`,
      'is likely to have to be TECHNICAL for somebody outside the portal',
      type,
    ),
    ...unless(
      details.some((reach) => reach.type === 'EMAIL'),
      `${path}.details`,
      'names no e-mail address',
    ),
    ...details.flatMap(({type: how, value}, index) => reachWarnings(how, value, `${path}.details.${index}`)),
  ];
}

function reachWarnings(type: string, value: string, path: string): Warnings {
  if (type === 'EMAIL')
    return unless(/^[^\s@]+@[^\s@]+$/.test(value), path, 'is not an e-mail address', value);
  if (type === 'PHONE' || type === 'MOBILE')
    return unless(/^\+?[\d\s().-]{3,40}$/.test(value), path, 'is not a telephone number', value);
  return unless(false, `${path}.type`, 'is none of EMAIL, PHONE and MOBILE', type);
}

function availabilityWarnings({availability, timezone}: Contact, path: string): Warnings {
  return [
    ...unless(
      availability === undefined || ['WORK_HOURS', 'ANYTIME'].includes(availability),
      `${path}.availability`,
      'is neither WORK_HOURS nor ANYTIME',
      availability,
    ),
    ...unless(
      timezone === undefined || isTimeZone(timezone),
      `${path}.timezone`,
      'is no time zone, such as Europe/Berlin',
      timezone,
    ),
  ];
}

// oxlint-disable-next-line max-params -- reads as a sentence: unless it holds, the field is thus
function unless(holds: boolean, field: string, problem: string, value?: string): Warnings {
  if (holds) return [];
  return [{field, problem, ...(value === undefined ? {} : {value})}];
}
