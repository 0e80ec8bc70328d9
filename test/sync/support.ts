// oxlint-disable max-lines -- the service in memory, with all its operations
import type {Api, OrderPage, ReadTicket} from '../../src/api/api.ts';
import type {CreateRequest, OrderSearch} from '../../src/domain/requests.ts';
import type {Negotiation} from '../../src/domain/orders/negotiation.ts';
import type {Ticket, TicketNote, TicketStatus} from '../../src/domain/ticket.ts';
import {ApiError, AppError} from '../../src/errors.ts';
import {answered, notFound, unanswered} from './failures.ts';
import type {GateLimits} from '../../src/api/gate/gate.ts';
import {createOutbox} from '../../src/sync/outbox/outbox-runner.ts';
import type {OutboxDeps} from '../../src/sync/outbox/outbox-context.ts';
import {createPoller} from '../../src/sync/poller/poller.ts';
import type {PollerDeps} from '../../src/sync/poller/poller-deps.ts';
import {delay} from '../../src/api/timers.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {Store} from '../../src/store/store.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';
import {FakeTime} from './fake-time.ts';
import {createTestGate, gated} from './gated.ts';

export type Operation =
  | 'getTicket'
  | 'getOrder'
  | 'getEmail'
  | 'searchOrders'
  | 'addNote'
  | 'cancelTicket'
  | 'createTicket'
  | 'listNegotiations'
  | 'answerNegotiation';

/** What goes wrong with a call: `lost` takes effect and its answer never comes, `late` takes effect `ms` after that. */
export type Fault =
  | {readonly error: AppError}
  | {readonly lost: true}
  | {readonly late: number}
  | {readonly hang: true}
  | undefined;

/** `id`: the ticket's, or the page of order history. */
export type Call = {readonly operation: Operation; readonly id: string; readonly at: number};

/** The service in memory: tickets, notes, faults by choice, and a record of what was asked. */
export class FakeService {
  readonly tickets = new Map<string, Ticket>();
  /** What orders ask; one that is missing was never asked anything. */
  readonly negotiations = new Map<string, readonly Negotiation[]>();
  /** The answers that took effect. */
  readonly answers: string[] = [];
  readonly calls: Call[] = [];
  latencyMs = 100;
  /** Decides each call's fault; undefined lets it pass. */
  fault: (operation: Operation, id: string) => Fault = () => undefined;
  /** What the service makes of a text. */
  normalise: (text: string) => string = (text) => text;
  /** Whether notes and answers carry ids. */
  noteIds = true;
  underWay = 0;
  mostUnderWay = 0;
  readonly #time: FakeTime;
  #next = 1;

  constructor(time: FakeTime) {
    this.#time = time;
  }

