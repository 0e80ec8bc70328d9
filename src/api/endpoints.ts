import {AppError, type FieldProblem} from '../errors.ts';
import type {operations} from './schema.d.ts';

export type OperationId = keyof operations;
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type Endpoint = {
  readonly method: HttpMethod;
  /** Path below the endpoint's URL, with `{placeholders}`. */
  readonly path: string;
  /** Reads are repeated where that can help, writes never are; `access` is the token request. */
  readonly kind: 'read' | 'write' | 'access';
  /** For a successful answer, decompressed: far more than a real one has. A file has its own limit. */
  readonly mostBytes: number;
  /**
   * In a vendor's file, an operation without one of these words in its path, id or summary is another one, however
   * similar its fields are.
   */
  readonly about: RegExp;
};

export type Endpoints = Readonly<Record<OperationId, Endpoint>>;

const KB = 1024;
const MB = 1024 * KB;

/**
 * Every method and path. The published page gives none; these come from other sources, so the configuration can change
 * each of them.
 */
export const ENDPOINTS: Endpoints = {
  createTicket: {
    method: 'POST',
    path: '/support/v2/tickets',
    kind: 'write',
    mostBytes: MB,
    about: /ticket|case|incident/,
  },
  getTicket: {
    method: 'GET',
    path: '/support/v2/tickets/{id}',
    kind: 'read',
    mostBytes: 32 * MB,
    about: /ticket|case|incident/,
  },
  addCaseNote: {
    method: 'POST',
    path: '/support/v1/tickets/{caseNumber}/notes',
    kind: 'write',
    mostBytes: MB,
    about: /ticket|case|incident|note/,
  },
  addTicketNote: {
    method: 'POST',
    path: '/support/v2/tickets/{id}/notes',
    kind: 'write',
    mostBytes: MB,
    about: /ticket|case|incident|note/,
  },
  cancelTicket: {
    method: 'POST',
    path: '/support/v2/tickets/{id}/cancel',
    kind: 'write',
    mostBytes: MB,
    about: /cancel/,
  },
  downloadAttachment: {
    method: 'GET',
    path: '/support/v2/tickets/attachment/download/{caseId}/{attachmentId}',
    kind: 'read',
    mostBytes: 64 * KB,
    about: /attachment|file|download/,
  },
  getEmail: {
    method: 'GET',
    path: '/support/v1/tickets/emailDetails/{emailId}/caseNumber/{caseNumber}',
    kind: 'read',
    mostBytes: 32 * MB,
    about: /mail/,
  },
  searchOrders: {
    method: 'POST',
    path: '/v1/retrieve-orders',
    kind: 'read',
    mostBytes: 64 * MB,
    about: /order/,
  },
  getOrder: {
    method: 'GET',
    path: '/colocations/v2/orders/{orderId}',
    kind: 'read',
    mostBytes: 32 * MB,
    about: /order/,
  },
  listOrderLocations: {
    method: 'GET',
    path: '/v1/retrieve-orders/locations',
    kind: 'read',
    mostBytes: 64 * MB,
    about: /order/,
  },
  ticketLocations: {
    method: 'GET',
    path: '/v1/orders/troubleticket/locations',
    kind: 'read',
    mostBytes: 64 * MB,
    about: /trouble|ticket|incident/,
  },
  ticketTypes: {
    method: 'GET',
    path: '/v1/orders/troubleticket/types',
    kind: 'read',
    mostBytes: 64 * MB,
    about: /trouble|ticket|incident/,
  },
  searchNotices: {
    method: 'POST',
    path: '/v1/notifications/ibx/search',
    kind: 'read',
    mostBytes: 16 * MB,
    about: /notification|notice/,
  },
  getNotice: {
    method: 'GET',
    path: '/v1/notifications/ibx/{id}',
    kind: 'read',
    mostBytes: 16 * MB,
    about: /notification|notice/,
  },
  findNotices: {
    method: 'POST',
    path: '/notifications/v2/events/findAll',
    kind: 'read',
    mostBytes: 16 * MB,
    about: /notification|notice|event/,
  },
  searchAssets: {method: 'POST', path: '/v1/assets/search', kind: 'read', mostBytes: 16 * MB, about: /asset/},
  getAsset: {method: 'GET', path: '/v1/assets/{assetId}', kind: 'read', mostBytes: 4 * MB, about: /asset/},
  listNegotiations: {
    method: 'GET',
    path: '/colocations/v2/orders/{orderId}/negotiations',
    kind: 'read',
    mostBytes: 4 * MB,
    about: /negotiation/,
  },
  answerNegotiation: {
    method: 'POST',
    path: '/colocations/v2/orders/{orderId}/negotiations',
    kind: 'write',
    mostBytes: MB,
    about: /negotiation/,
  },
  uploadAttachment: {
    method: 'POST',
    path: '/v1/attachments/file',
    kind: 'write',
    mostBytes: MB,
    about: /attachment|file|upload/,
  },
  deleteAttachment: {
    method: 'DELETE',
    path: '/v1/attachments/{attachmentId}',
    kind: 'write',
    mostBytes: MB,
    about: /attachment|file/,
  },
  token: {method: 'POST', path: '/oauth2/v1/token', kind: 'access', mostBytes: 64 * KB, about: /token|auth/},
};

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] satisfies readonly HttpMethod[];

