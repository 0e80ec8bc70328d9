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
  readonly fetch: typeof globalThis.fetch;
  /** What came since the last look. */
  readonly take: () => readonly Recorded[];
};

/** A `fetch` that remembers what each answer looked like. Of what is no JSON only the length is kept. */
export function createRecorder(fetch: typeof globalThis.fetch): Recorder {
  let recorded: Recorded[] = [];
  const recording: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    const url = new URL(input instanceof Request ? input.url : String(input));
    const contentType = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    recorded.push({
      method: init?.method ?? 'GET',
      path: templateOf(url.pathname),
      status: response.status,
      contentType,
      shape: await shapeOfBody(response, contentType),
    });
    return response;
  };
  return {
    fetch: recording,
    take() {
      const taken = recorded;
      recorded = [];
      return taken;
    },
  };
}

async function shapeOfBody(response: Response, contentType: string): Promise<Shape> {
  if (!contentType.includes('json')) {
    const length = response.headers.get('content-length');
    return `${contentType === '' ? 'no type' : contentType}, ${length ?? 'unknown length'}`;
  }
  try {
    return shapeOf(await response.clone().json());
  } catch {
    return 'no JSON';
  }
}

/** Numbers and ids of tickets, mails and files are nobody else's business. */
function templateOf(pathname: string): string {
  return pathname
    .split('/')
    .map((part) => (/\d{3,}|^[\w-]{18,}$/.test(decodeURIComponent(part)) ? '{}' : part))
    .join('/');
}
