import {createHash} from 'node:crypto';
import {asideState} from '../domain/aside-state.ts';
import type {DeskOp} from '../domain/desk-op.ts';
import type {SiteNotice} from '../domain/notices/site-notice.ts';
import type {Negotiation} from '../domain/orders/negotiation.ts';
import {isOrderKind, ORDERS_LIST} from '../domain/orders/other-orders.ts';
import {isFinal, numbersOf, type ListedTicket, type Ticket} from '../domain/ticket.ts';
import type {Store} from '../store/store.ts';
import type {WriteAudit} from '../sync/contracts.ts';
import {readListState} from '../sync/poller/list-progress.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {freshAudit, keepAudited, type AuditDeps} from './desk-audit.ts';
import {negotiationsAsAnswer, noticeAsAnswer, ticketAsAnswer} from './as-answers.ts';
import {isUnfit} from './connect/desk-errors.ts';
import {LARGEST_ANSWER, type AnswerKind, type Desk, type SentOp, type SharedAnswer} from './desk.ts';

const MOST_OPS = 100;
const MOST_ANSWERS = 100;
const MOST_BYTES = 4_000_000;
const SEEDED_AT_ONCE = 100;
/** The version of the desk that takes more than these. */
const SECOND = 2;
const FIRST_KINDS: ReadonlySet<AnswerKind> = new Set(['ticket', 'order', 'list']);

export type MailDeps = AuditDeps & {
  readonly store: Store;
  readonly offsetMs: () => number;
  readonly tell: (words: string) => void;
};

/**
 * What is being delivered to the desk: deeds from the store, which survive a restart, and answers of the service, which
 * can be read again.
 */
export class DeskMail {
  readonly #deps: MailDeps;
  readonly #answers = new Map<string, Omit<SharedAnswer, 'ageMs'> & {readonly at: number}>();
  readonly #auditedIds = new Set<string>();
  readonly #listsSharedAt = new Map<string, number>();
  #seeded = 0;
  /** What the desk still lacks; undefined: that is not known yet. */
  #seeds: 'all' | readonly string[] | undefined;

  constructor(deps: MailDeps) {
    this.#deps = deps;
  }

  offerTicket(ticket: Ticket, raw: string, at: number): void {
    const kind = isOrderKind(ticket.kind) ? 'otherDetail' : 'ticket';
    const isEnd = isFinal(ticket.status);
    const answer = ticketAsAnswer(ticket, raw);
    this.#offer({kind, ticketId: ticket.id, raw: answer, numbers: numbersOf(ticket), isFinal: isEnd, at});
  }

