import type {HttpAnswer, SendRequest} from '../../../api/http/message.ts';

/** One request of the first contact, as the report tells it. */
export type Recorded = {
  readonly method: string;
  /** With placeholders in the place of numbers and ids. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly shape: Shape;
};

export type Recorder = {
  readonly send: SendRequest;
  /** What came since the last look. */
  readonly take: () => readonly Recorded[];
};

/** Sends as `send` does, and remembers what each answer looked like. Of what is no JSON only the length is kept. */
export function createRecorder(send: SendRequest): Recorder {
  let recorded: Recorded[] = [];
  return {
    async send(request) {
      const answer = await send(request);
      const contentType = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
      const seen = contentType.includes('json') ? await readAhead(answer) : undefined;
      recorded.push({
        method: request.method,
        path: templateOf(new URL(request.url).pathname),
        status: answer.status,
        contentType,
        shape: seen === undefined ? lengthOf(answer, contentType) : shapeOfText(seen.text),
      });
      return seen ?? answer;
    },
    take() {
      const taken = recorded;
      recorded = [];
      return taken;
    },
  };
}

/** More is no answer of the service: whoever reads on refuses it. */
const MOST_BYTES = 64 * 1024 * 1024;

async function readAhead({body, ...head}: HttpAnswer): Promise<HttpAnswer & {readonly text: string}> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) break;
  }
  return {...head, text: Buffer.concat(parts).toString('utf8'), body: ReadableStream.from<Uint8Array>(parts)};
}

function shapeOfText(text: string): Shape {
  try {
    return shapeOf(JSON.parse(text));
  } catch {
    return 'no JSON';
  }
}

function lengthOf({headers}: HttpAnswer, contentType: string): Shape {
  const length = headers.get('content-length');
  return `${contentType === '' ? 'no type' : contentType}, ${length ?? 'unknown length'}`;
}

/** Numbers and ids of tickets, mails and files must not be in the report. */
function templateOf(pathname: string): string {
  return pathname
    .split('/')
    .map((part) => (/\d{3,}|^[\w-]{18,}$/.test(decodeURIComponent(part)) ? '{}' : part))
    .join('/');
}

/** What an answer looks like: names of fields, types and lengths, and never a value. */
type Shape =
  | string
  | {readonly list: number; readonly of?: Shape}
  | {readonly fields: Readonly<Record<string, Shape>>};

const MAX_DEPTH = 8;
const MOST_FIELDS = 200;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}([T ][\d:.,]+\s*(Z|[+-][\d:]+)?)?$/;
const HTML = /<\/?[a-z][^>]*>/i;

/** The shape of a parsed answer. A name that is no word (a key that is data) is left out, too. */
function shapeOf(value: unknown, depth = 0): Shape {
  if (value === null) return 'null';
  if (typeof value === 'string') return textShape(value);
  if (typeof value !== 'object') return typeof value;
  if (depth >= MAX_DEPTH) return 'deeper';
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    return items.length === 0 ? {list: 0} : {list: items.length, of: together(items, depth + 1)};
  }
  const fields = Object.entries(value)
    .slice(0, MOST_FIELDS)
    .map(
      ([name, one]) =>
        [isName(name) ? name : `(${name.length} characters)`, shapeOf(one, depth + 1)] as const,
    );
  return {fields: Object.fromEntries(fields)};
}

/** Of objects in a list: every field that one of them has. */
function together(items: readonly unknown[], depth: number): Shape {
  const objects = items.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
  if (objects.length < items.length || objects.length === 0) return shapeOf(items[0], depth);
  return shapeOf(Object.assign({}, ...objects.toReversed()), depth);
}

function textShape(text: string): string {
  const kind = DATE_TIME.test(text)
    ? 'time'
    : HTML.test(text)
      ? 'html'
      : /^\d+$/.test(text)
        ? 'digits'
        : 'text';
  return `${kind}, ${text.length}`;
}

/** Words of a program, and no number, address or name of a person. */
function isName(name: string): boolean {
  return /^[A-Za-z_$][\w$-]{0,60}$/.test(name);
}
