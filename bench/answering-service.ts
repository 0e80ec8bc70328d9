import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import {subjectOf} from './tickets.ts';

export type AnsweringService = {
  readonly endpoint: string;
  /** Requests that were answered so far, by status. */
  readonly answered: () => ReadonlyMap<number, number>;
  /** Details of different tickets that were answered, and when the last of them was. */
  readonly details: () => {readonly count: number; readonly lastAt: number};
  /** Two refusals with nothing served between them. */
  readonly refusedTwice: () => number;
  readonly close: () => void;
};

export type AnsweringOptions = {
  /** Open tickets. */
  readonly open: number;
  readonly latencyMs: number;
  /** Requests in any one second; 429 beyond them. */
  readonly perSecond?: number | undefined;
};

/** A service with so many open tickets that answers each request after a while, as one far away does. */
export async function startAnswering({
  open,
  latencyMs,
  perSecond = Infinity,
}: AnsweringOptions): Promise<AnsweringService> {
  const answered = new Map<number, number>();
  const read = new Set<string>();
  let lastAt = 0;
  const limit = createLimit(perSecond);
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const body = limit.isOver() ? undefined : bodyOf(path, open);
    const status = limit.wasOver() ? 429 : body === undefined ? 404 : 200;
    await pause(latencyMs);
    answered.set(status, (answered.get(status) ?? 0) + 1);
    if (status === 200 && path.includes('/tickets/') && !read.has(path)) {
      read.add(path);
      lastAt = performance.now();
    }
    response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body ?? []));
  };
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => void answer(request.url ?? '', response));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered: () => answered,
    details: () => ({count: read.size, lastAt}),
    refusedTwice: limit.refusedTwice,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Limit = {
  /** Counts one request, and says whether it is one too many. */
  readonly isOver: () => boolean;
  readonly wasOver: () => boolean;
  readonly refusedTwice: () => number;
};

function createLimit(perSecond: number): Limit {
  let served: number[] = [];
  let wasOver = false;
  let twice = 0;
  return {
    isOver: () => {
      const now = performance.now();
      served = served.filter((at) => now - at < 1000);
      const isOver = served.length >= perSecond;
      if (isOver && wasOver) twice += 1;
      if (!isOver) served.push(now);
      wasOver = isOver;
      return isOver;
    },
    wasOver: () => wasOver,
    refusedTwice: () => twice,
  };
}

const STATUSES = ['IN_PROGRESS', 'SUBMITTED', 'ACTION_REQUIRED', 'IN_PROGRESS'];

function bodyOf(path: string, open: number): unknown {
  if (path === '/oauth2/v1/token')
    return {access_token: 'bench', token_timeout: '3599', token_type: 'Bearer'};
  if (path === '/v1/retrieve-orders') return orders(open);
  const index = /\/tickets\/1-(\d+)$/.exec(path)?.[1];
  return index === undefined ? undefined : ticket(Number(index) - FIRST);
}

const FIRST = 204_000_000_000;
const MINUTE = 60_000;
/** Nothing changes while it is asked. */
const STARTED = Date.now();

function rowOf(index: number) {
  return {
    id: `1-${FIRST + index}`,
    status: STATUSES[index % STATUSES.length],
    createdAt: new Date(STARTED - index * MINUTE).toISOString(),
  };
}

function orders(open: number): unknown {
  const content = Array.from({length: open}, (_, index) => {
    const {id, status, createdAt} = rowOf(index);
    return {orderNumber: id, type: ['Trouble'], orderStatus: status, createdAt, ibx: ['SV5']};
  });
  return {content, page: {size: 200, totalElements: open, totalPages: 1, number: 0}};
}

function ticket(index: number): unknown {
  const {id, status, createdAt} = rowOf(index);
  return {
    id,
    status,
    createdDateTime: createdAt,
    updatedDateTime: createdAt,
    description: subjectOf(index),
    location: {ibx: ['SV5']},
    notes: [],
    otherDetails: {},
  };
}
