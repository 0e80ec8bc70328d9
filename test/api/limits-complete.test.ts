import {expect, test} from 'vitest';
import type {CreateRequest, RegisteredContact} from '../../src/domain/requests.ts';
import type {ApiClient} from '../../src/api/create-api.ts';
import {LIMITS} from '../../src/domain/limits.ts';
import {requestProblems} from './request-check.ts';
import {CASE, FILE, ORDER} from './requests.ts';
import {clientOf, failureOf, startService, TICKET} from './service.ts';
import {type Schema, SPEC} from './spec.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const EMAIL = '02s7z00000D30lZAAR';
const KEYWORDS = ['minLength', 'maxLength', 'minItems', 'maxItems', 'format', 'enum'];

/** Left to the service, and why. */
const LEFT: Readonly<Record<string, string>> = {
  'createTicket code enum': 'the service may know more codes',
  'createTicket attachments.source enum': 'it is not sent',
  'addCaseNote attachments.source enum': 'it is not sent',
  'addTicketNote attachments.source enum': 'it is not sent',
  'uploadAttachment purpose enum': 'it is not sent',
  'downloadAttachment attachmentId minLength': 'an empty id has no path; tested with the ids',
  'uploadAttachment uploadFile format': 'it says that it is a file',
};

/** Every limit of the operations on tickets and files, as `operation field keyword`. */
function limitsOfSpec(): readonly string[] {
  const operations = Object.values(SPEC.paths).flatMap((methods) => Object.values(methods));
  const wanted = operations.filter(({tags = []}) => tags.includes('tickets') || tags.includes('attachments'));
  return wanted.flatMap((operation) => {
    const {operationId, parameters = [], requestBody} = operation;
    const given = parameters.map((one) =>
      '$ref' in one ? SPEC.components.parameters[one.$ref.split('/').at(-1) ?? ''] : one,
    );
    const bodies = Object.values(requestBody?.content ?? {}).map(({schema}) => limitsOf(schema, ''));
    const all = [...given.map((one) => limitsOf(one?.schema ?? {}, one?.name ?? '')), ...bodies];
    return [...new Set(all.flat())].map((limit) => `${operationId} ${limit}`);
  });
}

function limitsOf(given: Schema, path: string): readonly string[] {
  const ref = given['$ref'];
  const schema =
    typeof ref === 'string' ? (SPEC.components.schemas[ref.split('/').at(-1) ?? ''] ?? {}) : given;
  const own = KEYWORDS.filter(
    (key) => schema[key] !== undefined && !(key === 'minItems' && schema[key] === 0),
  );
  const inner = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).flatMap(
    ([name, value]) => limitsOf(value, path === '' ? name : `${path}.${name}`),
  );
  const variants = ['anyOf', 'oneOf'].flatMap((key) => (schema[key] ?? []) as readonly Schema[]);
  const parts = [...variants, ...(schema['items'] === undefined ? [] : [schema['items'] as Schema])];
  return [...own.map((key) => `${path} ${key}`), ...inner, ...parts.flatMap((part) => limitsOf(part, path))];
}

type Call = (api: ApiClient) => Promise<unknown>;
/** At the limit, and one past it. */
type Pair = readonly [good: Call, bad: Call];

const long = (length: number) => 'x'.repeat(length);
const digits = (length: number) => '1'.repeat(length);
const files = (count: number) => Array.from({length: count}, () => FILE);

function create(good: Partial<CreateRequest>, bad: Partial<CreateRequest>): Pair {
  const base = {code: '0002-0000', description: 'x'};
  return [(api) => api.createTicket({...base, ...good}), (api) => api.createTicket({...base, ...bad})];
}

function lengths(field: keyof CreateRequest, max: number): Readonly<Record<string, Pair>> {
  return {
    [`createTicket ${field} minLength`]: create({[field]: 'x'}, {[field]: ''}),
    [`createTicket ${field} maxLength`]: create({[field]: long(max)}, {[field]: long(max + 1)}),
  };
}

/** What holds for attachments, whatever they go with. */
function attachments(
  operation: string,
  pair: (good: unknown, bad: unknown) => Pair,
): Readonly<Record<string, Pair>> {
  const id = (length: number) => [{...FILE, id: long(length)}];
  const name = (length: number) => [{...FILE, name: long(length)}];
  return {
    [`${operation} attachments maxItems`]: pair(files(5), files(6)),
    [`${operation} attachments.id minLength`]: pair(id(36), id(35)),
    [`${operation} attachments.id maxLength`]: pair(id(36), id(37)),
    [`${operation} attachments.name minLength`]: pair(name(5), name(4)),
    [`${operation} attachments.name maxLength`]: pair(name(100), name(101)),
  };
}

function note(operation: string, id: string): Readonly<Record<string, Pair>> {
  const pair = (good: string, bad: string): Pair => [
    (api) => api.addNote(id, {text: good}),
    (api) => api.addNote(id, {text: bad}),
  ];
  return {
    [`${operation} text minLength`]: pair('x', ''),
    [`${operation} text maxLength`]: pair(long(4000), long(4001)),
    ...attachments(operation, (good, bad) => [
      (api) => api.addNote(id, {text: 'x', attachments: good as never}),
      (api) => api.addNote(id, {text: 'x', attachments: bad as never}),
    ]),
  };
}

