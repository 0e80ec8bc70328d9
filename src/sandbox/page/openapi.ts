import {Ajv2020, type ErrorObject, type ValidateFunction} from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import openapiText from '../../api/openapi.yaml';
import type {FieldProblem} from '../refusal.ts';

export type OperationParameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  /** Several values in one, joined by commas. */
  readonly joined: boolean;
  readonly isNumber: boolean;
  readonly pointer: string;
};

export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly template: string;
  readonly parameters: readonly OperationParameter[];
  /** Media type and schema pointer of the request body, where there is one. */
  readonly body: {readonly mediaType: string; readonly pointer: string} | undefined;
};

export type Route =
  | {
      readonly kind: 'operation';
      readonly operation: Operation;
      readonly params: Readonly<Record<string, string>>;
    }
  | {readonly kind: 'wrong-method'; readonly allowed: readonly string[]}
  | {readonly kind: 'unknown'};

export type Openapi = {
  readonly operations: readonly Operation[];
  route: (method: string, pathname: string) => Route;
  /** Checks a JSON value against a schema of the document. Empty means it fits. */
  check: (pointer: string, value: unknown, at: string) => readonly FieldProblem[];
};

type Json = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const DOCUMENT = 'openapi';

let loaded: Promise<Openapi> | undefined;

/** Reads openapi.yaml once a process: it does not change. */
export function loadOpenapi(): Promise<Openapi> {
  loaded ??= readOpenapi();
  return loaded;
}

async function readOpenapi(): Promise<Openapi> {
  const document: unknown = JSON.parse(openapiText);
  if (!isJson(document) || !isJson(document['paths'])) throw new Error('openapi.yaml describes no paths.');
  const operations = Object.entries(document['paths']).flatMap(([template, item]) =>
    readPath(document, template, item),
  );
  const routes = operations.map((operation) => ({operation, pattern: patternOf(operation.template)}));
  // Operations and formats of OpenAPI that JSON Schema does not know are none of ajv's business.
  const ajv = new Ajv2020({strict: false, allErrors: true, coerceTypes: false, formats: {binary: true}});
  formats.default(ajv);
  ajv.addSchema({$id: DOCUMENT, ...document});
  const compiled = new Map<string, ValidateFunction>();

  function route(method: string, pathname: string): Route {
    const matches = routes.filter(({pattern}) => pattern.test(pathname));
    if (matches.length === 0) return {kind: 'unknown'};
    const match = matches.find(({operation}) => operation.method === method);
    if (match === undefined)
      return {kind: 'wrong-method', allowed: matches.map(({operation}) => operation.method)};
    const groups = match.pattern.exec(pathname)?.groups ?? {};
    const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
    return {kind: 'operation', operation: match.operation, params};
  }

  function check(pointer: string, value: unknown, at: string): readonly FieldProblem[] {
    let validate = compiled.get(pointer);
    if (validate === undefined) {
      validate = ajv.compile({$ref: `${DOCUMENT}#${pointer}`});
      compiled.set(pointer, validate);
    }
    if (validate(value)) return [];
    return uniqueProblems((validate.errors ?? []).map((error) => toProblem(error, value, at)));
  }

  return {operations, route, check};
}

function readPath(document: Json, template: string, item: unknown): Operation[] {
  if (!isJson(item)) return [];
  const pathPointer = `/paths/${escapePointer(template)}`;
  return METHODS.flatMap((method) => {
    const entry = item[method];
    if (!isJson(entry)) return [];
    const pointer = `${pathPointer}/${method}`;
    return [
      {
        id: String(entry['operationId']),
        method: method.toUpperCase(),
        template,
        parameters: [
          ...readParameters(document, item['parameters'], pathPointer),
          ...readParameters(document, entry['parameters'], pointer),
        ],
        body: readBody(entry['requestBody'], pointer),
      },
    ];
  });
}

function readParameters(document: Json, list: unknown, pointer: string): OperationParameter[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown, index) => {
    const ref = isJson(entry) && typeof entry['$ref'] === 'string' ? entry['$ref'].slice(1) : undefined;
    const at = ref ?? `${pointer}/parameters/${index}`;
    const value = ref === undefined ? entry : resolve(document, ref);
    if (!isJson(value)) throw new Error(`openapi.yaml: no parameter at ${at}`);
    const place = value['in'];
    return {
      name: String(value['name']),
      in: place === 'path' || place === 'header' || place === 'cookie' ? place : 'query',
      required: value['required'] === true,
      joined: value['explode'] === false,
      isNumber: isJson(value['schema']) && value['schema']['type'] === 'integer',
      pointer: `${at}/schema`,
    };
  });
}

function readBody(body: unknown, pointer: string): Operation['body'] {
  if (!isJson(body) || !isJson(body['content'])) return undefined;
  const mediaType = Object.keys(body['content'])[0];
  if (mediaType === undefined) return undefined;
  return {mediaType, pointer: `${pointer}/requestBody/content/${escapePointer(mediaType)}/schema`};
}

function resolve(document: Json, pointer: string): unknown {
  let value: unknown = document;
  for (const part of pointer.split('/').slice(1))
    value = isJson(value) ? value[unescapePointer(part)] : undefined;
  return value;
}

function patternOf(template: string): RegExp {
  const source = template
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? escapeRegExp(part) : `(?<${part}>[^/]+)`));
  return new RegExp(`^${source.join('')}$`);
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toProblem(error: ErrorObject, root: unknown, at: string): FieldProblem {
  const parts = error.instancePath.split('/').slice(1).map(unescapePointer);
  const value = parts.reduce<unknown>((parent, part) => Reflect.get(Object(parent), part), root);
  const base = [...(at === '' ? [] : [at]), ...parts];
  const named: unknown = error.params['missingProperty'] ?? error.params['additionalProperty'];
  const property = propertyPath(typeof named === 'string' ? [...base, named] : base);
  if (error.keyword === 'required') return {property, reason: 'is required'};
  if (error.keyword === 'additionalProperties') {
    const extra: unknown = typeof named === 'string' ? Reflect.get(Object(value), named) : undefined;
    return {property, reason: 'is not a known property', value: shown(extra)};
  }
  return {property, reason: reasonOf(error), value: shown(value)};
}

function reasonOf(error: ErrorObject): string {
  const allowed: unknown = error.params['allowedValues'];
  if (!Array.isArray(allowed)) return error.message ?? 'is not valid';
  const first = allowed.slice(0, 8).map(String).join(', ');
  return `must be one of ${first}${allowed.length > 8 ? ', …' : ''}`;
}

/** `attachments[0].name`, as people write it. */
function propertyPath(parts: readonly string[]): string {
  const path = parts
    .map((part, index) => (/^\d+$/.test(part) && index > 0 ? `[${part}]` : `.${part}`))
    .join('');
  return path === '' ? 'body' : path.replace(/^\./, '');
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function uniqueProblems(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const seen = new Set<string>();
  return problems.filter(({property, reason}) => {
    const key = `${property}\n${reason}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
