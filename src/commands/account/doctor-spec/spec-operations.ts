import {parse} from 'yaml';
import {AppError} from '../../../errors.ts';
import {fieldsIn, nodeOf as asNode, type Fields, type Node} from './spec-fields.ts';

/** One operation of an OpenAPI file, reduced to what tells operations apart. */
export type SpecOperation = {
  readonly operationId: string;
  readonly method: string;
  /** Below the host: the server's path and the operation's. */
  readonly path: string;
  readonly summary: string;
  /** Names of fields that go in and come out, in small letters, and types of content that are no JSON. */
  readonly requestFields: ReadonlySet<string>;
  readonly responseFields: ReadonlySet<string>;
  readonly request: Fields;
  readonly answer: Fields;
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

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

/** JSON, else YAML. With few aliases: some lines of those can unfold to gigabytes. */
function parseText(text: string, name: string): unknown {
  if (/^\s*\{/.test(text)) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // YAML begins like that, too.
    }
  }
  try {
    return parse(text, {maxAliasCount: 100, logLevel: 'error'}) as unknown;
  } catch (error) {
    const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new AppError('input', `${name} is neither JSON nor YAML: ${words.replace(/[^\x20-\x7e]/g, '?')}`, {
      cause: error,
    });
  }
}

type Content = {readonly type: string; readonly schema: unknown};

/** Files and forms tell operations apart as well as fields do. */
function namesOf(contents: readonly Content[], fields: Fields): ReadonlySet<string> {
  const types = contents.flatMap(({type}) => (type.includes('json') ? [] : type));
  const names = [...fields.keys()].map((path) => (path.split('.').at(-1) ?? '').toLowerCase());
  return new Set([...types, ...names]);
}

class SpecReader {
  readonly #root: Node;
  readonly #walked = new Map<Node, Fields>();

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
          ...this.#fields(operation),
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

  #fields(operation: Node): Pick<SpecOperation, 'requestFields' | 'responseFields' | 'request' | 'answer'> {
    const asked = this.#contents(this.#resolve(operation['requestBody']));
    for (const parameter of Array.isArray(operation['parameters']) ? operation['parameters'] : []) {
      const found = this.#resolve(parameter);
      // Swagger 2 puts the body among the parameters.
      if (found?.['in'] === 'body') asked.push({type: 'json', schema: found['schema']});
    }
    const answered = Object.entries(this.#resolve(operation['responses']) ?? {})
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, value]) => {
        const response = this.#resolve(value);
        return [...this.#contents(response), {type: 'json', schema: response?.['schema']}];
      });
    const [request, answer] = [this.#merged(asked), this.#merged(answered)];
    return {
      request,
      answer,
      requestFields: namesOf(asked, request),
      responseFields: namesOf(answered, answer),
    };
  }

  #contents(holder: Node | undefined): Content[] {
    return Object.entries(asNode(holder?.['content']) ?? {}).map(([type, media]) => ({
      type: type.toLowerCase(),
      schema: this.#resolve(media)?.['schema'],
    }));
  }

  #merged(contents: readonly Content[]): Fields {
    return new Map(contents.flatMap(({schema}) => [...this.#fieldsOf(schema)]));
  }

  /** A schema that many operations share is walked once. */
  #fieldsOf(schema: unknown): Fields {
    const node = this.#resolve(schema);
    if (node === undefined) return new Map();
    const known = this.#walked.get(node) ?? fieldsIn(node, (value) => this.#resolve(value));
    this.#walked.set(node, known);
    return known;
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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
