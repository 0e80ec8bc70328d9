import type {Openapi, Operation, OperationParameter} from './openapi.ts';
import {invalid, Refusal, type FieldProblem} from '../refusal.ts';

export type CheckedRequest = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** The parsed JSON body, where the operation takes one. */
  readonly body: unknown;
};

export type IncomingParts = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

/** Holds a request against openapi.yaml. Throws the vendor's 400 that names every field that strays, or a 415. */
export function checkRequest(openapi: Openapi, operation: Operation, parts: IncomingParts): CheckedRequest {
  const problems: FieldProblem[] = [];
  for (const parameter of operation.parameters) {
    const value = parts.params[parameter.name];
    if (parameter.in === 'path') problems.push(...openapi.check(parameter.pointer, value, parameter.name));
  }
  const query = readQuery(openapi, operation, parts.query, problems);
  const body = readJson(operation, parts);
  if (operation.body?.mediaType === 'application/json')
    problems.push(...openapi.check(operation.body.pointer, body, ''));
  if (problems.length > 0) throw invalid(problems);
  return {params: parts.params, query, body};
}

function readQuery(
  openapi: Openapi,
  operation: Operation,
  given: URLSearchParams,
  problems: FieldProblem[],
): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  const known = new Map(
    operation.parameters.filter(({in: place}) => place === 'query').map((entry) => [entry.name, entry]),
  );
  for (const name of new Set(given.keys())) {
    const parameter = known.get(name);
    if (parameter === undefined) {
      problems.push({property: name, reason: 'is not a known query parameter', value: given.get(name) ?? ''});
      continue;
    }
    const value = queryValue(parameter, given.getAll(name));
    problems.push(...openapi.check(parameter.pointer, value, name));
    query[name] = value;
  }
  for (const {name, required} of known.values()) {
    if (required && !given.has(name)) problems.push({property: name, reason: 'is required'});
  }
  return query;
}

function queryValue(parameter: OperationParameter, values: readonly string[]): unknown {
  if (parameter.joined) return values.flatMap((value) => value.split(','));
  const [value] = values;
  if (parameter.isNumber && /^-?\d{1,9}$/.test(value ?? '')) return Number(value);
  if (value === 'true' || value === 'false') return value === 'true';
  return value;
}

function readJson(operation: Operation, {contentType, bytes}: IncomingParts): unknown {
  const expected = operation.body?.mediaType;
  if (expected === undefined) return undefined;
  if (contentType.split(';')[0]?.trim().toLowerCase() !== expected) {
    const given = contentType === '' ? 'no Content-Type' : contentType;
    throw new Refusal(415, 'EQ-2014015', `The body must be ${expected}, not ${given}.`);
  }
  if (expected !== 'application/json') return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes));
  } catch {
    throw invalid([{property: 'body', reason: 'is not JSON in UTF-8'}]);
  }
}
