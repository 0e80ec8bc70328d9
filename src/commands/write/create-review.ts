import type {CreateRequest} from '../../domain/requests.ts';
import {describeCode, findCode} from '../../domain/codes.ts';
import {ibxOfPlace, idLabels} from '../../domain/new-ticket/id-labels.ts';
import {noticesAt} from '../../domain/notices/notice-choice.ts';
import {noticeLine} from '../../domain/notices/notice-text.ts';
import {createBody} from '../../api/create-body.ts';
import type {FieldProblem} from '../../errors.ts';
import {placeOfId} from '../../state/kept-assets.ts';
import type {LocalFile} from '../../files/local-file.ts';
import {byteText} from '../../text/byte-text.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {zoneOfIbx} from '../../text/time/ibx-zones.ts';
import {toSafeLine, toSafeText} from '../../text/safe/to-safe-text.ts';
import {padEnd, wrap} from '../../text/width.ts';
import {fileRefs, type PlannedRequest} from './dry-run.ts';
import type {Services} from '../../state/services.ts';

/** The new ticket as it would go out. */
export function plannedTicket(request: CreateRequest, files: readonly LocalFile[]): PlannedRequest {
  const attachments = [...(request.attachments ?? []), ...fileRefs(files)];
  return {
    operation: 'createTicket',
    schema: 'CreateTicketRequest',
    body: createBody({...request, attachments}),
  };
}

/** A code that the page does not list is no mistake for sure: the service may know more of them. */
export function isHint({field}: FieldProblem): boolean {
  return field === 'code';
}

/** Of a value; with its name before it a line fits into 80 cells. */
const WIDTH = 60;

/** A new ticket for a person to read before it is sent. */
export function reviewText(
  {settings, store, clock}: Pick<Services, 'settings' | 'store' | 'clock'>,
  request: CreateRequest,
  files: readonly LocalFile[],
): string {
  const {
    code,
    primaryId,
    secondaryId,
    occurredDateTime,
    customerReferenceId,
    contacts = [],
    details,
    attachments = [],
  } = request;
  const labels = idLabels(code);
  const now = clock.now();
  const place = placeOfId(store, primaryId ?? '');
  const named = settings.codes[code];
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    [
      'What',
      `${named ?? describeCode(code)}${named === undefined && findCode(code)?.text === undefined ? '' : ` (${code})`}`,
    ],
    ['Description', request.description],
    [labels.primary.label, primaryId],
    [labels.secondary.label, secondaryId],
    ['Occurred', occurredDateTime === undefined ? undefined : timeLabel(occurredDateTime, place)],
    ['Reference', customerReferenceId],
    ...contacts.map((contact) => ['Contact', contactText(contact)] as const),
    ['Details', details === undefined ? undefined : JSON.stringify(details, undefined, 1)],
    ...attachments.map(({name}) => ['File', `${name}, uploaded before`] as const),
    ...files.map(({name, size}) => ['File', `${name}, ${byteText(size)}`] as const),
    ...noticesAt(store.notices(), siteOf(place), now).map(
      (stored) => ['Known there', noticeLine(stored, {zone: 'local', now})] as const,
    ),
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : fieldRows(name, value))).join('');
}

function siteOf(place: string | undefined): readonly string[] {
  const ibx = place === undefined ? undefined : ibxOfPlace(place);
  return ibx === undefined ? [] : [ibx];
}

function fieldRows(name: string, value: string): readonly string[] {
  const rows = wrap(toSafeText(value), WIDTH);
  return rows.map((row, index) => `  ${padEnd(index === 0 ? name : '', 14)} ${row}`.trimEnd().concat('\n'));
}

/** The time on this machine's clock, on the site's and in UTC. */
function timeLabel(iso: string, place: string | undefined): string {
  const ms = Date.parse(iso);
  const zone = place === undefined ? undefined : zoneOfIbx(place);
  const stamps = [
    formatStamp(ms, 'local'),
    ...(zone === undefined ? [] : [`${formatStamp(ms, zone)} at the site`]),
    formatStamp(ms, 'utc'),
  ];
  return [...new Set(stamps)].join('\n');
}

function contactText(contact: NonNullable<CreateRequest['contacts']>[number]): string {
  if ('registeredUsers' in contact)
    return `${contact.type}: ${contact.registeredUsers.map(toSafeLine).join(', ')}`;
  const {firstName, lastName, type, details, availability, timezone} = contact;
  return [
    `${type}: ${firstName} ${lastName}`,
    ...details.map(({type: how, value}) => `${how} ${value}`),
    availability,
    timezone,
  ]
    .filter(Boolean)
    .join(', ');
}
