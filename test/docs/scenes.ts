import {ApiError, AppError} from '../../src/errors.ts';
import type {Stage} from '../support/stage.ts';
import {filter, openEmail} from './ways.ts';
import {putSandboxNotices} from './sandbox-notices.ts';
import {MOMENT, type WorldOptions} from './screen-world.ts';

export type Scene = {
  /** The way there from the list. */
  readonly go?: (stage: Stage) => Promise<void>;
  readonly world?: WorldOptions;
  /** What the first frame says stays in the footer. */
  readonly isFirstFrame?: true;
};

const BUSY = new ApiError('rate-limited', 'The service has had too many requests.', {
  status: 429,
  correlationId: '64f1b0c2-7a55',
  retryAfterMs: 42_000,
});
const REFUSED = new ApiError('auth', 'The service refused this client id and secret.', {
  status: 401,
  hint: '1 refused attempt is used of 5; after that the account locks.',
  correlationId: '0f7d-11',
});

const WITH_NOTICES: WorldOptions = {prepare: putSandboxNotices};

/** In the order of docs/screens/README.md. */
export const SCENES: Readonly<Record<string, Scene>> = {
  list: {},
  'draft-waits': {isFirstFrame: true},
  'list-grouped': {go: (stage) => stage.run('group.next')},
  'list-first': {
    world: {
      hasTickets: false,
      status: {state: 'syncing', listAt: undefined, progress: {done: 40, total: 63}},
    },
  },
  'list-empty': {world: {hasTickets: false}},
  'list-no-match': {go: (stage) => filter(stage, 'ibx:DA3 zebra')},
  'list-offline': {
    world: {
      status: {
        state: 'offline',
        listAt: MOMENT - 26 * 60_000,
        error: new AppError('network', 'api.equinix.com has no address', {
          hint: 'Check the name, the network and the VPN.',
        }),
        nextAt: MOMENT + 48_000,
      },
    },
  },
  'list-too-many': {
    world: {status: {state: 'waiting', listAt: MOMENT - 180_000, error: BUSY, nextAt: MOMENT + 42_000}},
  },
  'list-not-kept': {
    world: {
      lost: new AppError('store', 'The database cannot be written: the disk is full.', {
        hint: 'Make room, then start casedeck again.',
      }),
    },
  },
  marks: {go: (stage) => stage.run('mark.toggle', 'mark.toggle', 'mark.toggle')},
  filter: {
    async go(stage) {
      await stage.run('filter.open');
      await stage.type('ibx:DA3 age:>2h ');
    },
  },
  'filter-problem': {
    async go(stage) {
      await stage.run('filter.open');
      await stage.type('status:acton age:2');
    },
  },
  views: {go: (stage) => stage.run('view.menu')},
  ibxs: {go: (stage) => stage.run('view.5')},
  sort: {go: (stage) => stage.run('sort.menu')},
  search: {
    async go(stage) {
      await stage.run('search.open');
      await stage.type('breaker');
      await stage.until('of 6');
    },
  },
  remote: {go: (stage) => stage.run('remote.open')},
  'remote-found': {
    async go(stage) {
      await stage.run('remote.open');
      await stage.type('ibx:SV5');
      await stage.run('pick.choose');
      await stage.until('1 of 3');
    },
  },
  ticket: {go: (stage) => stage.run('unread.next', 'open')},
  'ticket-emails': {go: (stage) => stage.run('ticket.emails')},
  'ticket-files': {go: (stage) => stage.run('ticket.files')},
  'ticket-history': {go: (stage) => stage.run('unread.next', 'open', 'tab.previous', 'tab.previous')},
  'ticket-more': {go: (stage) => stage.run('unread.next', 'open', 'time', 'tab.previous')},
  'ticket-not-sent': {
    world: {
      prepare(store) {
        const {id} = store.enqueue(
          {kind: 'note', ticketId: '11150871', text: 'Yes, please move it.', extra: undefined},
          MOMENT - 60_000,
        );
        store.moveOutbox(id, 'queued', 'sending', {attempts: 1}, MOMENT - 60_000);
        const error = 'The service failed: Internal server error. (HTTP 500 · EQ-2014101)';
        store.moveOutbox(id, 'sending', 'failed', {error}, MOMENT - 58_000);
      },
    },
    go: (stage) => stage.run('open'),
  },
  email: {go: openEmail},
  'email-find': {
    async go(stage) {
      await openEmail(stage);
      await stage.run('email.find');
      await stage.type('portal');
    },
  },
  'email-thread': {
    async go(stage) {
      await openEmail(stage);
      await stage.run('email.thread');
      await stage.until('E-mail 1 of 2');
    },
  },
  'email-link': {
    async go(stage) {
      await openEmail(stage);
      await stage.run('email.thread');
      await stage.until('E-mail 1 of 2');
      await stage.run('email.link');
    },
  },
  'email-save': {
    async go(stage) {
      await openEmail(stage);
      await stage.run('email.saveText');
      await stage.until('Folder:');
    },
  },
  note: {
    async go(stage) {
      await stage.run('unread.next', 'ticket.note');
      await stage.type('Thank you. Please tell us when feed B is back.');
    },
  },
  'note-too-late': {
    world: {
      prepare: (store) =>
        store.saveDraft({
          ticketId: store.page({filter: {statuses: ['CLOSED']}, sort: 'id'}, 0, 1)[0]?.id ?? '',
          kind: 'note',
          text: 'Please wait with the hinge, we are on our way.',
          updatedAt: MOMENT - 3_600_000,
        }),
    },
    async go(stage) {
      await stage.run('view.6');
      await stage.run('move.down', 'open');
    },
  },
  reply: {go: (stage) => stage.run('ticket.reply')},
  templates: {
    async go(stage) {
      await stage.run('unread.next', 'ticket.note', 'write.template');
      await stage.until('light levels');
    },
  },
  attach: {
    async go(stage) {
      await stage.run('unread.next', 'ticket.note', 'write.attach');
      await stage.until('light-levels.csv');
    },
  },
  transfer: {
    async go(stage) {
      await stage.run('ticket.files');
      stage.ui.transfer.set({
        message: 'otdr-trace-MMR2-MMR4.pdf  [####------]  40 % of 1.2 MB',
        stop: () => undefined,
      });
    },
  },
  save: {
    async go(stage) {
      await stage.run('ticket.files', 'file.saveAll');
      await stage.until('Folder:');
    },
  },
  cancel: {
    async go(stage) {
      await stage.run('unread.next', 'ticket.cancel');
      await stage.type('Opened twice.');
    },
  },
  'bulk-note': {go: (stage) => stage.run('mark.toggle', 'move.down', 'mark.toggle', 'bulk.note')},
  'bulk-cancel': {go: (stage) => stage.run('mark.toggle', 'mark.toggle', 'bulk.cancel')},
  'bulk-results': {go: (stage) => stage.run('mark.toggle', 'mark.toggle', 'bulk.track', 'bulk.results')},
  export: {go: (stage) => stage.run('mark.toggle', 'mark.toggle', 'bulk.export')},
  outbox: {go: (stage) => stage.run('view.6')},
  handover: {go: (stage) => stage.run('handover')},
  'handover-step': {
    async go(stage) {
      await stage.run('handover', 'handover.next');
      await stage.type('Say yes to the swap, or call LD8.');
    },
  },
  'handover-save': {go: (stage) => stage.run('handover', 'handover.format', 'handover.save')},
  overview: {go: (stage) => stage.run('overview')},
  notices: {world: WITH_NOTICES, go: (stage) => stage.run('notices', 'move.down', 'move.down')},
  notice: {world: WITH_NOTICES, go: (stage) => stage.run('notices', 'notices.open')},
  'ticket-incident': {world: WITH_NOTICES, go: (stage) => stage.run('unread.next')},
  log: {go: (stage) => stage.run('log')},
  palette: {
    async go(stage) {
      await stage.run('palette');
      await stage.type('not');
    },
  },
  help: {go: (stage) => stage.run('help')},
  'help-find': {
    async go(stage) {
      await stage.run('help', 'email.find');
      await stage.type('copy');
    },
  },
  profiles: {
    async go(stage) {
      await stage.run('profile.switch');
      await stage.until('default');
    },
  },
  welcome: {world: {isNew: true}},
  'sign-in': {go: (stage) => stage.run('signin.open')},
  'sign-in-refused': {
    world: {status: {state: 'refused', listAt: MOMENT - 26 * 60_000, error: REFUSED}},
  },
  'sign-in-keep': {
    async go(stage) {
      await stage.run('signin.open');
      await stage.type('a-client-id');
      await stage.run('signin.next');
      await stage.type('a-client-secret');
      await stage.run('signin.try');
      await stage.until('Signed in');
    },
  },
  passphrase: {
    async go(stage) {
      void stage.passphrase.ask({profile: 'default', isNew: false, isWrong: false});
      await stage.until('Passphrase');
    },
  },
};
