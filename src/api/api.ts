import type {EmailDetails, ListedTicket, Ticket, TicketId, TicketKind} from '../domain/ticket.ts';
import type {SafeText} from '../text/safe/safe-text.ts';

export type CallOptions = {
  readonly signal?: AbortSignal;
  /** How often a read is tried in all; by default the client's own policy. The poller gives 1: it does its own waiting. */
  readonly tries?: number;
};

/** A decoded ticket and the service's own JSON text of it. The raw text is hostile: only `show --raw` prints it, escaped. */
export type ReadTicket = {readonly ticket: Ticket; readonly raw: string};

export type AttachmentRef = {readonly id: string; readonly name: string};

export type NoteRequest = {readonly text: string; readonly attachments?: readonly AttachmentRef[]};

/** `noteId` is known for case notes only (addCaseNote's `caseNotesId`). */
export type NoteReply = {readonly noteId?: SafeText};

export type RegisteredContact = {
  readonly registeredUsers: readonly string[];
  readonly type: 'NOTIFICATION' | 'ORDERING' | 'TECHNICAL';
};
export type NonRegisteredContact = {
  readonly firstName: string;
  readonly lastName: string;
  readonly type: 'TECHNICAL';
  readonly details: readonly {readonly type: 'PHONE' | 'MOBILE' | 'EMAIL'; readonly value: string}[];
  readonly availability?: 'WORK_HOURS' | 'ANYTIME';
  readonly timezone?: string;
};

export type CreateRequest = {
  readonly code: string;
  readonly description: string;
  readonly primaryId?: string;
  readonly secondaryId?: string;
  /** ISO date-time with zone, not in the future. */
  readonly occurredDateTime?: string;
  readonly customerReferenceId?: string;
  readonly attachments?: readonly AttachmentRef[];
  readonly contacts?: readonly (RegisteredContact | NonRegisteredContact)[];
  readonly details?: Readonly<Record<string, unknown>>;
};

export type CreateReply = {readonly id: TicketId; readonly kind: TicketKind};

export type OrderStatus = 'ENTERED' | 'SUBMITTED' | 'IN_PROGRESS' | 'PENDING_QA' | 'CANCELLED' | 'CLOSED';

/** Filters of order history. Only the past twelve months are ever returned. */
export type OrderSearch = {
  readonly ibxs?: readonly string[];
  readonly productTypes?: readonly string[];
  readonly orderStatus?: readonly OrderStatus[];
  readonly dateRange?: string;
  /** mm/dd/yyyy, as this API wants it; ignored by the service when dateRange is set. */
  readonly fromDate?: string;
  readonly toDate?: string;
  readonly q?: string;
  readonly source?: readonly string[];
  readonly sort?: {
    readonly name: 'ORDERING_CONTACT' | 'ACCOUNT_NUMBER' | 'CREATED_ON';
    readonly direction: 'ASC' | 'DESC';
  };
  /** From 0. */
  readonly page?: number;
  /** At most 200. */
  readonly size?: number;
};

export type OrderPage = {
  readonly tickets: readonly ListedTicket[];
  readonly page: number;
  readonly totalPages: number;
  readonly totalElements: number;
};

/** A place that a new ticket can name: an IBX with its cages, each with accounts and cabinets. */
export type TicketLocation = {readonly ibx: SafeText; readonly cages: readonly LocationCage[]};

export type LocationCage = {
  readonly cage: SafeText;
  /** Such as `Private` or `Shared`. */
  readonly cageTypes: readonly SafeText[];
  readonly accounts: readonly LocationAccount[];
};

export type LocationAccount = {
  readonly number: SafeText;
  readonly name?: SafeText;
  /** Orders on this account are held back. */
  readonly isCreditHold?: boolean;
  /** Orders on this account want a purchase order. */
  readonly isPoBearing?: boolean;
  readonly cabinets: readonly LocationCabinet[];
};

export type LocationCabinet = {readonly cabinet: SafeText; readonly cabinetType?: SafeText};

/** An IBX with its address, from order history's locations. */
export type IbxLocation = {
  readonly code: SafeText;
  readonly metro?: SafeText;
  readonly region?: SafeText;
  readonly country?: SafeText;
  readonly city?: SafeText;
  readonly state?: SafeText;
  readonly address?: SafeText;
  readonly postalCode?: SafeText;
  readonly cages: readonly SafeText[];
};

/** A problem of the older trouble-ticket API; its codes (`pwr01`) are not those of `CreateRequest`. */
export type TicketType = {
  readonly code: SafeText;
  readonly category?: SafeText;
  readonly description?: SafeText;
  readonly severity?: SafeText;
  readonly subCategories: readonly SafeText[];
  /** IBXs where it can be ordered. */
  readonly ibxs: readonly SafeText[];
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
 * The service, one function an operation. Every function throws an ApiError. Reads retry by
 * themselves; writes are sent once, and a write whose answer never came throws `unknown-outcome`.
 */
export type Api = {
  getTicket: (id: string, options?: CallOptions) => Promise<ReadTicket>;
  createTicket: (request: CreateRequest, options?: CallOptions) => Promise<CreateReply>;
  /** Uses addCaseNote for 8-digit ids, else addTicketNote, unless the settings say otherwise. */
  addNote: (id: string, note: NoteRequest, options?: CallOptions) => Promise<NoteReply>;
  cancelTicket: (id: string, reason: string, options?: CallOptions) => Promise<void>;
  getEmail: (emailId: string, caseNumber: string, options?: CallOptions) => Promise<EmailDetails>;
  searchOrders: (search: OrderSearch, options?: CallOptions) => Promise<OrderPage>;
  listOrderLocations: (options?: CallOptions) => Promise<readonly IbxLocation[]>;
  ticketTypes: (options?: CallOptions & {readonly category?: string}) => Promise<readonly TicketType[]>;
  /** With cages, accounts and cabinets; `ibxs` narrows it. */
  ticketLocations: (
    options?: CallOptions & {readonly ibxs?: readonly string[]},
  ) => Promise<readonly TicketLocation[]>;
  uploadAttachment: (upload: UploadRequest, options?: CallOptions) => Promise<AttachmentRef>;
  deleteAttachment: (attachmentId: string, options?: CallOptions) => Promise<void>;
  downloadAttachment: (caseId: string, attachmentId: string, options?: CallOptions) => Promise<Download>;
  /** Fetches a token where none is at hand; never more than one refused request a call. */
  identify: (options?: CallOptions) => Promise<Identity>;
};
