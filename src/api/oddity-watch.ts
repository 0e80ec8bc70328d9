import {ApiError} from '../errors.ts';
import {KNOWN_STATUSES, type KeyValue, type Ticket} from '../domain/ticket.ts';
import type {Negotiation} from '../domain/orders/negotiation.ts';
import type {Asset} from '../domain/assets/asset.ts';
import type {SiteNotice} from '../domain/notices/site-notice.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {OperationId} from './endpoints.ts';

/** Something in the service's answers that casedeck does not know: the vendor has changed something, or will. */
export type Oddity = {
  readonly operation: OperationId;
  /** What happened, in a sentence that may be printed. */
  readonly words: string;
  /** What to look for in the vendor's release notes. */
  readonly lookFor: string;
};

/** Which page of the vendor's catalogue tells of an operation, and of its changes. */
const PAGES: readonly (readonly [RegExp, string])[] = [
  [/^findNotices$/, 'unifiednotificationv2'],
  [/notice/i, 'notificationsv1'],
  [/asset/i, 'assetsv1'],
  [/negotiation/i, 'ordersv2'],
  [/attachment/i, 'attachmentsv1'],
  [/^getOrder$/, 'ordersv2'],
  [/^ticket(Locations|Types)$/, 'troubleticketv1'],
  [/ticket|note|email/i, 'supportv2'],
];

/** What to look for where a path is gone. */
const WITHDRAWN = 'withdrawn';

/** What a person can do about it. */
export function oddityHint({operation, lookFor}: Oddity): string {
  const page = PAGES.find(([names]) => names.test(operation))?.[1];
  const where = `docs.equinix.com/api-catalog${page === undefined ? '' : `/${page}`}`;
  const moved =
    lookFor === WITHDRAWN
      ? ` Where it has only moved, [api.paths] takes its new path (${operation} = "/path").`
      : '';
  return `Look for "${lookFor}" in the vendor's release notes and at ${where}; a newer casedeck may know it.${moved}`;
}

/** By their names in small letters. */
type AnswerHeaders = {readonly get: (name: string) => string | undefined};

/** Looks at answers; each oddity is told once. */
export type OddityWatch = {
  readonly answered: (operation: OperationId, headers: AnswerHeaders) => void;
  readonly failed: (error: unknown) => void;
  readonly readTicket: (ticket: Ticket, operation?: 'getTicket' | 'getOrder') => void;
  readonly readNegotiation: (negotiation: Negotiation) => void;
  readonly readNotice: (operation: OperationId, notice: SiteNotice) => void;
  readonly readAsset: (operation: OperationId, asset: Asset) => void;
};

/** A person does not read more than these, and a service with random answers must not fill the log. */
const MOST = 50;

const STATUSES: Readonly<Record<'getTicket' | 'getOrder', readonly string[]>> = {
  getTicket: KNOWN_STATUSES,
  getOrder: ['RECEIVED', 'ON_HOLD', ...KNOWN_STATUSES],
};
const NOTE_TYPES: typeof STATUSES = {
  getTicket: ['CUSTOMER_NOTES', 'RESOLUTION_NOTES'],
  getOrder: ['CUSTOMER_NOTES', 'CUSTOMER_QUERY', 'TECHNICIAN_NOTES', 'TECHNICIAN_QUERY'],
};
const NOTICE_STATUSES = [
  'NEW',
  'UPDATED',
  'EXTENDED',
  'RESCHEDULED',
  'IN_PROGRESS',
  'CANCELLED',
  'COMPLETED',
  'RESOLVED',
];
const NOTICE_TYPES = [
  'IBX_MAINTENANCE',
  'IBX_INCIDENT',
  'IBX_ADVISORY',
  'IBX_SMARTVIEW',
  'NETWORK_MAINTENANCE',
  'NETWORK_INCIDENT',
  // Categories, which stand for the type where an event has none.
  ...['GENERAL', 'MAINTENANCE', 'INCIDENT', 'BILLING', 'SECURITY'],
];

/** See {@link OddityWatch}. */
export function createOddityWatch(tell: ((oddity: Oddity) => void) | undefined): OddityWatch {
  const told = new Set<string>();
  const once: Once = (operation, lookFor, words) => {
    const key = `${operation} ${lookFor}`;
    if (tell === undefined || told.has(key) || told.size >= MOST) return;
    told.add(key);
    tell({operation, lookFor: toSafeLine(lookFor), words: toSafeLine(words)});
  };
  return {...answerWatch(once), ...readingWatch(once)};
}

