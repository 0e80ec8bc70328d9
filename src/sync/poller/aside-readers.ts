import {NegotiationReader, type NegotiationReaderDeps} from './negotiation-reader.ts';
import {NoticeReader, type NoticeReaderDeps} from './notice-reader.ts';
import {OrderReader, type OrderReaderDeps} from './order-reader.ts';

type AsideDeps = NoticeReaderDeps & NegotiationReaderDeps & OrderReaderDeps;

/** What is read behind all that is about tickets. */
export class AsideReaders {
  readonly negotiations: NegotiationReader;
  readonly notices: NoticeReader;
  readonly orders: OrderReader;

  constructor(deps: AsideDeps) {
    this.negotiations = new NegotiationReader(deps);
    this.notices = new NoticeReader(deps);
    this.orders = new OrderReader(deps);
  }

  /** Begins what is due; called again and again. */
  work(): void {
    this.negotiations.work();
    this.notices.work();
    this.orders.work();
  }

  /** Reads all of it soon; nobody waits for it. */
  lookSoon(): void {
    this.notices.lookSoon();
    this.orders.lookSoon();
  }

  /** Ends what is under way. */
  stop(): void {
    this.negotiations.stop();
    this.notices.stop();
    this.orders.stop();
  }
}
