import {toSafeLine, toSafeText} from '../../src/text/safe/to-safe-text.ts';
import type {Stage} from '../support/stage.ts';
import {putSandboxNotices} from './sandbox-notices.ts';
import type {Scene} from './scenes.ts';
import {MOMENT, type WorldOptions} from './screen-world.ts';
import {filter} from './ways.ts';

/** Taken by us, one of them for a team that has a second member. */
const MINE: WorldOptions = {
  prepare(store) {
    for (const id of ['11150871', '1-204976070590']) store.claim(id, 'claim', MOMENT - 3_600_000);
    store.putMembers([{member: 'tom-1', who: 'tom', seenAt: MOMENT - 60_000, drafts: []}]);
  },
};

/** A note with numbers that are known here and not, and an address. */
const WITH_LINKS: WorldOptions = {
  prepare(store) {
    const {ticket, raw} = store.ticket('11150929') ?? {};
    const {notes = []} = ticket ?? {};
    const last = notes.at(-1);
    if (ticket === undefined || last === undefined) throw new Error('no note to copy');
    const text = toSafeText(
      'The same shelf as in 11150871 and in 1-204976069999; photos are at https://status.equinix.example/incidents/INC-2291.',
    );
    store.putTicket(
      {...ticket, notes: [...notes, {...last, id: toSafeLine('links'), text}]},
      raw ?? '{}',
      MOMENT,
    );
  },
};

/** An order that asks something, with an hour left. */
const ASKED: WorldOptions = {
  prepare(store) {
    const iso = (minutes: number) => toSafeText(new Date(MOMENT + minutes * 60_000).toISOString());
    const question = {
      referenceId: toSafeText('4-90311287730'),
      message: toSafeText(
        'The technician who may do this is not on site at the time that you asked for. Please accept the proposed time, accept it without expedite, or cancel.',
      ),
      ...{requested: iso(90), proposed: iso(330), expires: iso(55), created: iso(-20), isExpedited: true},
    };
    store.putNegotiations('1-204976070520', [question], {at: MOMENT, nextAt: MOMENT + 60_000});
  },
};

const askedAbout = async (stage: Stage) => {
  await filter(stage, 'fuite');
  await stage.run('ticket.note');
  await stage.until('What 1-204976070520');
};

/** Pages about more than one ticket. */
export const PAGE_SCENES: Readonly<Record<string, Scene>> = {
  since: {
    world: {
      prepare: (store) =>
        store.changeMeta('console.here', () => ({kept: String(MOMENT - 80 * 60_000), result: undefined})),
    },
  },
  site: {
    async go(stage) {
      await filter(stage, 'PDU');
      await stage.run('site');
      await stage.until('SV5:');
    },
  },
  links: {
    world: WITH_LINKS,
    async go(stage) {
      await filter(stage, 'reseat');
      await stage.run('open', 'email.link');
    },
  },
  'search-name': {
    async go(stage) {
      await stage.run('filter.open');
      await stage.type('ibx:DA3 age:>2h');
      await stage.run('filter.save');
    },
  },
  'ticket-templates': {
    async go(stage) {
      await stage.run('ticket.new', 'form.template');
      await stage.until('cage door');
    },
  },
  answer: {world: ASKED, go: askedAbout},
  'answer-approve': {
    world: ASKED,
    async go(stage) {
      await askedAbout(stage);
      await stage.run('menu.choose');
      await stage.type('Tomorrow morning is early enough.');
    },
  },
  'answer-cancel': {
    world: ASKED,
    async go(stage) {
      await askedAbout(stage);
      await stage.press('down', 'down');
      await stage.run('menu.choose');
      await stage.type('Solved on our side.');
      await stage.run('field.next');
    },
  },
  'orders-off': {go: (stage) => filter(stage, 'type:smarthands')},
  'search-notice': {
    world: {prepare: putSandboxNotices},
    async go(stage) {
      await stage.run('search.open');
      await stage.type('reserve bus');
      await stage.until('1 of');
    },
  },
  'notice-found': {
    world: {prepare: putSandboxNotices},
    async go(stage) {
      await stage.run('search.open');
      await stage.type('reserve bus');
      await stage.until('1 of');
      await stage.run('pick.choose');
    },
  },
  give: {world: MINE, go: (stage) => stage.run('handover', 'handover.give')},
};
