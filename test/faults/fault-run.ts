import {createApi, type ApiClient} from '../../src/api/create-api.ts';
import type {OperationId} from '../../src/api/endpoints.ts';
import {AppError} from '../../src/errors.ts';
import {reportUnsent} from '../../src/commands/write/write-outcome.ts';
import {queueBeside, unsentTwin, type SendOptions} from '../../src/commands/write/send-write.ts';
import type {Opened} from '../../src/console/session/open-services.ts';
import type {OutboxState} from '../../src/domain/records.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {Store} from '../../src/store/store.ts';
import type {OutboxRequest} from '../../src/sync/contracts.ts';
import {createSync} from '../../src/sync/create-sync.ts';
import {twinOf} from '../../src/sync/outbox/outbox-twin.ts';
import {searchOrders} from '../../src/sync/search-orders.ts';
import {waitUntilSent} from '../../src/sync/outbox/wait-until-sent.ts';
import {CASE, FaultService, ORDER, QUESTION} from './fault-service.ts';
import type {Fault} from './fault-table.ts';

/** So much faster than in the world: the pauses of gate and outbox are seconds and minutes. */
const FASTER = 50;
/** For an answer that does not come; another may take as long as this machine needs. */
const SHORT_MS = 100 * FASTER;
const LONG_MS = 5_000 * FASTER;
const WAIT_MS = 20_000 * FASTER;
/** Where nobody listens at all, waiting shows nothing. */
const REFUSED_MS = 500 * FASTER;
const PATIENCE_MS = 60_000;

const begun = Date.now();
const clock = {now: () => begun + (Date.now() - begun) * FASTER};
const timers = {
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms / FASTER),
  clearTimeout: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout | undefined),
};

export type WriteOperation =
  | 'addTicketNote'
  | 'addCaseNote'
  | 'cancelTicket'
  | 'createTicket'
  | 'answerNegotiation';

const REQUESTS: Readonly<Record<WriteOperation, OutboxRequest>> = {
  addTicketNote: {kind: 'note', ticketId: ORDER, text: 'Please reseat the optics.'},
  addCaseNote: {kind: 'note', ticketId: CASE, text: 'Please reseat the optics.'},
  cancelTicket: {kind: 'cancel', ticketId: ORDER, text: 'No longer needed'},
  createTicket: {
    kind: 'create',
    ticketId: '',
    text: 'Cage door does not close',
    extra: '{"code":"0005-0001"}',
  },
  answerNegotiation: {
    kind: 'answer',
    ticketId: ORDER,
    text: 'Please go ahead',
    extra: JSON.stringify({
      ...{orderId: ORDER, referenceId: QUESTION, action: 'APPROVE'},
      expires: '2099-01-01T00:00:00Z',
    }),
  },
};

export const WRITES = Object.keys(REQUESTS) as WriteOperation[];

/** Where a read shows what became of a write. */
export const LOOKS: Readonly<Record<WriteOperation, OperationId>> = {
  addTicketNote: 'getTicket',
  addCaseNote: 'getTicket',
  cancelTicket: 'getTicket',
  createTicket: 'searchOrders',
  answerNegotiation: 'listNegotiations',
};

/** What is asked for last before a write. */
const BEFORE: Readonly<Record<WriteOperation, OperationId>> = {
  ...LOOKS,
  cancelTicket: 'token',
  answerNegotiation: 'token',
};

/** What a write meets: the fault at its own answer, or the answer is lost and the look for it meets the fault. */
export type Meeting = {readonly fault: Fault; readonly takesEffect: boolean; readonly atLook?: boolean};

export type CommandEnd = {readonly state: OutboxState; readonly code: number};

export type WriteRun = {
  readonly first: CommandEnd;
  /** How often the write did something when the first command had ended. */
  readonly effects: number;
  /** Requests of the first command. */
  readonly requests: number;
  /** The same command again, the service being well. */
  readonly again: CommandEnd;
  readonly copies: number;
};

/** Gives a command that writes, which meets the fault; then the same command once more. */
export async function tryWrite(operation: WriteOperation, meet: Meeting): Promise<WriteRun> {
  const {fault, takesEffect, atLook = false} = meet;
  const service = new FaultService(() => clock.now());
  await service.open();
  const store = openStore({file: ':memory:', clock});
  try {
    const always = {times: Number.POSITIVE_INFINITY};
    if (atLook) {
      // What is read before the writing sees nothing of it.
      const skip = BEFORE[operation] === LOOKS[operation] ? 1 : 0;
      service.fail(operation, ({response}) => void response.destroy(), {takesEffect});
      if (fault.isRefused === true) service.shut(operation);
      else service.fail(LOOKS[operation], fault.play, {...always, skip});
    } else if (fault.isRefused === true) {
      service.shut(BEFORE[operation]);
    } else {
      const times = fault.always === true ? always : {};
      service.fail(fault.everywhere === true ? '*' : operation, fault.play, {...times, takesEffect});
    }
    const slow = fault.isSlow === true ? (atLook ? 'reads' : 'writes') : undefined;
    const offlineMs = fault.isRefused === true ? REFUSED_MS : WAIT_MS;
    const first = await giveCommand(
      {api: clientOf(service, slow), store, offlineMs},
      REQUESTS[operation],
      {},
    );
    const {effects, count} = service;
    await service.heal();
    // Where the first says that it is done, the same once more would be meant. What could not be looked for until now
    // is looked for first, and is then the user's.
    let again = first;
    for (let times = 0; times < 2 && again.state !== 'sent'; times += 1)
      again = await giveCommand(
        {api: clientOf(service, undefined), store, offlineMs: WAIT_MS},
        REQUESTS[operation],
        {again: true},
      );
    return {first, effects, requests: count, again, copies: service.effects};
  } finally {
    store.close();
    await service.close();
  }
}

