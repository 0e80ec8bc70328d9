import type {FunctionPlace} from './code-index.ts';

/** Where the values of a schema are handled: by functions that name them, for the properties of our own types. */
export type TypedSource = {
  readonly code: readonly FunctionPlace[];
  readonly types: readonly string[];
  /** Where our name is not to be seen beside theirs. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
};

/** The same for what the client keeps to itself: `use` says what for. */
export type InnerSource = {readonly code: readonly FunctionPlace[]; readonly use: string};

const TICKET = 'src/api/decode/decode-ticket.ts';
const ORDERS = 'src/api/decode/decode-orders.ts';
const PLACES = 'src/api/decode/decode-locations.ts';
const BODY = 'src/api/create-body.ts';
const FORM = 'src/domain/new-ticket/new-ticket-form.ts';
const READER = 'src/domain/new-ticket/form-reader.ts';
const ERRORS = 'src/api/http/error-shapes.ts';
const TICKETS = 'src/api/ticket-operations.ts';
const OUTCOME = 'src/api/decode/decode-outcome.ts';
const FILES = 'src/api/attachment-operations.ts';
const QUESTIONS = 'src/api/decode/decode-negotiations.ts';
const NOTICES = 'src/api/decode/decode-notices.ts';
const READ_NOTICES = 'src/api/notice-operations.ts';
const ASSETS = 'src/api/decode/decode-assets.ts';
const READ_ASSETS = 'src/api/asset-operations.ts';
const SEARCH = 'src/api/order-operations.ts#searchBody';

/** By schema of openapi.yaml, or by operation where it has none. A schema that is missing here is a gap. */
export const SOURCES: Readonly<Record<string, TypedSource | InnerSource>> = {
  CreateTicketRequest: {
    code: [`${BODY}#createBody`, `${FORM}#fillIn`],
    types: ['NewTicketForm', 'CreateForm', 'CreateFieldOptions'],
    names: {
      description: ['description', 'message'],
      occurredDateTime: ['occurred'],
      customerReferenceId: ['customerReferenceId', 'reference'],
    },
  },
  TerminationDetails: {
    code: [`${FORM}#detailsOf`],
    types: ['NewTicketForm', 'CreateForm', 'CreateFieldOptions'],
    names: {requestedTerminationDate: ['terminationDate']},
  },
  FreeDetails: {
    code: [`${FORM}#detailsOf`],
    types: ['NewTicketForm', 'CreateForm', 'CreateFieldOptions'],
    names: {'*': ['details', 'detail']},
  },
  AttachmentRef: {code: [`${BODY}#attachmentsOf`], types: ['AttachmentRef']},
  RegisteredContact: {code: [`${READER}#FormReader`], types: ['RegisteredContact']},
  NonRegisteredContact: {code: [`${READER}#FormReader`], types: ['NonRegisteredContact']},
  CreateTicketReply: {
    code: [`${OUTCOME}#decodeCreated`],
    types: ['CreateReply'],
  },
  createTicket: {
    code: [`${TICKETS}#createTicket`],
    use: 'the number of the new ticket, where the body has none',
  },

  Ticket: {
    code: [`${TICKET}#readTicket`, `${TICKET}#decodeHead`, `${TICKET}#decodeMore`],
    types: ['Ticket', 'TicketSummary'],
  },
  TicketOtherDetails: {
    code: [`${TICKET}#readTicket`, `${TICKET}#decodeMore`, `${TICKET}#decodeStatusChange`],
    types: ['Ticket', 'TicketSummary', 'StatusChange'],
  },
  TicketContact: {code: [`${TICKET}#decodeContact`], types: ['TicketContact']},
  TicketNote: {code: [`${TICKET}#decodeNote`], types: ['TicketNote']},
  TicketAttachment: {code: [`${TICKET}#decodeAttachment`], types: ['TicketAttachment']},
  TicketEmail: {code: [`${TICKET}#decodeEmail`], types: ['TicketEmail']},
  TicketLine: {code: [`${TICKET}#decodeLine`], types: ['TicketLine']},
  KeyValue: {code: ['src/api/decode/decode.ts#toPair'], types: ['KeyValue']},

  NoteRequest: {code: [`${TICKETS}#addNote`], types: ['NoteRequest']},
  CaseNoteReply: {code: [`${OUTCOME}#decodeNoted`], types: ['NoteReply']},
  TicketNoteReply: {
    code: [`${OUTCOME}#decodeNoted`],
    use: 'a note that was not taken is a failure, with words',
  },
  CancelRequest: {code: [`${TICKETS}#cancelTicket`], use: 'the reason that is typed'},
  CancelReply: {
    code: [`${OUTCOME}#confirmCancelled`],
    use: 'a cancellation that was not taken is a failure, with words',
  },
  downloadAttachment: {code: [`${FILES}#toDownload`], use: 'the file and its name'},
  EmailDetails: {
    code: ['src/api/decode/decode-email.ts#decodeEmailDetails'],
    types: ['EmailDetails'],
    names: {email_content: ['html']},
  },

  OrderSearchRequest: {
    code: [SEARCH],
    types: ['OrderSearch'],
    names: {
      'sorts.name': ['sort.name'],
      'sorts.direction': ['sort.direction'],
      'page.number': ['page'],
      'page.size': ['size'],
    },
  },
  Order: {
    code: [`${ORDERS}#decodeOrder`, `${ORDERS}#accountOf`, `${ORDERS}#decodeOrderFacts`],
    types: ['TicketSummary', 'OrderFacts'],
    names: {customerReferenceNumbers: ['customerReferenceId']},
  },
  ColocationOrder: {
    code: [`${TICKET}#decodeTicket`, `${TICKET}#readTicket`, `${TICKET}#decodeHead`, `${TICKET}#decodeMore`],
    types: ['Ticket', 'TicketSummary'],
    names: {estimatedCompletionDateTime: ['finalScheduledDate']},
  },
  OrderNote: {code: [`${TICKET}#decodeNote`], types: ['TicketNote']},
  OrderLine: {code: [`${TICKET}#decodeLine`], types: ['TicketLine'], names: {parentlineId: ['parentLineId']}},
  OrderContact: {code: [`${ORDERS}#decodeContact`], types: ['OrderContact']},
  Link: {
    code: [`${ORDERS}#decodeOrderFacts`],
    types: ['OrderFacts'],
    names: {rel: ['links.rel'], href: ['links.href']},
  },
  OrderPage: {code: [`${ORDERS}#decodeOrderPage`], types: ['OrderPage']},
  OrderLocation: {code: [`${ORDERS}#decodeIbxLocations`], types: ['IbxLocation']},
  TicketLocations: {code: [`${PLACES}#decodeTicketLocations`], types: ['TicketLocation']},
  TicketLocationCage: {
    code: [`${PLACES}#decodeCages`, `${PLACES}#decodeAccount`, `${PLACES}#decodeCabinet`],
    types: ['LocationCage', 'LocationAccount', 'LocationCabinet'],
  },
  ticketLocations: {
    code: ['src/api/order-operations.ts#ticketLocations'],
    use: 'cages, accounts and cabinets come along',
  },
  TicketType: {
    code: [`${PLACES}#decodeType`],
    types: ['TicketType'],
  },

  Negotiation: {
    code: [`${QUESTIONS}#readNegotiation`],
    types: ['Negotiation'],
    names: {
      orderRequestedDateTime: ['requested'],
      proposedDateTime: ['proposed'],
      expirationDateTime: ['expires'],
      expedited: ['isExpedited'],
      createdDateTime: ['created'],
    },
  },
  NegotiationAnswer: {
    code: ['src/api/order-operations.ts#answerNegotiation'],
    use: 'the answer that is chosen, and its reason where one is written',
  },

  searchNotices: {code: [`${READ_NOTICES}#searchNotices`], use: 'pages, the latest start first'},
  NoticeSearch: {code: [`${READ_NOTICES}#searchNotices`], use: 'how far back and ahead is looked'},
  NoticePage: {code: [`${NOTICES}#pageOf`], types: ['NoticePage'], names: {data: ['notices']}},
  NoticePageInfo: {code: ['src/api/decode/decode.ts#totalOf'], use: 'whether there are more'},
  Notice: {
    code: [`${NOTICES}#readNotice`],
    types: ['SiteNotice'],
    names: {
      notificationNumber: ['number'],
      globalNotification: ['isGlobal'],
      startTimestamp: ['start'],
      endTimestamp: ['end'],
    },
  },
  NoticeEmail: {
    code: [`${NOTICES}#decodeNoticeEmail`],
    types: ['NoticeEmail'],
    names: {body: ['text'], timestamp: ['sentAt']},
  },
  EventSearch: {code: [`${READ_NOTICES}#findNotices`], use: 'which kinds, and how far back'},
  EventPageInfo: {code: ['src/api/decode/decode.ts#totalOf'], use: 'whether there are more'},
  Event: {
    code: [`${NOTICES}#decodeEvent`],
    types: ['SiteNotice'],
    names: {
      notificationNumber: ['id'],
      createdDateTime: ['start'],
      category: ['type'],
      additionalInfo: ['start', 'end', 'other'],
    },
  },
  searchAssets: {code: [`${READ_ASSETS}#searchAssets`], use: 'what is typed; the first page'},
  AssetSearch: {code: [`${READ_ASSETS}#searchAssets`], use: 'everything: the number tells'},
  AssetPageInfo: {code: ['src/api/decode/decode.ts#totalOf'], use: '`doctor`: how many there are'},
  Asset: {
    code: [`${ASSETS}#readAsset`],
    types: ['Asset'],
    names: {
      assetNumber: ['number'],
      serialNumber: ['serial'],
      productName: ['product'],
      productDescription: ['description'],
      installationDate: ['installed'],
      customerReferenceNumber: ['reference'],
    },
  },
  AssetDetail: {
    code: [`${ASSETS}#readDetail`],
    types: ['Asset'],
    names: {key: ['cabinet'], value: ['cabinet'], tag: ['cabinet']},
  },
  uploadAttachment: {code: ['src/api/http/multipart.ts#toMultipart'], use: 'the file'},
  UploadReply: {
    code: [`${FILES}#decodeUploaded`],
    use: 'what the note or ticket names; a size that differs is a failure',
  },
  deleteAttachment: {code: [`${FILES}#deleteAttachment`], use: 'a file that was not deleted is a failure'},
  TokenRequest: {code: ['src/api/create-api.ts#authOf'], use: 'the sign-in'},
  TokenReply: {
    code: ['src/api/auth.ts#decodeToken'],
    use: 'the sign-in; the name is shown by `whoami` and decides what is "mine"',
  },
  ErrorObject: {
    code: [`${ERRORS}#readOne`, `${ERRORS}#CODE_KEYS`, `${ERRORS}#MESSAGE_KEYS`, `${ERRORS}#DETAIL_KEYS`],
    use: 'the words of a failure',
  },
  ErrorProperty: {code: [`${ERRORS}#additionalInfo`], use: 'the words of a failure, at the field'},
  ErrorEnvelope: {
    code: [
      `${ERRORS}#readErrorContent`,
      `${ERRORS}#readOne`,
      `${ERRORS}#CODE_KEYS`,
      `${ERRORS}#MESSAGE_KEYS`,
    ],
    use: 'the words of a failure',
  },
  OAuthError: {
    code: [`${ERRORS}#CODE_KEYS`, `${ERRORS}#MESSAGE_KEYS`, `${ERRORS}#DETAIL_KEYS`],
    use: 'the words of a failure',
  },
};
