import type {HttpAnswer, SendRequest} from '../../../api/http/message.ts';
import {shapeOf, type Shape} from './answer-shape.ts';

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

/** Numbers and ids of tickets, mails and files are nobody else's business. */
function templateOf(pathname: string): string {
  return pathname
    .split('/')
    .map((part) => (/\d{3,}|^[\w-]{18,}$/.test(decodeURIComponent(part)) ? '{}' : part))
    .join('/');
}
