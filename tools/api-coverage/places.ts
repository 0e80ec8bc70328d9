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

/**
 * What shows or sends the fields that a file uses, where the path does not say it: a file in `src/screens/NAME/` belongs to
 * that screen, one called as a command to that command. Empty: the file only checks or passes on, and shows nothing.
 */
export const FILE_PLACES: Readonly<Record<string, string>> = {
  'src/commands/account/doctor-checks/service.ts': '`doctor`',
  'src/commands/account/first-contact/first-reads.ts': '`doctor`',
  'src/commands/account/first-contact/walk-paths.ts': '`doctor`',
  'src/commands/write/dry-run.ts': '`--dry-run`',
  'src/commands/write/send-write.ts': 'sending',
  'src/commands/write/write-files.ts': 'uploads',
  'src/commands/write/write-json.ts': '`--json`',
  'src/domain/assets/asset-filling.ts': 'screen create, `create --asset`',
  'src/domain/assets/asset.ts': 'screen create, `create --asset`',
  'src/domain/email-text.ts': '`email`',
  'src/domain/handover-text.ts': '`handover`',
  'src/domain/new-ticket/check-request.ts': 'the check before sending',
  'src/domain/new-ticket/form-reader.ts': '`create --file`',
  'src/domain/new-ticket/known-better.ts': 'the check before sending',
  'src/domain/new-ticket/new-ticket-form.ts': 'screen create, `create`',
  'src/domain/new-ticket/parse-contact.ts': 'screen create, `create --contact`',
  'src/domain/new-ticket/ticket-like.ts': 'screen create',
  'src/domain/notices/first-heard.ts': '`watch --notices`',
  'src/domain/notices/notice-as-json.ts': '`notices --json`',
  'src/domain/notices/notice-calendar.ts': '`notices --ics`',
  'src/domain/notices/notice-choice.ts': 'screen notices, `notices`',
  'src/domain/notices/notice-text.ts': 'screen notices, `notices`',
  'src/domain/notices/site-notice.ts': 'screen notices, `notices`',
  'src/domain/orders/negotiation-as-json.ts': '`--json`',
  'src/domain/orders/negotiation-text.ts': 'screen ticket, screen answer, `answer`',
  'src/domain/orders/negotiation.ts': '',
  'src/domain/orders/order-query.ts': 'the search on the service',
  'src/domain/others.ts': 'screen compose, screen ticket',
  'src/domain/ticket.ts': '',
  'src/domain/ticket/contact-name.ts': 'screen ticket, screen site, `site`',
  'src/domain/ticket/is-pending.ts': 'screen ticket',
  'src/domain/ticket/permissions.ts': 'the check before sending',
  'src/domain/ticket/ticket-as-json.ts': '`--json`',
  'src/domain/ticket/ticket-places.ts': 'screen ticket, screen site, `site`',
  'src/domain/ticket/ticket-text.ts': '`show`',
  'src/domain/ticket/timeline.ts': 'screen ticket',
  'src/domain/ticket/turn-since.ts': 'the list',
  'src/domain/ticket/unseen-items.ts': 'what is unread',
  'src/files/download-files.ts': 'screen files, `download`',
  'src/files/download.ts': 'screen files, `download`',
  'src/files/export-ticket.ts': '`export`, screen bulk',
  'src/files/files.ts': '',
  'src/files/kept-uploads.ts': 'uploads',
  'src/files/read-email.ts': 'screen email, `email`',
  'src/files/upload-files.ts': 'uploads',
  'src/files/view-file.ts': 'screen files',
  'src/hooks/ticket/useEmail.ts': 'screen email',
  'src/hooks/useAccountName.ts': 'screen create, the header',
  'src/hooks/useAssets.ts': 'screen create',
  'src/screens/share-actions.ts': 'screen ticket',
  'src/state/chosen-item.ts': 'screen ticket',
  'src/state/create/create-additions.ts': 'screen create',
  'src/state/create/create-asset.ts': 'screen create',
  'src/state/create/create-form.ts': 'screen create',
  'src/state/create/create-state.ts': 'screen create',
  'src/state/file-view.ts': 'screen files',
  'src/state/kept-assets.ts': 'screen create, `create --asset`',
  'src/state/told/told-changes.ts': 'screen since, `since`, `sync`, `watch`',
  'src/state/told/told-site.ts': 'screen site, `site`',
  'src/store/search/search.ts': 'screen search, `search`',
  'src/store/tickets/documents.ts': 'screen search, `search`',
  'src/store/tickets/ticket-columns.ts': 'the list',
  'src/sync/notifier.ts': 'bell and notice',
  'src/sync/outbox/match-created.ts': 'sending',
  'src/sync/outbox/match-note.ts': 'sending',
  'src/sync/outbox/outbox-arrived.ts': 'sending',
  'src/sync/outbox/outbox-attempt.ts': 'sending',
  'src/sync/outbox/outbox-check.ts': 'the check before sending',
  'src/sync/outbox/outbox-lookup.ts': 'sending',
  'src/sync/outbox/outbox-refused.ts': 'sending',
  'src/sync/page-end.ts': 'the list',
  'src/sync/poller/list-pass.ts': 'the list',
  'src/sync/search-orders.ts': '`list --remote`, the search on the service',
};

/** Folders whose files bring values from the service to this machine, and show nothing unless they have a row above. */
export const CARRIERS = /^src\/(?:api|store|team|sync|console)\/|^src\/app\.tsx$/;