  offerOrders(orders: readonly ListedTicket[], at: number): void {
    for (const order of orders)
      if (order.raw !== undefined)
        this.#offer({
          kind: isOrderKind(order.kind) ? 'other' : 'order',
          ticketId: order.id,
          raw: order.raw,
          numbers: numbersOf(order),
          isFinal: isFinal(order.status),
          at,
        });
  }

  offerQuestions(ticketId: string, list: readonly Negotiation[], at: number): void {
    this.#offer({...PLAIN, kind: 'question', ticketId, raw: negotiationsAsAnswer(list), at});
  }

  offerNotice(kind: 'notice' | 'noticeInFull', notice: SiteNotice, at: number): void {
    this.#offer({...PLAIN, kind, ticketId: notice.id, raw: noticeAsAnswer(notice), at});
  }

  #offer(answer: Omit<SharedAnswer, 'ageMs'> & {readonly at: number}): void {
    const {raw} = answer;
    // A NUL has no place in the desk's texts, nor any meaning in JSON.
    if (!raw.includes('\0') && Buffer.byteLength(raw) <= LARGEST_ANSWER)
      this.#answers.set(`${answer.kind} ${answer.ticketId}`, answer);
  }

  /** Whether answers wait. */
  get isWaiting(): boolean {
    return this.#answers.size > 0;
  }

  /** Delivers every deed, oldest first. A deed is removed here only after the desk has taken it. */
  async deliverOps(desk: Desk): Promise<void> {
    this.#queueAudit();
    const {store, clock} = this.#deps;
    for (;;) {
      const ops = store.queuedOps(MOST_OPS);
      if (ops.length === 0) return;
      const now = clock.now();
      await this.#put(
        desk,
        ops.map(({id, op, at}) => ({id, op: this.#byDeskTime(op), at, ageMs: Math.max(0, now - at)})),
      );
      store.removeQueued(ops.map(({id}) => id));
    }
  }

  /** A deed that does not fit into the desk never will: it stays only here, and later ones go on. */
  async #put(desk: Desk, ops: readonly SentOp[]): Promise<void> {
    try {
      await desk.put(ops);
    } catch (error) {
      if (!isUnfit(error)) throw error;
      const [first, ...others] = ops;
      if (first === undefined) return;
      if (others.length === 0) return this.#deps.tell(unfitText(first));
      for (const op of ops) await this.#put(desk, [op]);
    }
  }

  #byDeskTime(op: DeskOp): DeskOp {
    if (op.kind !== 'snooze' || op.until === undefined) return op;
    return {...op, until: op.until + this.#deps.offsetMs()};
  }

  /** The audit log is the queue of what was sent: an entry has the same id, whoever delivers it and however often. */
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

  /** Shares what the service said; a part of it at a time. `isAsking`: this console speaks for the lists, too. */
  async shareAnswers(desk: Desk, isAsking: boolean): Promise<void> {
    const {clock} = this.#deps;
    if (isAsking) await this.#offerOwn(desk);
    while (this.#answers.size > 0) {
      const batch: [string, SharedAnswer & {readonly at: number}][] = [];
      let bytes = 0;
      for (const [name, answer] of this.#answers) {
        bytes += answer.raw.length;
        if (batch.length > 0 && (bytes > MOST_BYTES || batch.length >= MOST_ANSWERS)) break;
        batch.push([name, {...answer, ageMs: Math.max(0, clock.now() - answer.at)}]);
      }
      const fit = batch.filter(([, {kind}]) => desk.version >= SECOND || FIRST_KINDS.has(kind));
      if (fit.length > 0) await desk.share(fit.map(([, answer]) => answer));
      for (const [name, {at}] of batch) if (this.#answers.get(name)?.at === at) this.#answers.delete(name);
    }
  }

  /**
   * A new desk gets what is already known here, and one that was away gets the changes since; then the report that the
   * lists are complete.
   */
  async #offerOwn(desk: Desk): Promise<void> {
    const {store, clock} = this.#deps;
    const now = clock.now();
    if (this.#seeds === undefined) {
      const ages = await desk.lists();
      const age = ages.get('list');
      this.#seeds = age === undefined ? 'all' : store.changesSince(now - age).map(({id}) => id);
      if (!ages.has('noticeList'))
        for (const {notice, changedAt} of store.notices()) this.offerNotice('notice', notice, changedAt);
    }
    if (this.#seeds.length > 0) return this.#seed();
    const others = readListState(store, now, ORDERS_LIST);
    const notices = asideState(store, 'notices');
    const list = readListState(store, now);
    this.#offerList('list', list.listAt, list.fullAt);
    this.#offerList('otherList', others.listAt, others.fullAt);
    this.#offerList('noticeList', notices.at, notices.wholeAt);
  }

  /** When a list was read, and when from its beginning to its end. */
  #offerList(kind: 'list' | 'otherList' | 'noticeList', at?: number, wholeAt?: number): void {
    if (at === undefined || wholeAt === undefined || at <= (this.#listsSharedAt.get(kind) ?? 0)) return;
    this.#listsSharedAt.set(kind, at);
    this.#offer({...PLAIN, kind, ticketId: '', raw: String(Math.round(wholeAt + this.#deps.offsetMs())), at});
  }

  /** The next part of it. */
  #seed(): void {
    const {store} = this.#deps;
    const seeds = this.#seeds ?? [];
    const isAll = seeds === 'all';
    const ids = isAll
      ? store.page({filter: {}, sort: 'id'}, this.#seeded, SEEDED_AT_ONCE).map(({id}) => id)
      : seeds.slice(this.#seeded, this.#seeded + SEEDED_AT_ONCE);
    for (const id of ids) {
      const stored = store.ticket(id);
      if (stored === undefined) continue;
      const {ticket, raw, rawOrder, row} = stored;
      if (raw !== undefined && row.fetchedAt !== undefined) this.offerTicket(ticket, raw, row.fetchedAt);
      if (rawOrder !== undefined)
        this.offerOrders([{...ticket, id: ticket.orderId ?? ticket.id, raw: rawOrder}], row.createdAt ?? 0);
    }
    this.#seeded += ids.length;
    if (ids.length < SEEDED_AT_ONCE) this.#seeds = [];
  }
}

function unfitText({op: {kind, ticketId}}: SentOp): string {
  const what = kind === 'remark' ? 'private note' : kind === 'step' ? 'next step' : `"${kind}"`;
  return `Your team does not get the ${what} of ${ticketId}: its desk does not take it. It stays here.`;
}

/** Of what no ticket's end takes along. */
const PLAIN = {numbers: [], isFinal: false};

/** A UUID from what the entry says. */
function idOfEntry(entry: WriteAudit): string {
  const hex = createHash('sha256').update(JSON.stringify(entry)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
