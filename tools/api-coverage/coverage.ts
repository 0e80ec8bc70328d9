import {ENDPOINTS, placeholders, type OperationId} from '../../src/api/endpoints.ts';
import {COMMANDS} from '../../src/keys/keymap.ts';
import type {CodeIndex, FunctionPlace} from './code-index.ts';
import {apiOperations, schemaFields, type ApiField, type ApiOperation, type Node} from './fields.ts';
import {CARRIERS, FILE_PLACES, OPERATION_PLACES} from './places.ts';
import {LEFT_OUT} from './left-out.ts';
import {SOURCES, type InnerSource, type TypedSource} from './sources.ts';

export type FieldRow = {
  readonly path: string;
  /** Functions that handle it. */
  readonly code: readonly string[];
  readonly where: string;
};

export type OperationRows = {
  readonly operation: ApiOperation;
  readonly where: string;
  readonly parts: readonly {readonly title: string; readonly rows: readonly FieldRow[]}[];
};

/** The whole table, and what has no place in the code, in words. */
export type Coverage = {
  readonly operations: readonly OperationRows[];
  readonly errors: readonly FieldRow[];
  readonly gaps: readonly string[];
};

/** Lays openapi.yaml beside the code. `commands` are the names of the subcommands. */
export function coverageOf(spec: Node, index: CodeIndex, commands: readonly string[]): Coverage {
  const gaps: string[] = [...staleText(index, spec)];
  const rowOf = (operation: string) => (field: ApiField) => {
    const row = fieldRow(field, index, commands);
    if (typeof row !== 'string') return [row];
    gaps.push(`${operation} ${field.path}: ${row}`);
    return [];
  };
  const operations = apiOperations(spec).map((operation) => {
    const where = operationLabel(operation, index, commands);
    if ('gap' in where) gaps.push(`${operation.id}: ${where.gap}`);
    const words = 'gap' in where ? '' : where.words;
    const rows = rowOf(operation.id);
    const parts = [
      {
        title: 'Parameters',
        rows: operation.parameters.flatMap((field) => parameterRow(operation, field, words) ?? rows(field)),
      },
      {title: 'Request', rows: flat(operation.request).flatMap(rows)},
      {title: 'Answer', rows: flat(operation.response).flatMap(rows)},
    ];
    return {operation, where: words, parts: parts.filter((part) => part.rows.length > 0)};
  });
  return {operations, errors: flat(schemaFields(spec, 'ErrorBody')).flatMap(rowOf('errors')), gaps};
}

/** The same value may come alone or in a list. */
function flat(fields: readonly ApiField[]): readonly ApiField[] {
  const plain = (path: string) => path.replaceAll('[]', '');
  return [...new Map(fields.map((field) => [`${field.schema} ${plain(field.path)}`, field])).values()];
}

