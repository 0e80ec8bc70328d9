import {parse} from 'yaml';
import {AppError} from '../../../errors.ts';

/** One operation of an OpenAPI file, reduced to what tells operations apart. */
export type SpecOperation = {
  readonly operationId: string;
  readonly method: string;
  /** Below the host: the server's path and the operation's. */
  readonly path: string;
  readonly summary: string;
  readonly requestFields: ReadonlySet<string>;
  readonly responseFields: ReadonlySet<string>;
};

type Node = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const MAX_DEPTH = 4;

/** The operations of an OpenAPI 3 or Swagger 2 text, JSON or YAML. Throws an AppError `input` for anything else. */
export function specOperations(text: string, name: string): readonly SpecOperation[] {
  const root = asNode(parseText(text, name));
  const paths = asNode(root?.['paths']);
  if (root === undefined || paths === undefined) {
    throw new AppError('input', `${name} is no OpenAPI file: it has no "paths".`, {
      hint: "Download the JSON or YAML from the vendor's page of the API.",
    });
  }
  const reader = new SpecReader(root);
  return Object.entries(paths).flatMap(([path, item]) => reader.operations(path, item));
}

/** YAML reads JSON as well. Without aliases: a few lines of those can unfold to gigabytes. */
function parseText(text: string, name: string): unknown {
  try {
    return parse(text, {maxAliasCount: 100, logLevel: 'error'}) as unknown;
  } catch (error) {
    const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new AppError('input', `${name} is neither JSON nor YAML: ${words.replace(/[^\x20-\x7e]/g, '?')}`, {
      cause: error,
    });
  }
}

class SpecReader {
  readonly #root: Node;

  constructor(root: Node) {
    this.#root = root;
  }

  operations(path: string, value: unknown): readonly SpecOperation[] {
    const item = this.#resolve(value);
    if (item === undefined) return [];
    return METHODS.flatMap((method) => {
      const operation = this.#resolve(item[method]);
      if (operation === undefined) return [];
      const prefix = this.#prefix(operation['servers'] ?? item['servers'] ?? this.#root['servers']);
      return [
        {
          operationId: textOf(operation['operationId']),
          method: method.toUpperCase(),
          path: `${prefix}${path.startsWith('/') ? path : `/${path}`}`,
          summary: `${textOf(operation['summary'])} ${textOf(operation['description'])}`,
          requestFields: this.#requestFields(operation),
          responseFields: this.#responseFields(operation),
        },
      ];
    });
  }

  #prefix(servers: unknown): string {
    const server = Array.isArray(servers) ? asNode(servers[0]) : undefined;
    const base = server === undefined ? textOf(this.#root['basePath']) : this.#serverUrl(server);
    const url = URL.canParse(base, 'https://host.invalid')
      ? new URL(base, 'https://host.invalid')
      : undefined;
    return (url?.pathname ?? '').replace(/\/+$/, '');
  }

  #serverUrl(server: Node): string {
    const variables = asNode(server['variables']) ?? {};
    return textOf(server['url']).replace(/\{([^}]+)\}/g, (_whole, name: string) =>
      textOf(asNode(variables[name])?.['default']),
    );
  }

  #requestFields(operation: Node): ReadonlySet<string> {
    const fields = new Set<string>();
    this.#collectContent(this.#resolve(operation['requestBody']), fields);
    for (const parameter of Array.isArray(operation['parameters']) ? operation['parameters'] : []) {
      const found = this.#resolve(parameter);
      // Swagger 2 puts the body among the parameters.
      if (found?.['in'] === 'body') this.#collect(found['schema'], fields, 0, new Set());
    }
    return fields;
  }

  #responseFields(operation: Node): ReadonlySet<string> {
    const fields = new Set<string>();
    for (const [status, value] of Object.entries(this.#resolve(operation['responses']) ?? {})) {
      if (!status.startsWith('2')) continue;
      const response = this.#resolve(value);
      this.#collectContent(response, fields);
      this.#collect(response?.['schema'], fields, 0, new Set());
    }
    return fields;
  }

  #collectContent(holder: Node | undefined, fields: Set<string>): void {
    for (const [type, media] of Object.entries(asNode(holder?.['content']) ?? {})) {
      // Files and forms tell operations apart as well as fields do.
      if (!/json/i.test(type)) fields.add(type.toLowerCase());
      this.#collect(this.#resolve(media)?.['schema'], fields, 0, new Set());
    }
  }

  /** Names of properties, those of nested objects too, in small letters. */
  #collect(value: unknown, fields: Set<string>, depth: number, seen: ReadonlySet<unknown>): void {
    const schema = this.#resolve(value);
    if (schema === undefined || depth > MAX_DEPTH || seen.has(schema)) return;
    const inside = new Set([...seen, schema]);
    for (const [name, inner] of Object.entries(asNode(schema['properties']) ?? {})) {
      fields.add(name.toLowerCase());
      this.#collect(inner, fields, depth + 1, inside);
    }
    this.#collect(schema['items'], fields, depth, inside);
    for (const combination of ['allOf', 'anyOf', 'oneOf']) {
      const parts: unknown = schema[combination];
      if (Array.isArray(parts)) for (const part of parts) this.#collect(part, fields, depth, inside);
    }
  }

  /** Follows `$ref`s within the file; others lead nowhere. */
  #resolve(value: unknown): Node | undefined {
    let node = asNode(value);
    for (let hops = 0; hops < 20 && typeof node?.['$ref'] === 'string'; hops += 1) {
      const pointer = node['$ref'];
      if (!pointer.startsWith('#/')) return undefined;
      let target: unknown = this.#root;
      for (const part of pointer.slice(2).split('/')) target = asNode(target)?.[decodePart(part)];
      node = asNode(target);
    }
    return node;
  }
}

function decodePart(part: string): string {
  const text = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function asNode(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
