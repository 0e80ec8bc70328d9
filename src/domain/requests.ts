/** A file that was uploaded; empty where it is not given. */
export type AttachmentRef = {readonly id: string; readonly name: string};

/** `storedSize`: the file's size in bytes, if the service says it. */
export type Uploaded = AttachmentRef & {readonly storedSize?: number};

export type NoteRequest = {readonly text: string; readonly attachments?: readonly AttachmentRef[]};

export type ContactRole = 'NOTIFICATION' | 'ORDERING' | 'TECHNICAL';

export type RegisteredContact = {
  readonly registeredUsers: readonly string[];
  readonly type: ContactRole;
  readonly availability?: string;
  readonly timezone?: string;
};

export type NonRegisteredContact = {
  readonly firstName: string;
  readonly lastName: string;
  /** TECHNICAL, as far as is known. */
  readonly type: ContactRole;
  /** PHONE, MOBILE and EMAIL are known. */
  readonly details: readonly {readonly type: string; readonly value: string}[];
  /** WORK_HOURS and ANYTIME are known. */
  readonly availability?: string;
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