type Once = (operation: OperationId, lookFor: string, words: string) => void;

/** What headers and failures say. */
function answerWatch(once: Once): Pick<OddityWatch, 'answered' | 'failed'> {
  return {
    answered(operation, headers) {
      const says = `The service says that ${operation}`;
      const until = headers.get('sunset')?.slice(0, 100);
      if (until !== undefined) once(operation, 'sunset', `${says} ends: ${until}.${linkOf(headers)}`);
      const since = headers.get('deprecation');
      if (since === undefined) return;
      once(operation, 'deprecated', `${says} is outdated: ${sinceText(since)}.${linkOf(headers)}`);
    },
    failed(error) {
      if (!(error instanceof ApiError) || error.operation === undefined) return;
      const operation = error.operation as OperationId;
      if (error.status === 410)
        once(operation, WITHDRAWN, `The service says that ${operation} is gone (HTTP 410).`);
      else if (isNoSuchPath(error))
        once(operation, WITHDRAWN, `There is nothing at the path of ${operation} (HTTP ${error.status}).`);
    },
  };
}

/** What answers hold. */
function readingWatch(once: Once): Omit<OddityWatch, keyof ReturnType<typeof answerWatch>> {
  const fields = (operation: OperationId, other: readonly KeyValue[] = []) => {
    for (const name of new Set(other.flatMap(({key}) => fieldName(key))))
      once(operation, name, `${operation} answers with a field "${name}" that casedeck does not know.`);
  };
  const value = (operation: OperationId, field: string, known: readonly string[], found?: string) => {
    if (found === undefined || known.includes(found) || !/^[A-Z][A-Z0-9_]{1,40}$/.test(found)) return;
    once(
      operation,
      found,
      `${operation} answers with the ${field} "${found}", which casedeck does not know.`,
    );
  };
  return {
    readTicket({status, lines = [], notes = [], other}, operation = 'getTicket') {
      fields(operation, other);
      for (const found of [status, ...lines.map((item) => item.status)])
        value(operation, 'status', STATUSES[operation], found);
      for (const {type} of notes) value(operation, 'type of a note', NOTE_TYPES[operation], type);
    },
    readNegotiation({other}) {
      fields('listNegotiations', other);
    },
    readAsset(operation, {other}) {
      fields(operation, other);
    },
    readNotice(operation, {type, status, other}) {
      fields(operation, operation === 'findNotices' ? other?.filter(isNoKnownPart) : other);
      value(operation, 'type of a notice', NOTICE_TYPES, type);
      value(operation, 'status of a notice', NOTICE_STATUSES, status);
    },
  };
}

/** True if a gateway answered that knows no such path. For an unknown ticket the service has a message. */
export function isNoSuchPath(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const {code, correlationId, status} = error;
  const isOwn = correlationId !== undefined || /^EQ/i.test(code ?? '');
  return (status === 404 || status === 405) && !isOwn;
}

/** An event has fields that no notice has, and pairs whose names are data: `START_DATETIME`. */
function isNoKnownPart({key}: KeyValue): boolean {
  return !/^(?:category|productTypes|contacts|additionalInfo)(?:\.|$)|^[A-Z0-9_ -]+$/.test(key);
}

/** The name of a field without its place in lists; none if the key is data, such as a number or an address. */
function fieldName(path: string): readonly string[] {
  const name = path.replaceAll(/\.\d+(?=\.|$)/g, '[]');
  return name.split('.').every((part) => /^[A-Za-z_$][\w$-]{0,40}(\[\])*$/.test(part)) ? [name] : [];
}

/** `@1735689600` is a time in seconds (RFC 9745); `true` says nothing more. */
function sinceText(header: string): string {
  const seconds = /^@(\d{1,11})$/.exec(header.trim())?.[1];
  if (seconds !== undefined) return `since ${new Date(Number(seconds) * 1000).toISOString().slice(0, 10)}`;
  return header.slice(0, 100);
}

/** Where the vendor explains it, if the answer says so. */
function linkOf(headers: AnswerHeaders): string {
  const links = headers.get('link') ?? '';
  const url = /<(https:\/\/[^>\s]{1,300})>\s*;[^,]*rel="?(?:deprecation|sunset|successor-version)/i.exec(
    links,
  )?.[1];
  return url === undefined ? '' : ` See ${url}`;
}
