import {toSafeLine, toSafeText} from '../../src/text/safe/to-safe-text.ts';
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
  give: {world: MINE, go: (stage) => stage.run('handover', 'handover.give')},
};
