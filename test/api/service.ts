import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import {type AddressInfo} from 'node:net';
import {expect, onTestFinished, vi} from 'vitest';
import {type ApiClient, type ApiOptions, createApi} from '../../src/api/create-api.ts';

export type Received = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** An answer: a status with a JSON value or text, or a function that does as it likes. */
export type Answer =
  | {
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly json?: unknown;
      readonly text?: string;
    }
  | ((response: ServerResponse, request: Received) => void);

export type Service = {
  readonly url: string;
  /** Requests received, in order, with the token requests. */
  readonly received: readonly Received[];
  /** The addresses of all requests whose head has come, though their body may not. */
  readonly begun: readonly string[];
  /** Those other than for a token. */
  readonly calls: () => readonly Received[];
  readonly tokenRequests: () => number;
  /** What the next calls are answered with; the last answer stays. */
  readonly answer: (...answers: readonly Answer[]) => void;
  readonly answerToken: (...answers: readonly Answer[]) => void;
};

export const TICKET = {
  id: '1-204976070710',
  status: 'IN_PROGRESS',
  location: {ibx: ['SV5']},
  otherDetails: {},
};

/** A server on this machine, closed at the end of the test. */
export async function startService(): Promise<Service> {
  const received: Received[] = [];
  const begun: string[] = [];
  let answers: readonly Answer[] = [{json: TICKET}];
  let tokens: readonly Answer[] = [];
  let issued = 0;
  const next = (queue: readonly Answer[]): readonly Answer[] => (queue.length > 1 ? queue.slice(1) : queue);

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    begun.push(request.url ?? '');
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const got = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      received.push(got);
      if (got.url === '/oauth2/v1/token') {
        issued += 1;
        const answer = tokens[0] ?? {
          json: {
            access_token: `token-${issued}`,
            token_timeout: '3599',
            user_name: 'engineer',
            token_type: 'Bearer',
          },
        };
        tokens = next(tokens);
        give(answer, response, got);
        return;
      }
      const answer = answers[0] ?? {json: {}};
      answers = next(answers);
      give(answer, response, got);
    });
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    begun,
    calls: () => received.filter(({url}) => url !== '/oauth2/v1/token'),
    tokenRequests: () => received.filter(({url}) => url === '/oauth2/v1/token').length,
    answer: (...given) => {
      answers = given;
    },
    answerToken: (...given) => {
      tokens = given;
    },
  };
}

function give(answer: Answer, response: ServerResponse, request: Received): void {
  if (typeof answer === 'function') {
    answer(response, request);
    return;
  }
  const {status = 200, headers = {}, json, text} = answer;
  response.writeHead(status, {
    ...(json === undefined ? {} : {'content-type': 'application/json'}),
    ...headers,
  });
  response.end(json === undefined ? text : JSON.stringify(json));
}

/** Pauses that a client under test asked for, in milliseconds; they end at once, and its clock is put forward. */
export type Pauses = number[];

export function clientOf(
  service: Service,
  options: Partial<ApiOptions> = {},
  pauses: Pauses = [],
): ApiClient {
  const start = Date.now();
  const now = options.clock?.now ?? (() => start);
  let skipped = 0;
  return createApi({
    endpoint: service.url,
    credentials: async () => ({clientId: 'client', clientSecret: 'very-secret'}),
    timers: {
      setTimeout: (run, ms) => {
        const due = skipped + ms;
        return setImmediate(() => {
          skipped = Math.max(skipped, due);
          run();
        });
      },
      clearTimeout: (handle) => clearImmediate(handle as NodeJS.Immediate | undefined),
    },
    random: () => 0.5,
    onRetry: ({waitMs}) => pauses.push(waitMs),
    ...options,
    clock: {now: () => now() + skipped},
  });
}

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (value) => {
      throw new Error(`It should have failed, but gave ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}

/** From here on time limits are over when the test says so (`afterTime`), and not when a busy machine was slow. */
export function holdTheClock(): void {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
  onTestFinished(() => void vi.useRealTimers());
}

/** Lets time pass until the call has ended. */
export async function afterTime<Result>(call: Promise<Result>): Promise<Result> {
  let isOver = false;
  void call.finally(() => (isOver = true));
  await expect
    .poll(() => {
      vi.advanceTimersByTime(10_000);
      return isOver;
    })
    .toBe(true);
  return call;
}
