import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import type {Received} from './service.ts';
import {type Operation, type Schema, SPEC} from './spec.ts';

const ajv = new Ajv2020({strict: false, allErrors: true, coerceTypes: false});
// The module is CommonJS: its default export is one level down.
(addFormatsModule as unknown as {default: (ajv: Ajv2020) => void}).default(ajv);
ajv.addSchema({$id: 'spec', ...SPEC});

/** What is wrong with a request by openapi.yaml; empty where nothing is. */
export function requestProblems(request: Received): readonly string[] {
  const found = findOperation(request);
  if (found === undefined)
    return [`${request.method} ${new URL(request.url, 'http://service').pathname} is no operation`];
  const {operation, values, query} = found;
  return [...parameterProblems(operation, values, query), ...bodyProblems(operation, request)];
}

/** The id of the operation that a request is. */
export function operationOf(request: Received): string | undefined {
  return findOperation(request)?.operation.operationId;
}

type FoundOperation = {
  readonly operation: Operation;
  readonly values: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
};

function findOperation(request: Received): FoundOperation | undefined {
  const url = new URL(request.url, 'http://service');
  for (const [template, methods] of Object.entries(SPEC.paths)) {
    const operation = methods[request.method.toLowerCase()];
    const values = matchPath(template, url.pathname);
    if (operation === undefined || values === undefined) continue;
    return {operation, values, query: url.searchParams};
  }
  return undefined;
}

function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const match = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
  return match === null
    ? undefined
    : Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]));
}

function parameterProblems(
  operation: Operation,
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): readonly string[] {
  const parameters = (operation.parameters ?? []).map((parameter) =>
    '$ref' in parameter ? SPEC.components.parameters[parameter.$ref.split('/').at(-1) ?? ''] : parameter,
  );
  const known = new Set(parameters.map((parameter) => parameter?.name));
  const unknown = [...query.keys()]
    .filter((name) => !known.has(name))
    .map((name) => `query ${name} is unknown`);
  const wrong = parameters.flatMap((parameter) => {
    if (parameter === undefined) return ['a parameter without description'];
    const given = parameter.in === 'path' ? path[parameter.name] : (query.get(parameter.name) ?? undefined);
    if (given === undefined) return parameter.required === true ? [`${parameter.name} is missing`] : [];
    return errorsOf(compile(parameter.schema), typed(parameter.schema, given));
  });
  return [...unknown, ...wrong];
}

function typed(schema: Schema, value: string): unknown {
  if (schema['type'] === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  if (schema['type'] === 'integer') return /^-?\d+$/.test(value) ? Number(value) : value;
  return schema['type'] === 'array' ? value.split(',') : value;
}

function bodyProblems(operation: Operation, {body, headers}: Received): readonly string[] {
  const content = operation.requestBody?.content;
  if (content === undefined) return body.length > 0 ? ['a body where none belongs'] : [];
  const type = (headers['content-type'] ?? '').split(';')[0] ?? '';
  const media = content[type];
  if (media === undefined) return [`content type ${type}`];
  if (type === 'application/json') return errorsOf(compile(media.schema), JSON.parse(String(body)));
  return errorsOf(compile(media.schema), partsOf(body));
}

/** The parts of a multipart body by their names, as texts of one character a byte. */
function partsOf(body: Buffer): Readonly<Record<string, string>> {
  const text = body.toString('latin1');
  const boundary = text.slice(0, text.indexOf('\r\n'));
  const parts = text.split(boundary).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.indexOf('\r\n\r\n');
      return [/ name="([^"]*)"/.exec(part.slice(0, at))?.[1] ?? '', part.slice(at + 4, -2)];
    }),
  );
}

function compile(schema: Schema): ValidateFunction {
  const ref = schema['$ref'];
  const found = typeof ref === 'string' ? ajv.getSchema(`spec${ref}`) : ajv.compile(schema);
  if (found === undefined) throw new Error(`openapi.yaml has no ${String(ref)}`);
  return found;
}

function errorsOf(validate: ValidateFunction, value: unknown): readonly string[] {
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
}
