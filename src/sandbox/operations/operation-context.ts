import type {Auth, Client} from '../bearer.ts';
import type {CheckedRequest} from '../page/check-against-page.ts';
import type {NoticeWorld} from '../notices/notice-world.ts';
import type {OrderHistory} from '../order-history.ts';
import type {OrderWorld} from '../orders/order-world.ts';
import type {Random} from '../random.ts';
import type {Uploads} from '../uploads.ts';
import type {World} from '../world.ts';

/** What all operations share; one a sandbox. */
export type Services = {
  readonly world: World;
  readonly orders: OrderHistory;
  readonly otherOrders: OrderWorld;
  readonly uploads: Uploads;
  readonly notices: NoticeWorld;
  readonly auth: Auth;
  /** What the service makes of a note's text before it keeps it. */
  readonly noteText: (text: string) => string;
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The sandbox's own address, for links. */
  readonly url: () => string;
};

export type OperationRequest = CheckedRequest & {
  /** Who asks; undefined for the token operation. */
  readonly client: Client | undefined;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A Uint8Array goes out as it is, undefined as an empty body, anything else as JSON. */
  readonly body: unknown;
};

export type Handler = (request: OperationRequest, services: Services) => Reply | Promise<Reply>;
