/** A part of openapi.yaml as parsed: nothing is known of it beforehand. */
export type Node = Readonly<Record<string, unknown>>;

/** A value that is sent or received: not a container, but what is in it. */
export type ApiField = {
  /** From the body's or the parameter's start: `contacts[].type`. */
  readonly path: string;
  /** The named schema that it belongs to, and its path there: `TicketContact` and `details.value`. */
  readonly schema: string;
  readonly name: string;
};

export type ApiOperation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly ApiField[];
  readonly request: readonly ApiField[];
  readonly response: readonly ApiField[];
};

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** Every operation of openapi.yaml with all that goes out and comes back. */
export function apiOperations(spec: Node): readonly ApiOperation[] {
  return Object.entries(nodeAt(spec, 'paths')).flatMap(([path, methods]) =>
    Object.entries(toNode(methods))
      .filter(([method]) => METHODS.has(method))
      .map(([method, value]) => operation(spec, method, path, toNode(value))),
  );
}

/** The fields of one named schema. */
export function schemaFields(spec: Node, name: string): readonly ApiField[] {
  return fieldsOf(spec, {$ref: `#/components/schemas/${name}`}, {path: '', schema: name, inner: ''});
}

function operation(spec: Node, method: string, path: string, node: Node): ApiOperation {
  const id = text(node['operationId']);
  const bodies = Object.values(nodeAt(node, 'requestBody', 'content'));
  const answers = Object.entries(nodeAt(node, 'responses')).filter(([status]) => status.startsWith('2'));
  return {
    id,
    method: method.toUpperCase(),
    path,
    summary: text(node['summary']),
    tags: list(node['tags']).map(text),
    parameters: list(node['parameters']).map((one) => parameter(spec, id, toNode(one))),
    request: bodies.flatMap((body) =>
      fieldsOf(spec, nodeAt(toNode(body), 'schema'), {path: '', schema: id, inner: ''}),
    ),
    response: answers.flatMap(([, answer]) => [
      ...Object.keys(nodeAt(toNode(answer), 'headers')).map((name) => ({path: name, schema: id, name})),
      ...Object.values(nodeAt(toNode(answer), 'content')).flatMap((body) =>
        fieldsOf(spec, nodeAt(toNode(body), 'schema'), {path: '', schema: id, inner: ''}),
      ),
    ]),
  };
}

function parameter(spec: Node, id: string, node: Node): ApiField {
  const {value} = resolved(spec, node);
  const name = text(value['name']);
  return {path: `${name} (${text(value['in'])})`, schema: id, name};
}

/** `inner` is the path within the schema. */
type Place = {readonly path: string; readonly schema: string; readonly inner: string};

function fieldsOf(spec: Node, node: Node, place: Place): readonly ApiField[] {
  const {value, name} = resolved(spec, node);
  const here = name === undefined || !isContainer(value) ? place : {...place, schema: name, inner: ''};
  const all = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => list(value[key]));
  if (all.length > 0) return unique(all.flatMap((one) => fieldsOf(spec, toNode(one), here)));
  if (value['type'] === 'array')
    return fieldsOf(spec, nodeAt(value, 'items'), {...here, path: `${here.path}[]`});
  const properties = nodeAt(value, 'properties');
  const names = Object.keys(properties);
  if (names.length > 0)
    return names.flatMap((one) =>
      fieldsOf(spec, nodeAt(properties, one), {
        ...here,
        path: joined(here.path, one),
        inner: joined(here.inner, one),
      }),
    );
  // An object without named fields is any number of them.
  const isOpen = value['additionalProperties'] === true;
  const path = isOpen ? joined(here.path, '*') : here.path;
  return [
    {
      path: path === '' ? '(the body)' : path,
      schema: here.schema,
      name: here.inner === '' ? '*' : here.inner,
    },
  ];
}

/** A named text or number is a value of the schema around it. */
function isContainer(value: Node): boolean {
  return (
    value['properties'] !== undefined ||
    value['additionalProperties'] !== undefined ||
    ['anyOf', 'oneOf', 'allOf'].some((key) => value[key] !== undefined)
  );
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function unique(fields: readonly ApiField[]): readonly ApiField[] {
  return [...new Map(fields.map((field) => [`${field.schema} ${field.path}`, field])).values()];
}

function resolved(spec: Node, node: Node): {readonly value: Node; readonly name?: string} {
  const ref = node['$ref'];
  if (typeof ref !== 'string') return {value: node};
  const names = ref.replace(/^#\//, '').split('/');
  const found = resolved(spec, nodeAt(spec, ...names));
  const name = found.name ?? names.at(-1);
  return {value: found.value, ...(name === undefined || !ref.includes('/schemas/') ? {} : {name})};
}

function nodeAt(node: Node, ...names: readonly string[]): Node {
  return names.reduce<Node>((at, name) => toNode(at[name]), node);
}

function toNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
