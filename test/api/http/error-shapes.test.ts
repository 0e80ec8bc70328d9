import fc from 'fast-check';
import {expect, test} from 'vitest';
import {toApiError} from '../../../src/api/http/api-error.ts';
import {parseRetryAfter} from '../../../src/api/http/retry.ts';
import {describeError} from '../../../src/errors.ts';

type Options = {status?: number; type?: string; kind?: 'read' | 'write'; secrets?: readonly string[]};

function errorOf(
  body: unknown,
  {status = 400, type = 'application/json', kind = 'read', secrets = []}: Options = {},
) {
  return toApiError({
    operation: 'getTicket',
    kind,
    status,
    headers: new Map([['content-type', type]]),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    secrets,
    now: 0,
  });
}

test('a bare array, with field problems as array or object', () => {
  const error = errorOf([
    {
      errorCode: 'EQ-2042025',
      errorMessage: 'Invalid value',
      details: 'See the fields',
      correlationId: '99740113403329',
      additionalInfo: [{property: '$.text', reason: 'too long', value: 'xxx'}],
    },
    {
      errorCode: 'EQ-2042011',
      errorMessage: 'Mandatory missing',
      additionalInfo: {property: 'code', reason: 'is missing'},
    },
  ]);
  expect(error).toMatchObject({
    kind: 'rejected',
    status: 400,
    code: 'EQ-2042025',
    correlationId: '99740113403329',
    fields: [
      {field: '$.text', problem: 'too long', value: 'xxx'},
      {field: 'code', problem: 'is missing'},
    ],
  });
  expect(error.message).toBe(
    'The service refused the request: Invalid value: See the fields; Mandatory missing',
  );
  expect(describeError(error).reference).toBe('HTTP 400 · EQ-2042025 · correlation id 99740113403329');
});

test('the older envelope, whose ticketId is a trace id', () => {
  const error = errorOf({
    errors: [
      {
        code: 'EQX-123-1234',
        fields: ['filters.ibxs'],
        message: 'Bad %s in %s',
        messageParams: ['IBX', 'filter'],
      },
    ],
    ticketId: '190619221547671',
  });
  expect(error).toMatchObject({
    code: 'EQX-123-1234',
    correlationId: '190619221547671',
    fields: [{field: 'filters.ibxs', problem: 'Bad IBX in filter'}],
  });
  expect(error.message).toContain('Bad IBX in filter');
});

test('the older envelope with plain texts', () => {
  expect(errorOf({errors: ['first', 'second'], ticketId: '1'}).message).toContain('first; second');
});

test.each([
  [
    'the token service',
    {
      error_domain: 'x',
      error_title: 'Bad',
      error_code: '400-001',
      developer_message: 'dev',
      error_message: 'Wrong client',
    },
    'Wrong client: dev',
    '400-001',
  ],
  ['one object', {errorCode: 'EQ-1', errorMessage: 'Nope'}, 'Nope', 'EQ-1'],
  [
    'OAuth by the book',
    {error: 'invalid_client', error_description: 'Unknown client'},
    'Unknown client',
    'invalid_client',
  ],
  ["a gateway's fault", {error: {code: 'E7', message: 'Policy says no'}}, 'Policy says no', 'E7'],
  [
    'an RFC 9457 problem',
    {type: 'about:blank', title: 'Bad request', detail: 'The id is odd', status: 400},
    'The id is odd',
    undefined,
  ],
])('%s', (_name, body, message, code) => {
  const error = errorOf(body);
  expect(error.message).toContain(message);
  expect(error.code).toBe(code);
});

test('plain text, a page, nothing, and JSON without words', () => {
  expect(errorOf('upstream is down', {type: 'text/plain', status: 503}).message).toBe(
    'The service is not available now: upstream is down',
  );
  expect(
    errorOf('<html><head><title>403 Forbidden</title></head></html>', {type: 'text/html', status: 403})
      .message,
  ).toBe('The service does not allow this: a page "403 Forbidden"');
  expect(errorOf('', {status: 404}).message).toBe(
    'The service does not know it, or the account may not see it (HTTP 404).',
  );
  expect(errorOf('{}', {status: 409}).message).toBe(
    'The service refused: this does not fit the present state (HTTP 409).',
  );
});

