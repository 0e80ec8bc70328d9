import {decodeNegotiations} from '../api/decode/decode-negotiations.ts';
import {decodeNotice} from '../api/decode/decode-notices.ts';
import {decodeOrderPage} from '../api/decode/decode-orders.ts';
import {decodeOrderDetails, decodeTicket} from '../api/decode/decode-ticket.ts';
import {ASIDE_NAMES, asideState} from '../domain/aside-state.ts';
import {isOrderKind, ORDERS_LIST} from '../domain/orders/other-orders.ts';
import type {Ticket} from '../domain/ticket.ts';
import type {Store} from '../store/store.ts';
import {readListState, writeListState} from '../sync/poller/list-progress.ts';
import {untilNext} from '../sync/poller/negotiation-reader.ts';
import type {AnswerKind} from './desk.ts';
import type {KnownRow} from './desk-rows.ts';

export type AnswersDeps = {
  readonly store: Store;
  /** How far the database's clock is before ours. */
  readonly offsetMs: () => number;
  /** Orders that are no tickets are wanted here. */
  readonly readsOrders: boolean;
};

type Answer = Extract<KnownRow, {readonly is: 'answer'}>;

/** Two readings of one ticket are never that close. */
const SAME_MS = 500;

/** Keeps what the service said to others as if it had said it here. */
export class DeskAnswers {
  /** Whether the desk has the whole list. */
  hasList = false;
  readonly #deps: AnswersDeps;
  readonly #put: Readonly<Record<AnswerKind, (answer: Answer) => void>> = {
    ticket: (answer) => this.#putTicket(answer, decodeTicket),
    order: (answer) => this.#putOrder(answer, 'tickets'),
    list: (answer) => {
      this.hasList = true;
      this.#putList(answer);
    },
    other: (answer) => this.#deps.readsOrders && this.#putOrder(answer, 'others'),
    otherDetail: (answer) => this.#deps.readsOrders && this.#putTicket(answer, decodeOrderDetails),
    otherList: (answer) => this.#deps.readsOrders && this.#putList(answer, ORDERS_LIST),
    question: (answer) => this.#putQuestions(answer),
    notice: (answer) => this.#putNotice(answer),
    noticeInFull: (answer) => this.#putFullNotice(answer),
    noticeList: (answer) => this.#keepState('notices', answer),
  };

  constructor(deps: AnswersDeps) {
    this.#deps = deps;
  }

  /** Throws what reading and keeping it throws. */
  put(answer: Answer): void {
    this.#put[answer.kind](answer);
  }

  #putTicket(
    {ticketId, raw: given, at}: Answer,
    decode: (answer: unknown, requestedId: string) => Ticket | undefined,
  ): void {
    const {store} = this.#deps;
    const fetchedAt = store.row(ticketId)?.fetchedAt ?? 0;
    // Our own answer comes back, too.
    if (fetchedAt >= at - SAME_MS) return;
    const raw = given ?? store.ticket(ticketId)?.raw;
    const ticket = raw === undefined ? undefined : decode(JSON.parse(raw), ticketId);
    if (raw !== undefined && ticket !== undefined) store.putTicket(ticket, raw, at);
  }

  #putOrder({raw, at}: Answer, of: 'tickets' | 'others'): void {
    if (raw === undefined) return;
    const {store} = this.#deps;
    const found = decodeOrderPage({content: [JSON.parse(raw)]}, 1, of)?.tickets ?? [];
    // What the list of tickets has is a ticket, and stays one.
    const isOurs = (id: string) => of === 'tickets' || isOrderKind(store.row(id)?.kind ?? 'ORDER');
    const isKnown =
      of === 'tickets' ? this.hasList : readListState(store, at, ORDERS_LIST).listAt !== undefined;
    store.putSummaries(
      found.filter(({id}) => isOurs(id)),
      at,
      {silent: !isKnown},
    );
  }

  #putList(answer: Answer, name?: string): void {
    const {at} = answer;
    const fullAt = this.#wholeAt(answer);
    const {store} = this.#deps;
    if ((readListState(store, at, name).listAt ?? 0) >= at) return;
    writeListState(store, {listAt: at, ...(fullAt === undefined ? {} : {fullAt})}, name);
    if (name !== undefined) this.#keepState('orders', answer);
  }

  #putQuestions({ticketId, raw, at}: Answer): void {
    const {store} = this.#deps;
    const known = store.ticket(ticketId)?.negotiations;
    if ((known?.readAt ?? 0) >= at) return;
    const list = raw === undefined ? (known?.list ?? []) : decodeNegotiations(JSON.parse(raw));
    if (list !== undefined) store.putNegotiations(ticketId, list, {at, nextAt: at + untilNext(list, at)});
  }

  #putNotice({raw, at}: Answer): void {
    const notice = raw === undefined ? undefined : decodeNotice(JSON.parse(raw));
    const silent = asideState(this.#deps.store, 'notices').wholeAt === undefined;
    if (notice !== undefined) this.#deps.store.putNotices([notice], at, {silent});
  }

  #putFullNotice({raw, at}: Answer): void {
    const notice = raw === undefined ? undefined : decodeNotice(JSON.parse(raw));
    if (notice !== undefined) this.#deps.store.putFullNotice(notice.id, notice, at);
  }

  /** Whoever read it, it is as new as that: a failure of our own is over. */
  #keepState(aside: 'notices' | 'orders', answer: Answer): void {
    const {store} = this.#deps;
    const before = asideState(store, aside);
    if ((before.at ?? 0) >= answer.at) return;
    const kept = JSON.stringify({at: answer.at, wholeAt: this.#wholeAt(answer) ?? before.wholeAt});
    const isShown = before.off !== undefined || before.trouble !== undefined;
    if (isShown) store.setMeta(ASIDE_NAMES[aside], kept);
    else store.changeMeta(ASIDE_NAMES[aside], () => ({kept, result: undefined}));
  }

  /** By our clock. */
  #wholeAt({raw, at}: Answer): number | undefined {
    const wholeAt = raw === undefined ? undefined : Number(raw) - this.#deps.offsetMs();
    const isKnown = wholeAt !== undefined && Number.isFinite(wholeAt) && wholeAt > 0;
    return isKnown ? Math.min(wholeAt, at) : undefined;
  }
}