type CommandWorld = {readonly api: ApiClient; readonly store: Store; readonly offlineMs: number};

/** As a process of its own would, on the same database. */
async function giveCommand(
  {api, store, offlineMs}: CommandWorld,
  request: OutboxRequest,
  options: SendOptions,
): Promise<CommandEnd> {
  const {outbox} = createSync({
    api,
    gate: api.gate,
    store,
    clock,
    timers,
    refresh: {listMs: 60_000, visibleMs: 60_000, openMs: 600_000},
    readOnly: false,
    audit: () => undefined,
    outbox: {graceMs: 500},
  });
  const services = {
    store,
    outbox,
    clock,
    gate: api.gate,
    account: {endpoint: 'the service'},
  } as unknown as Opened;
  const io = {err: () => undefined, note: () => undefined, out: () => undefined};
  const {signal} = new AbortController();
  const left = unsentTwin(services, twinOf({extra: undefined, ...request}), options);
  const {id} = left ?? queueBeside(services, request);
  outbox.start();
  try {
    const limits = {limitMs: WAIT_MS, offlineMs, patienceMs: PATIENCE_MS};
    const waiting = {outbox, store, clock, gate: api.gate, timers, signal, ...limits};
    const result = await waitUntilSent(waiting, id);
    // What is on its way just now comes to its end.
    await outbox.stop(WAIT_MS);
    const item = store.outboxItem(id) ?? result.item;
    const context = {services, io, interrupted: signal, finishing: (done: unknown) => done};
    const code = item.state === 'sent' ? 0 : reportUnsent(context as never, {...result, item}, options);
    return {state: store.outboxItem(id)?.state ?? 'withdrawn', code};
  } finally {
    await outbox.stop(0);
  }
}

/** What meets a slow fault is not waited for long; all else may take as long as this machine needs. */
function clientOf(service: FaultService, slow: 'reads' | 'writes' | undefined): ApiClient {
  return createApi({
    endpoint: service.url,
    credentials: () => Promise.resolve({clientId: 'client', clientSecret: 'secret'}),
    clock,
    timers,
    limits: {
      readMs: slow === 'reads' ? SHORT_MS : LONG_MS,
      writeMs: slow === undefined ? LONG_MS : SHORT_MS,
      idleMs: slow === undefined ? LONG_MS : SHORT_MS,
    },
    retry: {tries: 3},
    rate: {atOnce: 6, perSecond: 10_000},
    random: () => 0.5,
  });
}

type Read = (api: ApiClient) => Promise<unknown>;

const FILE = '56d10de6-f2c0-4edd-ba29-b70736aa2093';

export const READS: Readonly<Partial<Record<OperationId, Read>>> = {
  getTicket: (api) => api.getTicket(ORDER),
  searchOrders: async (api) => {
    const store = openStore({file: ':memory:', clock});
    try {
      const {signal} = new AbortController();
      let trouble: AppError | undefined;
      const onTrouble = (error: AppError) => void (trouble = error);
      await searchOrders({api, store, clock}, {}, {signal, onTrouble});
      if (trouble !== undefined) throw trouble;
    } finally {
      store.close();
    }
  },
  getEmail: (api) => api.getEmail('02s7z00000D30lZAAR', CASE),
  getOrder: (api) => api.getOrder(ORDER),
  listOrderLocations: (api) => api.listOrderLocations(),
  ticketLocations: (api) => api.ticketLocations(),
  ticketTypes: (api) => api.ticketTypes(),
  searchNotices: (api) => api.searchNotices({from: 0, to: clock.now(), offset: 0}),
  getNotice: (api) => api.getNotice('GBL000006121231'),
  findNotices: (api) => api.findNotices({offset: 0}),
  searchAssets: (api) => api.searchAssets({q: '1011585-M'}),
  getAsset: (api) => api.getAsset('9980813'),
  listNegotiations: (api) => api.listNegotiations(ORDER),
  uploadAttachment: (api) =>
    api.uploadAttachment({name: 'a.txt', size: 1, open: () => ReadableStream.from([new Uint8Array(1)])}),
  deleteAttachment: (api) => api.deleteAttachment(FILE),
  downloadAttachment: async (api) => {
    const {body} = await api.downloadAttachment(CASE, FILE, {mostBytes: 1024 * 1024});
    for await (const _chunk of body) void _chunk;
  },
  token: (api) => api.identify(),
};

export type ReadRun = {readonly end: string; readonly requests: number};

/** Reads once what meets the fault at every try. */
export async function tryRead(operation: OperationId, fault: Fault): Promise<ReadRun> {
  const service = new FaultService(() => clock.now());
  await service.open();
  try {
    if (fault.isRefused === true) service.shut();
    const at = fault.everywhere === true ? '*' : operation;
    service.fail(at, fault.play, {times: fault.name.includes('once') ? 1 : Number.POSITIVE_INFINITY});
    const end = await READS[operation]?.(clientOf(service, fault.isSlow === true ? 'reads' : undefined)).then(
      () => 'value',
      (error: unknown) => (error instanceof AppError ? error.kind : `thrown: ${String(error)}`),
    );
    return {end: end ?? 'nothing', requests: service.count};
  } finally {
    await service.close();
  }
}
