import {ACCOUNTS, contactsOf, type Account} from '../sandbox-accounts.ts';
import {iso, type Contact, type StoredTicket} from '../model.ts';
import {placeOf} from '../places.ts';
import {randomText, type Random} from '../random.ts';
import {invalid} from '../refusal.ts';
import {justOpened} from '../world-changes.ts';
import {attachReferences, type Reference} from './attachments.ts';
import type {Handler, OperationRequest, Services} from './operation-context.ts';

type ContactRequest = {
  readonly registeredUsers?: readonly string[];
  readonly firstName?: string;
  readonly lastName?: string;
  readonly type: string;
  readonly details?: Contact['details'];
  readonly availability?: string;
  readonly timezone?: string;
};

type CreateBody = {
  readonly code: string;
  readonly description: string;
  readonly primaryId?: string;
  readonly secondaryId?: string;
  readonly occurredDateTime?: string;
  readonly customerReferenceId?: string;
  readonly attachments?: readonly Reference[];
  readonly contacts?: readonly ContactRequest[];
  readonly details?: Readonly<Record<string, unknown>>;
};

export const createTicket: Handler = (request, services) => {
  const body = request.body as CreateBody;
  checkMeaning(body, services.now());
  const ticket = newTicket(body, request, services);
  services.world.add(ticket);
  // Some are called by a number of another form than they answer with later.
  const id = ticket.otherNumbers?.[0] ?? ticket.orderNumber ?? ticket.caseNumber ?? '';
  return {status: 201, headers: {Location: `/support/v2/tickets/${id}`}, body: {id, type: ticket.kind}};
};

/** What the schema cannot say. */
function checkMeaning({code, primaryId, occurredDateTime, details}: CreateBody, now: number): void {
  if (code === '0302-0400' && details?.['requestedTerminationDate'] === undefined)
    throw invalid([{property: 'details.requestedTerminationDate', reason: 'is required for this code'}]);
  if (occurredDateTime !== undefined && Date.parse(occurredDateTime) > now + 60_000) {
    throw invalid([{property: 'occurredDateTime', reason: 'is in the future', value: occurredDateTime}]);
  }
  if (code !== '0002-0000') return;
  // The vendor's guide says that a total outage needs a cage.
  if (primaryId === undefined)
    throw invalid([{property: 'primaryId', reason: 'is required for this code: the cage'}]);
  if (!/^[A-Z]{2}\d+x?:/.test(primaryId))
    throw invalid([{property: 'primaryId', reason: 'is not a cage id', value: primaryId}]);
}

function newTicket(body: CreateBody, request: OperationRequest, services: Services): StoredTicket {
  const {random} = services;
  const kind = body.code.startsWith('00') ? 'TROUBLE' : 'CASE';
  const account = accountFor(body.primaryId);
  const termination = body.details?.['requestedTerminationDate'];
  const ibx = (body.primaryId ?? '').split(':')[0] ?? '';
  return {
    ...justOpened(iso(services.now())),
    kind,
    ...numbersFor(body.code, kind, services),
    accountNumber: account.number,
    accountName: account.name,
    ...(body.customerReferenceId === undefined ? {} : {customerReferenceId: body.customerReferenceId}),
    // The page's enumeration has no value for the API; PORTAL is what its sample shows.
    channel: 'PORTAL',
    ibx: placeOf(ibx) === undefined ? [] : [ibx],
    productTypes: kind === 'TROUBLE' ? ['TROUBLE'] : [],
    contacts: contactsFor(body.contacts, account),
    attachments: attachReferences(body.attachments ?? [], request, services),
    updatedBy: request.client?.userName ?? 'Customer',
    ...categoryOf(body.code),
    description: body.description,
    additionalInfo: infoOf(body),
    contactUcmId: ucmId(random),
    ...(typeof termination === 'string' ? {requestedTerminationDate: termination} : {}),
  };
}

