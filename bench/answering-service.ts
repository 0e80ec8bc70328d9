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
  /** Requests that were refused although the refusal before, with nothing served since, had been answered: whoever asked knew of it. */
  readonly refusedTwice: () => number;
  /** All requests so far. */
  readonly requests: () => number;
  readonly close: () => void;
};

export type AnsweringOptions = {
  /** Open tickets. */
  readonly open: number;
  readonly latencyMs: number;
  /** Requests in any one second; 429 beyond them. */
  readonly perSecond?: number | undefined;
  /** With each look at the list the next ticket has a new note and another status; says the time. Absent: nothing changes. */
  readonly lively?: (() => number) | undefined;
};

/** A service with so many open tickets that answers each request after a while, as one far away does. */
export async function startAnswering({
  open,
  latencyMs,
  perSecond = Infinity,
  lively,
}: AnsweringOptions): Promise<AnsweringService> {
  const tickets = Array.from({length: open}, (): Notes => []);
  let looks = 0;
  let requests = 0;
  const answered = new Map<number, number>();
  const read = new Set<string>();
  let lastAt = 0;
  const limit = createLimit(perSecond);
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    requests += 1;
    if (lively !== undefined && path.startsWith(ORDERS)) {
      tickets[looks % open]?.push(new Date(lively()).toISOString());
      looks += 1;
    }
    const refusal = limit.refusal();
    const {status, body} = refusal ?? answerTo(path, tickets);
    await pause(latencyMs);
    refusal?.tell();
    answered.set(status, (answered.get(status) ?? 0) + 1);
    if (status === 200 && path.includes('/tickets/') && !read.has(path)) {
      read.add(path);
      lastAt = performance.now();
    }
    response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body));
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
    requests: () => requests,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Refusal = Answer & {readonly tell: () => void};

type Limit = {
  /** Counts one more request; undefined where it is not one too many. */
  readonly refusal: () => Refusal | undefined;
  readonly refusedTwice: () => number;
};

function createLimit(perSecond: number): Limit {
  let served: number[] = [];
  let last: {isTold: boolean} | undefined;
  let twice = 0;
  return {
    refusal: () => {
      const now = performance.now();
      served = served.filter((at) => now - at < 1000);
      if (served.length < perSecond) {
        served.push(now);
        last = undefined;
        return undefined;
      }
      if (last?.isTold === true) twice += 1;
      const own = {isTold: false};
      last = own;
      return {status: 429, body: [], tell: () => (own.isTold = true)};
    },
    refusedTwice: () => twice,
  };
}

const STATUSES = ['IN_PROGRESS', 'SUBMITTED', 'ACTION_REQUIRED', 'IN_PROGRESS'];

/** When the notes of a ticket came. */
type Notes = string[];

const ORDERS = '/v1/retrieve-orders';

type Answer = {readonly status: number; readonly body: unknown};

function answerTo(path: string, tickets: readonly Notes[]): Answer {
  const body = bodyOf(path, tickets);
  return body === undefined ? {status: 404, body: []} : {status: 200, body};
}

function bodyOf(path: string, tickets: readonly Notes[]): unknown {
  if (path === '/oauth2/v1/token')
    return {access_token: 'bench', token_timeout: '3599', token_type: 'Bearer'};
  if (path.startsWith(ORDERS)) return orders(tickets);
  const index = Number(/\/tickets\/1-(\d+)$/.exec(path)?.[1]) - FIRST;
  const notes = tickets[index];
  return notes === undefined ? undefined : ticket(index, notes);
}

const FIRST = 204_000_000_000;
const MINUTE = 60_000;
/** Where nothing is lively, nothing changes while it is asked. */
const STARTED = Date.now();

function rowOf(index: number, notes: Notes) {
  const createdAt = new Date(STARTED - index * MINUTE).toISOString();
  return {
    id: `1-${FIRST + index}`,
    status: STATUSES[(index + notes.length) % STATUSES.length],
    createdAt,
    updatedAt: notes.at(-1) ?? createdAt,
  };
}

function orders(tickets: readonly Notes[]): unknown {
  const content = tickets.map((notes, index) => {
    const {id, status, createdAt} = rowOf(index, notes);
    return {orderNumber: id, type: ['Trouble'], orderStatus: status, createdAt, ibx: ['SV5']};
  });
  return {content, page: {size: 200, totalElements: tickets.length, totalPages: 1, number: 0}};
}

function ticket(index: number, notes: Notes): unknown {
  const {id, status, createdAt, updatedAt} = rowOf(index, notes);
  return {
    id,
    status,
    createdDateTime: createdAt,
    updatedDateTime: updatedAt,
    description: subjectOf(index),
    location: {ibx: ['SV5']},
    notes: notes.map((at, number) => ({
      id: `${index}-${number}`,
      createdDateTime: at,
      type: 'RESOLUTION_NOTES',
      text: `Note ${number} on ${subjectOf(index)}: the technician works on it, and says more within the hour.`,
    })),
    otherDetails: {},
  };
}
