import {iso, type StoredTicket} from '../model.ts';
import {contactsOf, ACCOUNTS} from '../sandbox-accounts.ts';
import {randomText, type Random} from '../random.ts';
import {addNote, justOpened, setStatus} from '../world-changes.ts';
import type {World} from '../world.ts';
import {noticeMail} from './notice-seeds.ts';
import type {NoticeWorld, SandboxNotice} from './notice-world.ts';

export type IncidentPlay = {
  /** Goes one act on; gives its name. */
  readonly step: () => string;
};

type PlayDeps = {
  readonly world: World;
  readonly notices: NoticeWorld;
  readonly now: () => number;
  readonly random: Random;
};

/** Steps of rest before the first incident, and after each. */
const REST_FIRST = 2;
const REST = 25;

const ACTS = ['begins', 'ticket', 'updated', 'updated again', 'resolved'] as const;
const STORIES = [
  {
    ibx: 'SV5',
    what: 'UPS B-2 has failed over to the reserve bus',
    told: [
      'UPS B-2 has failed over to the reserve bus. Loads on feed B were without power for up to 30 seconds.',
      'A capacitor of UPS B-2 has failed. Feed B is stable on the reserve bus.',
      'The capacitor is exchanged and being tested. Feed B stays on the reserve bus until then.',
      'UPS B-2 carries the load again. We watch it for 24 hours.',
    ],
  },
  {
    ibx: 'LD8',
    what: 'Cooling of floor 4 is at half of its power',
    told: [
      'Two of four coolers on floor 4 have stopped. Temperatures are rising.',
      'The controller of both coolers has failed. Mobile coolers are on their way.',
      'Mobile coolers run. Temperatures are falling.',
      'All coolers of floor 4 run again.',
    ],
  },
] as const;

/** An incident as a play: it begins, a ticket is opened for it, it is updated, resolved; then rest, and the next. */
export function createIncidentPlay({world, notices, now, random}: PlayDeps): IncidentPlay {
  let rest = REST_FIRST;
  let act = 0;
  let played = 0;
  let notice: SandboxNotice | undefined;
  let ticket: StoredTicket | undefined;
  const context = {now, random};

  const tell = (status: string, text: string, change: Partial<SandboxNotice> = {}) => {
    if (notice === undefined) return;
    notice = told({...notice, ...change}, status, text, now());
    notices.put(notice);
  };
  const perform: Readonly<Record<(typeof ACTS)[number], (story: Story) => void>> = {
    begins(story) {
      notice = {...started(story, {now, random}), mails: []};
      tell('NEW', story.told[0]);
    },
    ticket(story) {
      ticket = ticketOf(story, {now, random});
      world.add(ticket);
    },
    updated: ({told: [, text]}) => tell('UPDATED', text),
    'updated again': ({told: [, , text]}) => tell('UPDATED', text),
    resolved({told: [, , , text]}) {
      tell('RESOLVED', text, {end: now()});
      const opened = ticket === undefined ? undefined : world.find(ticket.orderNumber ?? '');
      if (opened === undefined) return;
      const noted = addNote(opened, {text, type: 'RESOLUTION_NOTES'}, context);
      world.put(setStatus(noted, 'RESOLVED', context));
    },
  };

  return {
    step() {
      if (rest > 0) {
        rest -= 1;
        return 'rests';
      }
      const name = ACTS[act] ?? 'begins';
      perform[name](STORIES[played % STORIES.length] ?? STORIES[0]);
      act += 1;
      if (act >= ACTS.length) {
        act = 0;
        rest = REST;
        played += 1;
      }
      return name;
    },
  };
}

type Story = (typeof STORIES)[number];
type Moment = Pick<PlayDeps, 'now' | 'random'>;

function started({ibx, what}: Story, {now, random}: Moment): Omit<SandboxNotice, 'mails'> {
  return {
    id: `GBL${randomText(random, 12, '0123456789')}`,
    notificationNumber: `5-2311${randomText(random, 8, '0123456789')}`,
    type: 'IBX_INCIDENT',
    ibxs: [ibx],
    start: now(),
    status: 'NEW',
    summary: what,
  };
}

/** The same notice with one more word about it. */
function told(notice: SandboxNotice, status: string, text: string, at: number): SandboxNotice {
  const mails = [
    {subject: `${status}: ${notice.summary}`, body: noticeMail(text, notice.ibxs), at},
    ...notice.mails,
  ];
  return {...notice, status, text, mails};
}

function ticketOf({ibx, what}: Story, {now, random}: Moment): StoredTicket {
  const account = ACCOUNTS.vjt;
  return {
    ...justOpened(iso(now())),
    kind: 'TROUBLE',
    orderNumber: `1-20499${randomText(random, 7, '0123456789')}`,
    accountNumber: account.number,
    accountName: account.name,
    channel: 'PORTAL',
    ibx: [ibx],
    productTypes: ['TROUBLE'],
    contacts: contactsOf(account),
    updatedBy: `${account.people[0].firstName} ${account.people[0].lastName}`,
    category: 'Power',
    subCategory: 'We are having a partial power outage',
    description: `Our racks at ${ibx} are affected: ${what}. Please tell us when feed B is back.`,
  };
}