test.each([
  [401, 'auth'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'rejected'],
  [409, 'conflict'],
  [415, 'rejected'],
  [429, 'rate-limited'],
  [500, 'service'],
  [503, 'service'],
] as const)('%i is %s and has a hint', (status, kind) => {
  const error = errorOf([{errorCode: 'EQ-1', errorMessage: 'words'}], {status});
  expect(error.kind).toBe(kind);
  expect(describeError(error).hint).toBeTruthy();
});

test('whatever the body is, there are words, and none of them can harm a terminal', () => {
  const body = fc.oneof(
    fc.json(),
    fc.string({unit: 'binary'}),
    fc.string().map((text) => `[{"errorMessage": ${JSON.stringify(`\u001b]0;${text}\u009c\r\n`)}}]`),
  );
  fc.assert(
    fc.property(
      body,
      fc.integer({min: 400, max: 599}),
      fc.constantFrom('read', 'write'),
      (text, status, kind) => {
        const error = errorOf(text, {status, kind});
        const {title, details, hint, reference} = describeError(error);
        const shown = [title, ...details, hint ?? '', reference ?? ''].join('');
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(title.length).toBeLessThan(700);
        expect(title).not.toBe('');
      },
    ),
  );
});

test('Retry-After is seconds or a date', () => {
  expect(parseRetryAfter('120', 0)).toBe(120_000);
  expect(parseRetryAfter('Thu, 01 Jan 1970 00:01:00 GMT', 10_000)).toBe(50_000);
  expect(parseRetryAfter('Thu, 01 Jan 1970 00:00:00 GMT', 10_000)).toBe(0);
  expect(parseRetryAfter('-5', 0)).toBeUndefined();
  expect(parseRetryAfter('soon', 0)).toBeUndefined();
  expect(parseRetryAfter(undefined, 0)).toBeUndefined();
});

test('what the service advises itself stands behind our own advice', () => {
  const error = errorOf([
    {
      errorCode: 'EQ-2042011',
      errorMessage: 'Mandatory missing',
      help: 'https://developer.equinix.com/x\u001b[2J',
    },
  ]);
  expect(error.hint).toBe(
    'Mend what is named and send again. The service says: https://developer.equinix.com/x',
  );
});

test('errors in an envelope, with details of any form', () => {
  expect(
    errorOf({errors: [{errorCode: 'EQ-1', errorMessage: 'Not possible', details: 'The case is closed'}]}),
  ).toMatchObject({
    code: 'EQ-1',
    message: 'The service refused the request: Not possible: The case is closed',
  });
  const listed = {errorCode: 'EQ-1', errorMessage: 'Bad', details: [{field: 'text', message: 'is too long'}]};
  expect(errorOf({errors: [listed]}).fields).toEqual([{field: 'text', problem: 'is too long'}]);
});

test('a secret never comes back, and never eats into names or words, whatever it is', () => {
  const body = [
    {
      errorCode: 'EQ-2042011',
      errorMessage: 'The property primaryId is mandatory',
      correlationId: '99740113403329',
      additionalInfo: [{property: 'primaryId', reason: 'is missing', value: 'none'}],
    },
  ];
  const plain = errorOf(body);
  fc.assert(
    fc.property(
      fc.constantFrom('y', 'a', 'id', 'is', 'Id', 'propert', 'EQ', '9974', 'EQ-2042011', 'primary'),
      (secret) => {
        expect(errorOf(body, {secrets: [secret]})).toEqual(plain);
      },
    ),
  );
  const secret = 'Tr0ub4dor+3/x';
  for (const text of [
    secret,
    `client_secret=${secret}&x`,
    `key ${encodeURIComponent(secret)}.`,
    `<p>${secret}</p>`,
  ]) {
    expect(errorOf([{errorMessage: text, help: text}], {secrets: [secret]}).message).not.toMatch(/Tr0ub4dor/);
    expect(errorOf(text, {secrets: [secret], type: 'text/plain'}).message).not.toMatch(/Tr0ub4dor/);
  }
  const echoed = errorOf(
    [{errorMessage: 'Bad', additionalInfo: {property: 'key', reason: 'hunter is known', value: 'hunter'}}],
    {
      secrets: ['hunter'],
    },
  );
  expect(echoed.fields).toEqual([{field: 'key', problem: '*** is known', value: '***'}]);
});