function freeNumber(
  kind: 'TROUBLE' | 'CASE',
  {world, random}: Services,
): {orderNumber: string} | {caseNumber: string} {
  for (;;) {
    const number =
      kind === 'TROUBLE'
        ? `1-20498${randomText(random, 7, '0123456789')}`
        : `119${randomText(random, 5, '0123456789')}`;
    if (world.position(number) === undefined)
      return kind === 'TROUBLE' ? {orderNumber: number} : {caseNumber: number};
  }
}

function numbersFor(
  code: string,
  kind: 'TROUBLE' | 'CASE',
  services: Services,
): Pick<StoredTicket, 'orderNumber' | 'caseNumber' | 'otherNumbers' | 'bare'> {
  const own = freeNumber(kind, services);
  return code.startsWith('05') ? {...own, otherNumbers: [otherNumber(services)], bare: true} : own;
}

function otherNumber({world, random}: Services): string {
  for (;;) {
    const number = `2-98765${randomText(random, 4, '0123456789')}`;
    if (world.position(number) === undefined) return number;
  }
}

function accountFor(primaryId: string | undefined): Account {
  return Object.values(ACCOUNTS).find(({number}) => number === primaryId) ?? ACCOUNTS.vjt;
}

function contactsFor(requests: readonly ContactRequest[] | undefined, account: Account): readonly Contact[] {
  if (requests === undefined || requests.length === 0) return contactsOf(account);
  return requests.flatMap(({registeredUsers, firstName = '', lastName = '', details = [], ...rest}) =>
    registeredUsers === undefined
      ? [{...rest, firstName, lastName, details}]
      : registeredUsers.map((registeredUser) => ({
          ...rest,
          registeredUser,
          firstName: '',
          lastName: '',
          details: [],
        })),
  );
}

function infoOf({
  primaryId,
  secondaryId,
  occurredDateTime,
  details,
}: CreateBody): StoredTicket['additionalInfo'] {
  const entries = Object.entries({
    PRIMARY_ID: primaryId,
    SECONDARY_ID: secondaryId,
    OCCURRED: occurredDateTime,
    ...details,
  });
  return entries
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({key, value: typeof value === 'string' ? value : JSON.stringify(value)}));
}

function ucmId(random: Random): string {
  return `UCM-${randomText(random, 9, '0123456789')}`;
}

type Category = {readonly category: string; readonly subCategory: string};

function category(name: string, subCategory: string): Category {
  return {category: name, subCategory};
}

// GET shows texts, never the code. Those of the first eight families are published in substance; ours are our own words.
const CATEGORIES: Readonly<Record<string, Category>> = {
  '0000-0000': category('Cross Connect', 'A live cross connect stopped working'),
  '0000-0002': category('Cross Connect', 'A new cross connect was not installed properly'),
  '0002-0000': category('Power', 'We are having a total power outage'),
  '0002-0001': category('Power', 'We are having a partial power outage'),
  '0003-0000': category('Environment', 'Temperature is rising'),
  '0003-0001': category('Environment', 'Temperature is falling'),
  '0003-0002': category('Environment', 'Water leak'),
  '0003-0003': category('Environment', 'Structural damage'),
  '0004-0000': category('Hardware', 'A device has a service-impacting fault'),
  '0005-0000': category('Security', 'Service problem with cage or cabinet'),
  '0005-0001': category('Security', 'Cage door not working'),
  '0007-0000': category('SmartView', 'IBX SmartView power draw'),
  '0007-0001': category('SmartView', 'IBX SmartView environment'),
  '0007-0002': category('SmartView', 'IBX SmartView mechanical system'),
  '0007-0003': category('SmartView', 'IBX SmartView environmental sensor'),
};

const FAMILIES: readonly (readonly [prefix: string, name: string])[] = [
  ['0302', 'Orders and Contracts'],
  ['0305', 'Billing'],
  ['0306', 'Billing'],
  ['03', 'Account'],
  ['00', 'Digital Services'],
  ['', 'Portal Support'],
];

function categoryOf(code: string): Category {
  const family = FAMILIES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'Portal Support';
  return CATEGORIES[code] ?? category(family, `Request ${code}`);
}
