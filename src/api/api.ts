import type {TicketLocation, IbxLocation, TicketType} from '../domain/ticket/ticket-places.ts';
import type {Uploaded, NoteRequest, CreateRequest, OrderSearch} from '../domain/requests.ts';
import type {EmailDetails, ListedTicket, Ticket, TicketId, TicketKind} from '../domain/ticket.ts';
import type {Negotiation, NegotiationAnswer} from '../domain/orders/negotiation.ts';
import type {Asset} from '../domain/assets/asset.ts';
import type {SiteNotice} from '../domain/notices/site-notice.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import type {Priority} from './gate/gate.ts';

export type CallOptions = {
  readonly signal?: AbortSignal | undefined;
  /**
   * How often a read is tried in all; by default the client decides. The poller gives 1, because it waits by itself.
   */
  readonly tries?: number | undefined;
  /** Whose turn comes first; `user` where not said. */
  readonly priority?: Priority;
};

export type WriteOptions = CallOptions & {
  /** Ends only the wait for its turn, not a write that was sent; `signal` if absent. */
  readonly waiting?: AbortSignal;
  /** Called when its turn has come, just before it is sent; if it throws, nothing is sent. */
  readonly onTurn?: () => void;
};

/** A decoded ticket and the service's own JSON text of it. The raw text is hostile: only `show --raw` prints it, escaped. */
export type ReadTicket = {readonly ticket: Ticket; readonly raw: string};

/** `noteId` is known for case notes only (addCaseNote's `caseNotesId`). */
export type NoteReply = {readonly noteId?: SafeText};

export type CreateReply = {readonly id: TicketId; readonly kind: TicketKind};

export type OrderPage = {
  readonly tickets: readonly ListedTicket[];
  readonly page: number;
  readonly totalPages: number;
  readonly totalElements: number;
};

export type NoticePage = {
  readonly notices: readonly SiteNotice[];
  /** How many rows the service sent, those without a number included. */
  readonly rows: number;
  readonly isLast: boolean;
};

/** Notices that begin from `from` on, those after `offset`. Milliseconds since 1970. */
export type NoticeSearch = {readonly from: number; readonly to: number; readonly offset: number};

export type AssetPage = {
  readonly assets: readonly Asset[];
  /** How many the search finds in all. */
  readonly total: number;
};

export type UploadRequest = {
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  readonly open: () => ReadableStream<Uint8Array>;
  /** Called with the bytes sent so far. */
  readonly onProgress?: (sent: number) => void;
};

export type Download = {
  /** As the server named it, made safe to print, not yet a safe file name. */
  readonly name: SafeText | undefined;
  /** Size in bytes, where the service said it. */
  readonly size: number | undefined;
  readonly body: ReadableStream<Uint8Array>;
};

export type Identity = {readonly userName: SafeText | undefined; readonly expiresAt: number};

/**
 * The service, one function for each operation. Every function throws an ApiError. Reads are repeated after a failure;
 * writes are sent once, and a write without an answer throws `unknown-outcome`.
 */
export type Api = {
  getTicket: (id: string, options?: CallOptions) => Promise<ReadTicket>;
  createTicket: (request: CreateRequest, options?: WriteOptions) => Promise<CreateReply>;
  /** Uses addCaseNote for 8-digit ids, else addTicketNote, unless the settings say otherwise. */
  addNote: (id: string, note: NoteRequest, options?: WriteOptions) => Promise<NoteReply>;
  cancelTicket: (id: string, reason: string, options?: WriteOptions) => Promise<void>;
  /** What waits for an answer on an order; empty where nothing does. */
  listNegotiations: (orderId: string, options?: CallOptions) => Promise<readonly Negotiation[]>;
  answerNegotiation: (orderId: string, answer: NegotiationAnswer, options?: WriteOptions) => Promise<void>;
  getEmail: (emailId: string, caseNumber: string, options?: CallOptions) => Promise<EmailDetails>;
  /** If other orders are asked for, tickets are left out; otherwise every row is taken for a ticket. */
  searchOrders: (search: OrderSearch, options?: CallOptions) => Promise<OrderPage>;
  /** An order that is no ticket, in the form of one. */
  getOrder: (id: string, options?: CallOptions) => Promise<ReadTicket>;
  listOrderLocations: (options?: CallOptions) => Promise<readonly IbxLocation[]>;
  ticketTypes: (options?: CallOptions & {readonly category?: string}) => Promise<readonly TicketType[]>;
  /** With cages, accounts and cabinets; `ibxs` narrows it. */
  ticketLocations: (
    options?: CallOptions & {readonly ibxs?: readonly string[]},
  ) => Promise<readonly TicketLocation[]>;
  /** Notices about sites, the latest start first; texts are plain. */
  searchNotices: (search: NoticeSearch, options?: CallOptions) => Promise<NoticePage>;
  getNotice: (id: string, options?: CallOptions) => Promise<SiteNotice>;
  /** By the newer API: what was sent, the latest first; several may be about one notice. */
  findNotices: (search: Pick<NoticeSearch, 'offset'>, options?: CallOptions) => Promise<NoticePage>;
  /**
   * Installed assets, by any number or a part of one: `q` has at least three characters; without it all. At most 20.
   */
  searchAssets: (
    search: {readonly q?: string; readonly most?: number},
    options?: CallOptions,
  ) => Promise<AssetPage>;
  /** By its asset number; in full, with its cabinet where the service tells it. */
  getAsset: (number: string, options?: CallOptions) => Promise<Asset>;
  uploadAttachment: (upload: UploadRequest, options?: CallOptions) => Promise<Uploaded>;
  deleteAttachment: (attachmentId: string, options?: CallOptions) => Promise<void>;
  /** `mostBytes`: the limit if the service does not say how long the file is. */
  downloadAttachment: (
    caseId: string,
    attachmentId: string,
    options?: CallOptions & {readonly mostBytes?: number},
  ) => Promise<Download>;
  /** Fetches a token if there is none; at most one refused request for each call. */
  identify: (options?: CallOptions) => Promise<Identity>;
};
