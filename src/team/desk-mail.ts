import {createHash} from 'node:crypto';
import type {DeskOp} from '../domain/desk-op.ts';
import {isOrderKind} from '../domain/orders/other-orders.ts';
import {isFinal, numbersOf, type ListedTicket, type Ticket} from '../domain/ticket.ts';
import type {Store} from '../store/store.ts';
import type {WriteAudit} from '../sync/contracts.ts';
import {readListState} from '../sync/poller/list-progress.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {freshAudit, keepAudited, type AuditDeps} from './desk-audit.ts';
import type {Desk, SharedAnswer} from './desk.ts';

const MOST_OPS = 100;
const MOST_ANSWERS = 100;
const MOST_BYTES = 4_000_000;
const SEEDED_AT_ONCE = 100;

export type MailDeps = AuditDeps & {
  readonly store: Store;
  readonly offsetMs: () => number;
};

/** What is on its way to the desk: deeds from the store, which survive, and answers of the service, which can be read again. */
export class DeskMail {
  readonly #deps: MailDeps;
  readonly #answers = new Map<string, Omit<SharedAnswer, 'ageMs'> & {readonly at: number}>();
  readonly #auditedIds = new Set<string>();
  #listSharedAt = 0;
  #seeded = 0;
  #isSeeded = false;

  constructor(deps: MailDeps) {
    this.#deps = deps;
  }

  offerTicket(ticket: Ticket, raw: string, at: number): void {
    // Whether orders are shown is for each console to say: it reads them itself.
    if (isOrderKind(ticket.kind)) return;
    const isEnd = isFinal(ticket.status);
    this.#offer({kind: 'ticket', ticketId: ticket.id, raw, numbers: numbersOf(ticket), isFinal: isEnd, at});
  }

  offerOrders(orders: readonly ListedTicket[], at: number): void {
    for (const order of orders)
      if (order.raw !== undefined && !isOrderKind(order.kind))
        this.#offer({
          kind: 'order',
          ticketId: order.id,
          raw: order.raw,
          numbers: numbersOf(order),
          isFinal: isFinal(order.status),
          at,
        });
  }

  #offer(answer: Omit<SharedAnswer, 'ageMs'> & {readonly at: number}): void {
    // A NUL has no place in the desk's texts, nor any meaning in JSON.
    if (!answer.raw.includes('\0')) this.#answers.set(`${answer.kind} ${answer.ticketId}`, answer);
  }

  /** Whether answers wait. */
  get isWaiting(): boolean {
    return this.#answers.size > 0;
  }

  /** Delivers every deed, oldest first. What the desk has taken is forgotten here, and not before. */
  async deliverOps(desk: Desk): Promise<void> {
    this.#queueAudit();
    const {store, clock} = this.#deps;
    for (;;) {
      const ops = store.queuedOps(MOST_OPS);
      if (ops.length === 0) return;
      const now = clock.now();
      await desk.put(
        ops.map(({id, op, at}) => ({id, op: this.#byDeskTime(op), at, ageMs: Math.max(0, now - at)})),
      );
      store.removeQueued(ops.map(({id}) => id));
    }
  }

  #byDeskTime(op: DeskOp): DeskOp {
    if (op.kind !== 'snooze' || op.until === undefined) return op;
    return {...op, until: op.until + this.#deps.offsetMs()};
  }

  /** The audit log is the queue of what was sent: an entry has the same id whoever delivers it how often. */
  #queueAudit(): void {
    const {store} = this.#deps;
    const entries = freshAudit(this.#deps);
    const fresh = entries
      .map((entry) => ({entry, id: idOfEntry(entry)}))
      .filter(({id}) => !this.#auditedIds.has(id));
    if (fresh.length === 0) return;
    for (const {entry, id} of fresh) {
      const {ticket = '', operation, sha256, length, result, remoteId} = entry;
      const op: DeskOp = {
        kind: 'sent',
        ticketId: ticket,
        operation: toSafeLine(operation),
        sha256,
        length,
        result: toSafeLine(result),
        remoteId: remoteId === undefined ? undefined : toSafeLine(remoteId),
      };
      store.queueOp({id, op, at: Date.parse(entry.time)});
      this.#auditedIds.add(id);
    }
    keepAudited(this.#deps, entries);
  }

  /** Shares what the service said; a part of it at a time. `isAsking`: this console speaks for the list, too. */
  async shareAnswers(desk: Desk, isAsking: boolean, hasList: boolean): Promise<void> {
    const {clock} = this.#deps;
    if (isAsking) this.#offerOwn(hasList);
    while (this.#answers.size > 0) {
      const batch: [string, SharedAnswer & {readonly at: number}][] = [];
      let bytes = 0;
      for (const [name, answer] of this.#answers) {
        bytes += answer.raw.length;
        if (batch.length > 0 && (bytes > MOST_BYTES || batch.length >= MOST_ANSWERS)) break;
        batch.push([name, {...answer, ageMs: Math.max(0, clock.now() - answer.at)}]);
      }
      await desk.share(batch.map(([, answer]) => answer));
      for (const [name, {at}] of batch) if (this.#answers.get(name)?.at === at) this.#answers.delete(name);
    }
  }

  /** A new desk gets what is known here already, then that the list is whole. */
  #offerOwn(hasList: boolean): void {
    const {store, clock, offsetMs} = this.#deps;
    if (!hasList && !this.#isSeeded) {
      this.#seed();
      return;
    }
    const {listAt, fullAt} = readListState(store, clock.now());
    if (listAt === undefined || fullAt === undefined || listAt <= this.#listSharedAt) return;
    this.#listSharedAt = listAt;
    const raw = String(Math.round(fullAt + offsetMs()));
    this.#offer({kind: 'list', ticketId: '', raw, numbers: [], isFinal: false, at: listAt});
  }

  #seed(): void {
    const {store} = this.#deps;
    const rows = store.page({filter: {}, sort: 'id'}, this.#seeded, SEEDED_AT_ONCE);
    for (const {id} of rows) {
      const stored = store.ticket(id);
      if (stored === undefined) continue;
      const {ticket, raw, rawOrder, row} = stored;
      if (raw !== undefined && row.fetchedAt !== undefined) this.offerTicket(ticket, raw, row.fetchedAt);
      if (rawOrder !== undefined)
        this.offerOrders([{...ticket, id: ticket.orderId ?? ticket.id, raw: rawOrder}], row.createdAt ?? 0);
    }
    this.#seeded += rows.length;
    this.#isSeeded = rows.length < SEEDED_AT_ONCE;
  }
}

/** A UUID from what the entry says. */
function idOfEntry(entry: WriteAudit): string {
  const hex = createHash('sha256').update(JSON.stringify(entry)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
