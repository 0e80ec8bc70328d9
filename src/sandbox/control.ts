import type {Refusal} from './refusal.ts';
import type {Wild} from './wild/wild.ts';
import {type Faults, parseFaults} from './faults.ts';
import type {Services} from './operations/operation-context.ts';
import type {Openapi} from './page/openapi.ts';
import {ask, type Asking} from './negotiations/negotiation-world.ts';
import type {IncidentPlay} from './notices/incident-play.ts';
import type {SandboxNotice} from './notices/notice-world.ts';
import type {RequestLog} from './request-log.ts';
import type {Tick} from './alive/alive.ts';
import {addEmail, addNote, setStatus} from './world-changes.ts';
import {randomUuid} from './random.ts';
import {iso, STATUSES, type Status, type StoredTicket} from './model.ts';
import type {Outgoing} from './send.ts';

/** The sandbox's own paths, for tests: the log, faults, tickets as stored, and steps of time. */
export function control(method: string, pathname: string, bytes: Uint8Array, parts: ListenerParts): Outgoing {
  try {
    const [, , name = '', id = ''] = pathname.split('/').map(decodeURIComponent);
    return json(200, act(`${method} ${name}`, id, bytes, parts));
  } catch (error) {
    return json(400, {error: error instanceof Error ? error.message : String(error)});
  }
}

function act(
  what: string,
  id: string,
  bytes: Uint8Array,
  {log, faults, services, tick, incident, openapi}: ListenerParts,
): unknown {
  switch (what) {
    case 'GET log':
      return log.entries();
    case 'DELETE log':
      log.clear();
      return {};
    case 'GET faults':
      return faults.rules();
    case 'POST faults':
      faults.set(parseFaults(parsed(bytes), openapi.operations));
      return {};
    case 'DELETE faults':
      faults.set([]);
      return {};
    case 'GET state':
      return withoutBytes(stored(id, services.world.find));
    case 'PATCH state': {
      const {find, put} = keeperOf(id, services);
      const changed = patch(stored(id, find), parsed(bytes), services);
      put(changed);
      return withoutBytes(changed);
    }
    case 'POST tick':
      tick(answerAfter(bytes));
      return {};
    case 'POST incident':
      return {act: incident.step()};
    case 'PATCH notices':
      services.notices.put(patchedNotice(id, parsed(bytes), services));
      return services.notices.find(id);
    case 'POST expire-tokens':
      services.auth.expireTokens();
      return {};
    default:
      throw new Error(`unknown: ${what}`);
  }
}

/** Who has it: the tickets, or the other orders. */
function keeperOf(
  id: string,
  {world, otherOrders}: ListenerParts['services'],
): Pick<ListenerParts['services']['otherOrders'], 'find' | 'put'> {
  return otherOrders.find(id) === undefined ? world : otherOrders;
}

/** `{"answerAfterMs": 0}` answers notes that were written just now. */
function answerAfter(bytes: Uint8Array): number | undefined {
  const value =
    bytes.length === 0 ? undefined : (parsed(bytes) as {readonly answerAfterMs?: number}).answerAfterMs;
  return typeof value === 'number' ? value : undefined;
}

function stored(id: string, find: (id: string) => StoredTicket | undefined): StoredTicket {
  const ticket = find(id);
  if (ticket === undefined) throw new Error(`no ticket ${id}`);
  return ticket;
}

type Patch = {
  readonly status?: Status;
  /** A note by the service. */
  readonly note?: string;
  readonly email?: {readonly subject: string; readonly html: string};
  /** A file that the service attached. */
  readonly file?: {readonly name: string; readonly base64: string};
  /** It asks something that runs out after so many milliseconds. */
  readonly ask?: Asking;
  readonly cancellable?: boolean;
  readonly modifiable?: boolean;
};

/** What somebody else did to a ticket: `{status?, note?, email?, file?, ask?, cancellable?, modifiable?}`. */
function patch(ticket: StoredTicket, value: unknown, context: ListenerParts['services']): StoredTicket {
  const {status, note, email, file, ask: asking, ...flags} = value as Patch;
  let changed = ticket;
  if (note !== undefined) changed = addNote(changed, {text: note, type: 'RESOLUTION_NOTES'}, context);
  if (email !== undefined) {
    const from = {
      authorName: 'Equinix Service Desk',
      from: 'servicedesk@equinix.example',
      to: 'noc@customer.example',
    };
    changed = addEmail(changed, {...email, ...from}, context);
  }
  if (file !== undefined) {
    const content = {bytes: Buffer.from(file.base64, 'base64')};
    const added = {id: randomUuid(context.random), name: file.name, source: 'EQUINIX', content} as const;
    changed = {...changed, attachments: [...changed.attachments, added], updatedDateTime: iso(context.now())};
  }
  if (status !== undefined) {
    if (!STATUSES.includes(status)) throw new Error(`no status ${status}`);
    changed = setStatus(changed, status, context);
  }
  if (asking !== undefined) changed = ask(changed, asking, context);
  return {...changed, ...flags};
}

/** A notice with changes, or a new one: `{type?, ibxs?, start?, end?, status?, summary?, text?}`, times as ISO 8601. */
function patchedNotice(id: string, value: unknown, {notices, now}: ListenerParts['services']): SandboxNotice {
  const {start, end, ...change} = value as Omit<Partial<SandboxNotice>, 'start' | 'end'> & {
    readonly start?: string;
    readonly end?: string;
  };
  const before = notices.find(id) ?? {
    ...{
      id,
      notificationNumber: `5-${id}`,
      type: 'IBX_INCIDENT',
      ibxs: [],
      status: 'NEW',
      summary: 'Something',
    },
    ...{start: now(), mails: []},
  };
  return {
    ...before,
    ...change,
    ...(start === undefined ? {} : {start: Date.parse(start)}),
    ...(end === undefined ? {} : {end: Date.parse(end)}),
  };
}

/** Bytes of files are left out: they would drown the rest. */
function withoutBytes(ticket: StoredTicket): unknown {
  return {...ticket, attachments: ticket.attachments.map(({id, name, source}) => ({id, name, source}))};
}

function parsed(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString());
}

function json(status: number, body: unknown): Outgoing {
  return {status, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)};
}

export type ListenerParts = {
  readonly openapi: Openapi;
  readonly services: Services;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly tick: Tick;
  readonly incident: IncidentPlay;
  /** Milliseconds before every answer. */
  readonly latency: number;
  /** The refusal of a request that is one too many now. */
  readonly overLimit: () => Refusal | undefined;
  /** Draws each answer from all that the page allows. */
  readonly wild?: Wild | undefined;
};
