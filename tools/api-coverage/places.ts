import type {OperationId} from '../../src/api/endpoints.ts';
import type {CommandId} from '../../src/keys/keymap.ts';

/** Where people meet an operation. */
export type OperationPlace = {
  /** The function of `Api` that does it. */
  readonly api: string;
  /** Subcommands. */
  readonly commands: readonly string[];
  /** Commands of the key table. */
  readonly keys: readonly CommandId[];
  /** Where it happens by itself. */
  readonly also?: string;
};

export const OPERATION_PLACES: Readonly<Record<OperationId, OperationPlace>> = {
  createTicket: {api: 'createTicket', commands: ['create'], keys: ['ticket.new']},
  getTicket: {
    api: 'getTicket',
    commands: ['show', 'sync', 'watch', 'track', 'export'],
    keys: ['ticket.refresh'],
    also: 'by itself, for what is on screen, what needs you and what is open',
  },
  addCaseNote: {
    api: 'addNote',
    commands: ['note'],
    keys: ['ticket.note', 'ticket.reply'],
    also: '`api.note_operation` chooses the form',
  },
  addTicketNote: {
    api: 'addNote',
    commands: ['note'],
    keys: ['ticket.note', 'ticket.reply'],
    also: '`api.note_operation` chooses the form',
  },
  cancelTicket: {api: 'cancelTicket', commands: ['cancel'], keys: ['ticket.cancel']},
  downloadAttachment: {
    api: 'downloadAttachment',
    commands: ['download', 'export'],
    keys: ['file.save', 'file.saveAll', 'ticket.export'],
  },
  getEmail: {api: 'getEmail', commands: ['email', 'export'], keys: ['ticket.emails', 'email.thread']},
  searchOrders: {
    api: 'searchOrders',
    commands: ['list', 'sync', 'doctor'],
    keys: ['refresh', 'remote.open'],
    also: 'by itself, each minute',
  },
  getOrder: {
    api: 'getOrder',
    commands: ['show', 'sync'],
    keys: ['ticket.refresh'],
    also: 'where `orders.show` is on, by itself as getTicket',
  },
  listOrderLocations: {
    api: 'listOrderLocations',
    commands: [],
    keys: ['ticket.new', 'tab.next'],
    also: 'kept for a week',
  },
  ticketLocations: {
    api: 'ticketLocations',
    commands: ['doctor'],
    keys: ['ticket.new'],
    also: 'kept for twelve hours',
  },
  ticketTypes: {api: 'ticketTypes', commands: [], keys: ['ticket.new'], also: 'kept for a week'},
  searchNotices: {
    api: 'searchNotices',
    commands: ['notices', 'doctor'],
    keys: ['notices', 'notices.refresh'],
    also: 'by itself, behind all else',
  },
  getNotice: {
    api: 'getNotice',
    commands: [],
    keys: ['notices.open'],
    also: 'by itself, for what goes on or is planned',
  },
  findNotices: {
    api: 'findNotices',
    commands: ['notices'],
    keys: ['notices', 'notices.refresh'],
    also: 'where `notices.source` is "v2"',
  },
  searchAssets: {
    api: 'searchAssets',
    commands: ['create', 'doctor'],
    keys: ['ticket.new'],
    also: 'while a number is typed, when typing rests; what was found is kept',
  },
  getAsset: {
    api: 'getAsset',
    commands: ['create'],
    keys: ['ticket.new'],
    also: 'of at most three that a search found',
  },
  listNegotiations: {
    api: 'listNegotiations',
    commands: ['answer'],
    keys: ['ticket.note'],
    also: 'by itself, for what waits for you, behind all else',
  },
  answerNegotiation: {api: 'answerNegotiation', commands: ['answer'], keys: ['ticket.note']},
  uploadAttachment: {api: 'uploadAttachment', commands: ['attach', 'note', 'create'], keys: ['write.attach']},
  deleteAttachment: {api: 'deleteAttachment', commands: [], keys: ['form.remove']},
  token: {
    api: 'identify',
    commands: ['login', 'whoami', 'doctor'],
    keys: [],
    also: 'before any other request',
  },
};

/** Files in which the value of a field is not yet shown, and what shows or sends what they make. */
export const FILE_PLACES: Readonly<Record<string, string>> = {
  'src/domain/ticket/ticket-as-json.ts': '`--json`',
  'src/domain/ticket/ticket-text.ts': '`show`',
  'src/domain/email-text.ts': '`email`',
  'src/files/export-ticket.ts': '`export`',
  'src/domain/handover-text.ts': '`handover`',
  'src/sync/outbox/outbox-arrived.ts': 'sending',
  'src/sync/outbox/outbox-attempt.ts': 'sending',
  'src/files/upload-files.ts': 'uploads',
  'src/files/download.ts': '`download`',
  'src/sync/poller/list-pass.ts': 'the list',
  'src/sync/page-end.ts': 'the list',
  'src/sync/search-orders.ts': '`list --remote`, the search on the service',
  'src/store/tickets/ticket-columns.ts': 'the list',
  'src/domain/ticket/contact-name.ts': 'screens ticket and site, `site`',
  'src/domain/ticket/ticket-places.ts': 'screens ticket and site, `site`',
  'src/domain/ticket/turn-since.ts': 'the list',
  'src/domain/ticket/unseen-items.ts': 'what is unread',
  'src/domain/orders/order-query.ts': 'the search on the service',
  'src/domain/new-ticket/form-reader.ts': '`create --file`',
  'src/domain/new-ticket/parse-contact.ts': 'screen create, `create --contact`',
  'src/state/create/create-form.ts': 'screen create',
  'src/hooks/ticket/useEmail.ts': 'screen email',
  'src/domain/orders/negotiation-text.ts': 'screens ticket and answer, `answer`',
  'src/domain/orders/negotiation-as-json.ts': '`--json`',
  'src/domain/assets/asset.ts': 'screen create, `create --asset`',
  'src/domain/assets/asset-filling.ts': 'screen create, `create --asset`',
  'src/domain/notices/site-notice.ts': 'screen notices, `notices`',
  'src/domain/notices/notice-text.ts': 'screen notices, `notices`',
  'src/domain/notices/notice-as-json.ts': '`notices --json`',
  'src/domain/notices/notice-calendar.ts': '`notices --ics`',
};