function operationLabel(
  {id, method, path}: ApiOperation,
  index: CodeIndex,
  commands: readonly string[],
): {readonly words: string} | {readonly gap: string} {
  if (!Object.hasOwn(OPERATION_PLACES, id)) return {gap: 'has no place (tools/api-coverage/places.ts)'};
  const endpoint = ENDPOINTS[id as OperationId];
  if (endpoint.method !== method || endpoint.path !== path)
    return {gap: `is ${endpoint.method} ${endpoint.path} in src/api/endpoints.ts`};
  const place = OPERATION_PLACES[id as OperationId];
  const users = index.usesOf('Api', place.api)?.filter((file) => !/^src\/(api|sandbox)\//.test(file)) ?? [];
  if (users.length === 0) return {gap: `nobody calls Api.${place.api}`};
  const lost = place.commands.find((name) => !commands.includes(name));
  if (lost !== undefined) return {gap: `there is no command ${lost}`};
  const titles = place.keys.map((key) => COMMANDS.find((command) => command.id === key)?.title ?? '');
  if (titles.includes('')) return {gap: `a command of the key table is gone: ${place.keys.join(', ')}`};
  const words = [
    ...(place.keys.length === 0 ? [] : [`console: ${titles.map((title) => `“${title}”`).join(', ')}`]),
    ...(place.commands.length === 0 ? [] : [place.commands.map((name) => `\`casedeck ${name}\``).join(', ')]),
    ...(place.also === undefined ? [] : [place.also]),
  ];
  return {words: words.join('; ')};
}

/** What stands in the path is given by whoever calls the operation. */
function parameterRow(
  {id, path}: ApiOperation,
  {name, path: shown}: ApiField,
  where: string,
): FieldRow[] | undefined {
  if (!placeholders(path).includes(name)) return undefined;
  return [{path: shown, code: [`src/api/endpoints.ts#${id}`], where}];
}

/** The row of one field, or what is missing. */
function fieldRow(field: ApiField, index: CodeIndex, commands: readonly string[]): FieldRow | string {
  const {path, schema, name} = field;
  const reason = LEFT_OUT[`${schema}.${name}`] ?? LEFT_OUT[path];
  if (reason !== undefined) return {path, code: [], where: `left out: ${reason}`};
  const source = SOURCES[schema];
  if (source === undefined) return `nothing is said of ${schema} in tools/api-coverage/sources.ts`;
  const code = handlersOf(field, source, index);
  if (code === undefined) return `is named in none of ${source.code.join(', ')}`;
  if ('use' in source) return {path, code, where: source.use};
  const files = usersOf(field, source, index);
  if (typeof files === 'string') return files;
  const found = files.map((file) => placesOf(file, commands));
  const unknown = files.find((_file, index) => found[index] === undefined);
  if (unknown !== undefined) return `is used in ${unknown}, which has no row in tools/api-coverage/places.ts`;
  const where = new Set(found.flatMap((places) => places ?? []));
  if (where.size === 0) return `is shown nowhere, only used in ${files.join(', ')}`;
  return {path, code, where: [...where].toSorted().join(', ')};
}

/** The functions that name the field; undefined where none does. Headers are written in small letters. */
function handlersOf(
  field: ApiField,
  source: TypedSource | InnerSource,
  index: CodeIndex,
): readonly FunctionPlace[] | undefined {
  const wire = wireName(field);
  if (wire === '*') return source.code;
  const own = ownNames(field, source).map((one) => one.split('.')[0] ?? one);
  return [wire, wire.toLowerCase(), ...own]
    .map((one) => handlers(source.code, one, index))
    .find((found) => found.length > 0);
}

/** The files that use the properties which the field becomes, or why there are none. */
function usersOf(field: ApiField, source: TypedSource, index: CodeIndex): readonly string[] | string {
  const own = ownNames(field, source);
  const around = own.length > 0 ? own : (index.namesOf(source.code, wireName(field)) ?? []);
  const prefix = field.name.split('.').slice(0, -1);
  const found = source.types
    .flatMap((type) =>
      around.flatMap((one) => [
        [type, ...prefix, one],
        [type, one],
      ]),
    )
    .map(([type = '', ...rest]) => index.usesOf(type, rest.join('.')))
    .filter((files) => files !== undefined);
  if (found.length === 0)
    return `becomes no property of ${source.types.join(', ')} (beside it stand ${around.join(', ')})`;
  return [...new Set(found.flat())];
}

function wireName({name}: ApiField): string {
  return name.split('.').at(-1) ?? name;
}

function ownNames({name}: ApiField, source: TypedSource | InnerSource): readonly string[] {
  return 'use' in source ? [] : (source.names?.[name] ?? []);
}

function handlers(
  places: readonly FunctionPlace[],
  wire: string,
  index: CodeIndex,
): readonly FunctionPlace[] {
  return places.filter((place) => index.namesOf([place], wire) !== undefined);
}

/** The screens and commands that a file belongs to; undefined where nobody has said it. */
function placesOf(file: string, commands: readonly string[]): readonly string[] | undefined {
  const known = FILE_PLACES[file];
  if (known !== undefined) return known.split(', ').filter((place) => place !== '');
  const screen = /^src\/screens\/([\w-]+)\//.exec(file)?.[1];
  if (screen !== undefined) return [`screen ${screen}`];
  const name = /^src\/commands\/(?:[\w-]+\/)*([\w-]+)\./.exec(file)?.[1];
  const command = commands
    .filter((one) => name === one || name?.startsWith(`${one}-`) === true)
    .toSorted((a, b) => b.length - a.length)[0];
  if (command !== undefined) return [`\`${command}\``];
  return CARRIERS.test(file) ? [] : undefined;
}

/** Entries of the hand-kept lists that lead nowhere any more. */
function* staleText(index: CodeIndex, spec: Node): Generator<string> {
  for (const file of Object.keys(FILE_PLACES))
    if (!index.hasFile(file)) yield `tools/api-coverage/places.ts names ${file}, which is gone`;
  for (const [schema, {code}] of Object.entries(SOURCES))
    for (const place of code)
      if (!index.hasFunction(place))
        yield `tools/api-coverage/sources.ts names ${place} for ${schema}, which is gone`;
  const all = apiOperations(spec).flatMap(({parameters, request, response}) => [
    ...parameters,
    ...request,
    ...response,
  ]);
  const known = new Set(
    [...all, ...schemaFields(spec, 'ErrorBody')].flatMap(({schema, name, path}) => [
      schema,
      `${schema}.${name}`,
      path,
    ]),
  );
  for (const name of [...Object.keys(SOURCES), ...Object.keys(LEFT_OUT)])
    if (!known.has(name))
      yield `tools/api-coverage/sources.ts names ${name}, which openapi.yaml does not have`;
}
