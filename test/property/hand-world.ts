import {htmlToText} from '../../src/text/html/html-to-text.ts';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openServices, type Opened} from '../../src/console/session/open-services.ts';
import type {OutboxRequest, SyncStatus} from '../../src/sync/contracts.ts';
import {AppError} from '../../src/errors.ts';
import type {Ticket} from '../../src/domain/ticket.ts';
import {openStore} from '../../src/store/open-store.ts';
import {CLOSED_ADDRESS} from '../support/closed-address.ts';
import {safe} from '../store/sample.ts';
import {testPlatform} from '../support/test-platform.ts';

/** A repeatable run of chances. */
export type Chance = {
  readonly below: (limit: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
};

export function chanceOf(seed: number): Chance {
  let state = seed * 2_654_435_761 + 1;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = <T>(list: readonly T[]): T => {
    const found = list[below(list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  return {below, pick};
}

/** The service as random events make it, behind a console without a network. */
export type HandWorld = {
  readonly services: Opened;
  /** Writes that reached the service. */
  readonly written: OutboxRequest[];
  /** Something happens there; in words. */
  readonly happen: () => string;
  /** The numbers of all tickets there are. */
  readonly ids: () => readonly string[];
  /** Words by which a frame tells that a new item stands there whole; undefined: a status. */
  readonly endOf: (key: string) => string | undefined;
};

const STATUSES = ['SUBMITTED', 'IN_PROGRESS', 'ACTION_REQUIRED', 'RESOLVED', 'CLOSED'];
const NOW = Date.UTC(2026, 10, 23, 4, 10);

export async function openHome(): Promise<{readonly services: Opened; readonly close: () => void}> {
  const home = mkdtempSync(join(tmpdir(), 'casedeck-hand-'));
  const services = await openServices({
    env: {
      HOME: home,
      EQUINIX_API_TOKEN: 'token',
      EQUINIX_API_ENDPOINT: `http://${CLOSED_ADDRESS}`,
    },
    flags: {},
    platform: testPlatform(),
    inMemory: true,
  });
  const close = () => {
    services.store.close();
    rmSync(home, {recursive: true, force: true});
  };
  return {services, close};
}

export function createWorld(opened: Opened, chance: Chance): HandWorld {
  let now = NOW;
  let count = 0;
  const clock = {now: () => now};
  const store = openStore({file: ':memory:', clock});
  const tickets = new Map<string, Ticket>();
  const ends = new Map<string, string>();
  const listeners = new Set<() => void>();
  const written: OutboxRequest[] = [];
  let isAway = false;
  const time = () => safe(new Date(now).toISOString());
  const put = (ticket: Ticket) => {
    tickets.set(ticket.id, ticket);
    store.putTicket(ticket, '{}', now);
  };
  const any = () => chance.pick([...tickets.values()]);
  const arrive = () => {
    count += 1;
    const id = safe(`1-2049760${String(10_000 + count)}`);
    const status = safe(chance.pick(STATUSES.slice(0, 3)));
    const description = safe(`Ticket ${id}`);
    put({
      id,
      kind: 'TROUBLE',
      ibx: [safe('SV5')],
      status,
      description,
      createdDateTime: time(),
      updatedDateTime: time(),
      notes: [],
      emails: [],
    });
    return `${id} arrives, ${status}`;
  };
  const note = (ticket: Ticket, text: string, id: string, type = 'RESOLUTION_NOTES') =>
    put({
      ...ticket,
      updatedDateTime: time(),
      notes: [
        ...(ticket.notes ?? []),
        {id: safe(id), type: safe(type), text: safe(text), createdDateTime: time()},
      ],
    });
  const answer = () => {
    count += 1;
    const ticket = any();
    const end = `end-n${count}.`;
    const rows = Array.from({length: chance.pick([0, 0, 3, 40])}, (_, row) => `row ${row}`);
    ends.set(`note:n${count}`, end);
    note(ticket, [...rows, end].join('\n'), `n${count}`);
    return `${ticket.id} has a note of ${rows.length + 1} rows`;
  };
  const mail = () => {
    count += 1;
    const ticket = any();
    const id = `mail${String(count).padStart(14, '0')}`;
    const end = `end-m${count}.`;
    ends.set(`email:${id}`, end);
    const subject = safe(`Subject ${count}`);
    put({
      ...ticket,
      updatedDateTime: time(),
      emails: [...(ticket.emails ?? []), {id: safe(id), subject, to: [], createdDateTime: time()}],
    });
    const html = safe(`<p>${'line<br>'.repeat(chance.pick([1, 60]))}${end}</p>`);
    store.putEmail(
      ticket.id,
      id,
      {email: {subject, to: [], cc: [], html}, words: subject, text: htmlToText(html)},
      now,
    );
    return `${ticket.id} has an e-mail`;
  };
  const change = () => {
    const ticket = any();
    const status = safe(chance.pick(STATUSES));
    put({
      ...ticket,
      status,
      updatedDateTime: time(),
      statusHistory: [...(ticket.statusHistory ?? []), {status, createdDateTime: time()}],
    });
    return `${ticket.id} is ${status}`;
  };
  const fail = () => {
    isAway = !isAway;
    return isAway ? 'the service is away' : 'the service is back';
  };
  /** What was sent here shows in the ticket, with its name or, as it may be, without one. */
  const show = () => {
    const sent = store
      .outbox(['sent'])
      .find((item) => !tickets.get(item.ticketId)?.notes?.some(({text}) => text === item.text));
    const ticket = sent && tickets.get(sent.ticketId);
    if (sent === undefined || ticket === undefined) return change();
    note(ticket, sent.text, sent.remoteId ?? `late${sent.id}`, 'CUSTOMER_NOTES');
    return `${ticket.id} shows what was sent`;
  };
  for (let index = 0; index < 30; index += 1) {
    now += 1000;
    arrive();
  }
  const calm = {listAt: NOW, nextAt: undefined, progress: undefined, reading: undefined};
  const well: SyncStatus = {...calm, state: 'idle', error: undefined};
  const away: SyncStatus = {...calm, state: 'offline', error: new AppError('network', 'Not reached.')};
  const status = () => (isAway ? away : well);
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const nothing = () => Promise.resolve();
  const send = (request: OutboxRequest) => {
    const item = store.enqueue({...request, extra: request.extra}, now);
    const remoteId = chance.below(2) === 0 ? `own${item.id}` : undefined;
    store.moveOutbox(item.id, 'queued', 'sending', {}, now);
    store.moveOutbox(item.id, 'sending', 'sent', remoteId === undefined ? {} : {remoteId}, now);
    written.push(request);
    for (const listener of listeners) listener();
    return item;
  };
  const services: Opened = {
    ...opened,
    store,
    clock,
    poller: {
      ...opened.poller,
      start: () => undefined,
      stop: () => undefined,
      setVisible: () => undefined,
      status,
      subscribe,
      refresh: nothing,
      refreshAll: nothing,
      refreshOpen: () => Promise.resolve(undefined),
    },
    outbox: {...opened.outbox, start: () => undefined, stop: nothing, subscribe, send},
  };
  return {
    services,
    written,
    ids: () => [...tickets.keys()],
    endOf: (key) => ends.get(key),
    happen() {
      now += 1000 + chance.below(60_000);
      const words = chance.pick([arrive, answer, answer, mail, change, change, fail, show])();
      for (const listener of listeners) listener();
      return words;
    },
  };
}