  readonly api: Pick<Api, Operation> = {
    getTicket: (id, options) => this.#read('getTicket', id, options?.signal, () => this.#ticketAnswer(id)),
    getOrder: (id, options) => this.#read('getOrder', id, options?.signal, () => this.#ticketAnswer(id)),
    getEmail: (id, _caseNumber, options) =>
      this.#read('getEmail', id, options?.signal, () => ({
        to: [],
        cc: [],
        html: `<p>The body of ${id}</p>`,
      })),
    searchOrders: (search, options) =>
      this.#read('searchOrders', String(search.page ?? 0), options?.signal, () => this.#page(search)),
    listNegotiations: (id, options) =>
      this.#read('listNegotiations', id, options?.signal, () => {
        const list = this.negotiations.get(id);
        if (list === undefined) throw notFound();
        return list;
      }),
    answerNegotiation: (id, {referenceId, action}, options) =>
      this.#write('answerNegotiation', id, options?.signal, () => {
        const list = this.negotiations.get(id) ?? [];
        if (!list.some((one) => one.referenceId === referenceId)) throw answered();
        this.answers.push(`${action} ${referenceId}`);
        this.negotiations.set(
          id,
          list.filter((one) => one.referenceId !== referenceId),
        );
        this.change(id, {status: action === 'CANCEL' ? 'CANCELLED' : 'IN_PROGRESS'});
      }),
    addNote: (id, {text}, options) =>
      this.#write('addNote', id, options?.signal, () => {
        const noteId = this.addNote(id, text);
        return this.noteIds && /^\d{8}$/.test(id) && noteId !== undefined ? {noteId: toSafeText(noteId)} : {};
      }),
    cancelTicket: (id, _reason, options) =>
      this.#write('cancelTicket', id, options?.signal, () => this.change(id, {status: 'CANCELLED'})),
    createTicket: (request, options) =>
      this.#write('createTicket', '', options?.signal, () => ({
        id: this.create(request).id,
        kind: 'TROUBLE' as const,
      })),
  };

  add(id: string, more: Partial<Ticket> = {}): Ticket {
    const createdDateTime = toSafeText(new Date(this.#time.clock.now() - 3_600_000).toISOString());
    const ticket: Ticket = {
      id: toSafeText(id),
      kind: 'TROUBLE',
      status: 'IN_PROGRESS',
      ibx: [],
      notes: [],
      createdDateTime,
      ...more,
    };
    this.tickets.set(id, ticket);
    return ticket;
  }

  change(id: string, more: Partial<Ticket>): void {
    const ticket = this.tickets.get(id);
    if (ticket === undefined) throw notFound();
    this.tickets.set(id, {...ticket, ...more});
  }

  addNote(id: string, text: string, type = 'CUSTOMER_NOTES'): string | undefined {
    const noteId = `N-${String(this.#next++)}`;
    const note: TicketNote = {
      ...(this.noteIds ? {id: toSafeText(noteId)} : {}),
      createdDateTime: toSafeText(new Date(this.#time.clock.now()).toISOString()),
      type: toSafeText(type),
      text: toSafeText(this.normalise(text)),
    };
    this.change(id, {notes: [...(this.tickets.get(id)?.notes ?? []), note]});
    return this.noteIds ? noteId : undefined;
  }

  create(request: CreateRequest): Ticket {
    const id = `1-${String(900_000 + this.#next++)}`;
    const createdDateTime = toSafeText(new Date(this.#time.clock.now()).toISOString());
    const description = toSafeText(this.normalise(request.description));
    const reference = request.customerReferenceId;
    const more = reference === undefined ? {} : {customerReferenceId: toSafeText(reference)};
    return this.add(id, {createdDateTime, description, status: 'SUBMITTED' as TicketStatus, ...more});
  }

  notesOf(id: string): readonly string[] {
    return (this.tickets.get(id)?.notes ?? []).map((note) => note.text);
  }

  count(operation: Operation): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  #ticketAnswer(id: string): ReadTicket {
    const ticket = this.tickets.get(id);
    if (ticket === undefined) throw notFound();
    return {ticket, raw: '{}'};
  }

  #page({page = 0, size = 200, productTypes = ['TROUBLE']}: OrderSearch): OrderPage {
    const all = [...this.tickets.values()]
      .filter(({kind}) => /^(TROUBLE|CASE|UNKNOWN)$/.test(kind) === productTypes.includes('TROUBLE'))
      .toSorted((a, b) => (b.createdDateTime ?? '').localeCompare(a.createdDateTime ?? ''));
    const tickets = all
      .slice(page * size, (page + 1) * size)
      .map(({id, kind, status, ibx, createdDateTime, customerReferenceId}) => ({
        id,
        kind,
        ibx,
        ...(status === undefined ? {} : {status}),
        ...(createdDateTime === undefined ? {} : {createdDateTime}),
        ...(customerReferenceId === undefined ? {} : {customerReferenceId}),
      }));
    return {tickets, page, totalPages: Math.ceil(all.length / size), totalElements: all.length};
  }

  async #read<T>(
    operation: Operation,
    id: string,
    signal: AbortSignal | undefined,
    answer: () => T,
  ): Promise<T> {
    const fault = this.#begin(operation, id);
    try {
      await this.#travel(signal, fault, () => new AppError('cancelled', 'Stopped.'));
      if (fault !== undefined && 'error' in fault) throw fault.error;
      if (fault !== undefined) throw new ApiError('timeout', 'No answer in time.');
      return answer();
    } finally {
      this.underWay -= 1;
    }
  }

  async #write<T>(
    operation: Operation,
    id: string,
    signal: AbortSignal | undefined,
    effect: () => T,
  ): Promise<T> {
    const fault = this.#begin(operation, id);
    try {
      await this.#travel(signal, fault, unanswered);
      if (fault === undefined) return effect();
      if ('error' in fault) throw fault.error;
      if ('lost' in fault) effect();
      if ('late' in fault) this.#time.timers.setTimeout(effect, fault.late);
      throw unanswered();
    } finally {
      this.underWay -= 1;
    }
  }

  #begin(operation: Operation, id: string): Fault {
    this.calls.push({operation, id, at: this.#time.elapsed});
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    return this.fault(operation, id);
  }

  async #travel(signal: AbortSignal | undefined, fault: Fault, stopped: () => AppError): Promise<void> {
    const ms = fault !== undefined && 'hang' in fault ? 3_600_000 : this.latencyMs;
    await delay(this.#time.timers, ms, signal ?? new AbortController().signal).catch(() =>
      Promise.reject(stopped()),
    );
  }
}

export type World = {
  readonly time: FakeTime;
  readonly service: FakeService;
  readonly store: Store;
};

export function createWorld(): World {
  const time = new FakeTime();
  return {time, service: new FakeService(time), store: openStore({file: ':memory:', clock: time.clock})};
}

type Part = {
  readonly owner?: string;
  readonly isOwnerGone?: (owner: string) => boolean;
  readonly limits?: Partial<GateLimits>;
};

function shared(world: World, {owner = 'host/1/a', isOwnerGone = () => false, limits}: Part) {
  const {time, service, store} = world;
  const gate = createTestGate(world, limits);
  const api = gated(service.api, gate);
  return {api, store, clock: time.clock, timers: time.timers, gate, random: () => 0.5, owner, isOwnerGone};
}

/** `listMs` is the time between two reads of the list. */
export function startPoller(
  world: World,
  {listMs = 60_000, ...options}: Part & Partial<PollerDeps> & {readonly listMs?: number} = {},
) {
  const settings = {listMs, visibleMs: 60_000, openMs: 600_000};
  const own = shared(world, options);
  const deps = {...own, settings, ...options};
  const poller = createPoller(deps);
  poller.start();
  return {poller, gate: own.gate};
}

export function startOutbox(world: World, options: Part & Partial<OutboxDeps> = {}) {
  const own = shared(world, options);
  const deps = {...own, ...options};
  const outbox = createOutbox(deps);
  outbox.start();
  return {outbox, gate: own.gate};
}

/** Most calls that began within any one second. */
export function busiestSecond(calls: readonly Call[]): number {
  let most = 0;
  let first = 0;
  calls.forEach((call, index) => {
    while ((calls[first]?.at ?? 0) <= call.at - 1000) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

/** Tickets with one status, each a second older than the one before. */
export function addTickets({time, service}: World, count: number, status: TicketStatus): void {
  for (let index = 0; index < count; index += 1) {
    const createdDateTime = toSafeText(new Date(time.clock.now() - 3_600_000 - index * 1000).toISOString());
    service.add(`1-${String(100_000 + service.tickets.size)}`, {status, createdDateTime});
  }
}

export function idsRead({service}: World): readonly string[] {
  return service.calls.filter(({operation}) => operation === 'getTicket').map(({id}) => id);
}
