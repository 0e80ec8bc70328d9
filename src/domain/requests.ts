export type AttachmentRef = {readonly id: string; readonly name: string};

export type NoteRequest = {readonly text: string; readonly attachments?: readonly AttachmentRef[]};

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