/**
 * The table with the configuration's changes (`[api.paths]`): operation id to `/path/{x}` or
 * `METHOD /path/{x}`. Throws an AppError `config` that names each entry that cannot be used.
 */
export function resolveEndpoints(overrides: Readonly<Record<string, string>> = {}): Endpoints {
  const endpoints: Record<string, Endpoint> = {...ENDPOINTS};
  const fields: FieldProblem[] = [];
  for (const [id, value] of Object.entries(overrides)) {
    const known = Object.hasOwn(ENDPOINTS, id) ? endpoints[id] : undefined;
    const result =
      known === undefined
        ? `is not an operation; there are ${Object.keys(ENDPOINTS).join(', ')}`
        : override(known, value);
    if (typeof result === 'string') fields.push({field: `api.paths.${id}`, problem: result, value});
    else endpoints[id] = result;
  }
  if (fields.length > 0) {
    const names = fields.map(({field}) => field).join(', ');
    throw new AppError('config', `The configuration's API paths cannot be used: ${names}.`, {
      fields,
      hint: 'Write "/path/{placeholder}" or "METHOD /path/{placeholder}", with the placeholders of the built-in path.',
    });
  }
  return endpoints as Endpoints;
}

/** The changed endpoint, or what is wrong with the change. */
function override(endpoint: Endpoint, value: string): Endpoint | string {
  const words = value.trim().split(/\s+/);
  const path = words.at(-1) ?? '';
  const method = words.length === 2 ? (words[0] ?? '').toUpperCase() : endpoint.method;
  if (words.length > 2) return 'has more than a method and a path';
  if (!METHODS.includes(method)) return `has an unknown method; there are ${METHODS.join(', ')}`;
  if (!/^\/[^?#\\]*$/.test(path) || path.startsWith('//'))
    return 'must be a path that starts with one "/" and has no query';
  if (path.split('/').some((segment) => segment === '.' || segment === '..'))
    return 'must not hold "." or ".." segments';
  const wanted = placeholders(endpoint.path);
  const given = placeholders(path);
  if (given.join() !== wanted.join() || /[{}]/.test(path.replaceAll(PLACEHOLDER, ''))) {
    return wanted.length === 0
      ? 'must have no placeholder'
      : `must have each of ${wanted.map((name) => `{${name}}`).join(', ')} once`;
  }
  return {...endpoint, method: method as HttpMethod, path};
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** The names in braces of a path template, sorted. */
export function placeholders(path: string): readonly string[] {
  return [...path.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '').sort();
}