/** A number of 8 digits is the least and the most. */
function exactly(
  operation: string,
  field: string,
  call: (id: string) => Call,
  good: string,
): Readonly<Record<string, Pair>> {
  return {
    [`${operation} ${field} minLength`]: [call(good), call(good.slice(1))],
    [`${operation} ${field} maxLength`]: [call(good), call(`${good}1`)],
  };
}

function ticketId(operation: string, call: (id: string) => Call): Readonly<Record<string, Pair>> {
  return {
    [`${operation} id minLength`]: [call(`1-${digits(6)}`), call(`1-${digits(5)}`)],
    [`${operation} id maxLength`]: [call(`1-${digits(98)}`), call(`1-${digits(99)}`)],
  };
}

const upload =
  (name: string, size: number): Call =>
  async (api) =>
    await api.uploadAttachment({name, size, open: () => ReadableStream.from([new Uint8Array(size)])});

const users = (count: number, type: string): Partial<CreateRequest> => ({
  contacts: [
    {
      registeredUsers: Array.from({length: count}, (_, index) => `user${index}`),
      type: type as RegisteredContact['type'],
    },
  ],
});

const PAIRS: Readonly<Record<string, Pair>> = {
  ...lengths('description', 4000),
  ...lengths('primaryId', 100),
  ...lengths('secondaryId', 100),
  ...lengths('customerReferenceId', 200),
  ...attachments('createTicket', (good, bad) =>
    create({attachments: good as never}, {attachments: bad as never}),
  ),
  'createTicket occurredDateTime format': create(
    {occurredDateTime: '2026-02-28T05:00:00Z'},
    {occurredDateTime: '2026-02-29T05:00:00Z'},
  ),
  'createTicket contacts.registeredUsers maxItems': create(users(10, 'ORDERING'), users(11, 'ORDERING')),
  'createTicket contacts.type enum': create(users(1, 'TECHNICAL'), users(1, 'BILLING')),
  'createTicket details.requestedTerminationDate format': create(
    {code: '0302-0400', details: {requestedTerminationDate: '2028-02-29'}},
    {code: '0302-0400', details: {requestedTerminationDate: '2026-02-29'}},
  ),
  ...ticketId('getTicket', (id) => (api) => api.getTicket(id)),
  ...note('addCaseNote', CASE),
  ...exactly('addCaseNote', 'caseNumber', (id) => (api) => api.addNote(id, {text: 'x'}), CASE),
  ...note('addTicketNote', ORDER),
  ...ticketId('addTicketNote', (id) => (api) => api.addNote(id, {text: 'x'})),
  'cancelTicket reason minLength': [
    (api) => api.cancelTicket(ORDER, 'x'),
    (api) => api.cancelTicket(ORDER, ''),
  ],
  'cancelTicket reason maxLength': [
    (api) => api.cancelTicket(ORDER, long(4000)),
    (api) => api.cancelTicket(ORDER, long(4001)),
  ],
  ...ticketId('cancelTicket', (id) => (api) => api.cancelTicket(id, 'x')),
  ...exactly('downloadAttachment', 'caseId', (id) => (api) => api.downloadAttachment(id, FILE.id), CASE),
  ...exactly('getEmail', 'caseNumber', (id) => (api) => api.getEmail(EMAIL, id), CASE),
  ...exactly('getEmail', 'emailId', (id) => (api) => api.getEmail(id, CASE), EMAIL),
  ...exactly('deleteAttachment', 'attachmentId', (id) => (api) => api.deleteAttachment(id), FILE.id),
  'uploadAttachment uploadFile maxLength': [
    upload('a.txt', LIMITS.uploadSize),
    upload('a.txt', LIMITS.uploadSize + 1),
  ],
};

test('every limit of openapi.yaml has a pair below, or a reason why not', () => {
  expect([...Object.keys(PAIRS), ...Object.keys(LEFT)].toSorted()).toEqual(limitsOfSpec().toSorted());
});

/** What says that a write was done. */
function doneFor(name: string): object {
  if (name.startsWith('add')) return {success: true};
  return name.startsWith('cancelTicket') ? {status: 'OK'} : {};
}

test.each(Object.entries(PAIRS))(
  '%s: at the limit is sent, one past it is refused here',
  async (name, [good, bad]) => {
    const service = await startService();
    service.answer({json: {...TICKET, subject: 's', attachmentId: FILE.id, type: 'CASE', ...doneFor(name)}});
    const api = clientOf(service, {clock: {now: () => NOW}});
    if (name.startsWith('addCaseNote caseNumber max')) {
      // One digit more is an id of another form, and goes as such.
      await bad(api);
      expect(service.calls()[0]?.url).toBe(`/support/v2/tickets/${CASE}1/notes`);
      return;
    }
    expect(await failureOf(bad(api))).toMatchObject({kind: 'input', fields: [expect.anything()]});
    expect(service.received).toHaveLength(0);
    await good(api);
    expect(service.calls().flatMap(requestProblems)).toEqual([]);
    expect(service.calls()).toHaveLength(1);
  },
);

test('an answer that goes past the limits of the page is taken as it is', async () => {
  const service = await startService();
  const strange = {
    id: ORDER,
    accountNumber: '12345',
    orderId: digits(101),
    attachments: [...files(6).map((file, index) => ({...file, id: `short-${index}`, name: long(101)}))],
    status: 'ON_HOLD',
  };
  service.answer({json: strange});
  const {ticket} = await clientOf(service).getTicket(ORDER);
  expect(ticket).toMatchObject({accountNumber: '12345', orderId: digits(101), status: 'ON_HOLD'});
  expect(ticket.attachments).toHaveLength(6);
});
