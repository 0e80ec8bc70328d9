import {ACCOUNTS, contactsOf, type Account} from './sandbox-accounts.ts';
import {iso, type Note, type Status, type StoredTicket} from './model.ts';
import {PLACES, cabinetsOf, type Place} from './places.ts';
import {createRandom, hash, recordId, type Random} from './random.ts';
import {flagsOf, historyOf} from './status-rules.ts';
import {SUBJECTS, type Subject} from './seed/subjects.ts';
import type {TicketRow} from './history-row.ts';

export type Generator = {
  readonly count: number;
  row: (index: number) => TicketRow;
  ticket: (index: number) => StoredTicket;
  /** The index of a generated order or case number. */
  indexOf: (id: string) => number | undefined;
};

type Facts = {
  readonly index: number;
  readonly created: number;
  readonly status: Status;
  readonly place: Place;
  readonly account: Account;
  readonly orderNumber: string;
  readonly caseNumber: string | undefined;
  readonly reference: string | undefined;
};

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
// Numbers are spread by a step wider than the noise on them, so that a number tells its index.
const ORDER_BASE = 205_100_000_000;
const ORDER_STEP = 137;
const CASE_BASE = 12_000_000;
const CASE_STEP = 3;
const ACCOUNT_LIST: readonly Account[] = [
  ACCOUNTS.vjt,
  ACCOUNTS.brightwater,
  ACCOUNTS.kaiyo,
  ACCOUNTS.hanseatic,
];
const YOUNG: readonly Status[] = [
  'SUBMITTED',
  'SUBMITTED',
  'IN_PROGRESS',
  'IN_PROGRESS',
  'ACTION_REQUIRED',
  'RESOLVED',
];

/** Makes `count` tickets of the past 350 days, each from its index and the seed alone; index 0 is the newest. */
export function createGenerator({count, seed, now}: {count: number; seed: number; now: number}): Generator {
  const spacing = (350 * DAY) / Math.max(count, 1);

  function facts(index: number): Facts {
    const mixed = hash(seed, index);
    const age = 20 * MINUTE + spacing * (index + (mixed % 997) / 1000);
    const place = PLACES[mixed % PLACES.length];
    const account = ACCOUNT_LIST[(mixed >>> 8) % ACCOUNT_LIST.length];
    if (place === undefined || account === undefined) throw new Error('There are no places or accounts.');
    return {
      index,
      created: Math.floor((now - age) / 1000) * 1000,
      status: statusOf(mixed, age),
      place,
      account,
      orderNumber: `1-${ORDER_BASE + index * ORDER_STEP + (mixed % ORDER_STEP)}`,
      caseNumber:
        mixed % 5 === 0 ? String(CASE_BASE + index * CASE_STEP + ((mixed >>> 4) % CASE_STEP)) : undefined,
      reference: (mixed >>> 5) % 3 === 0 ? undefined : `OPS-${10_000 + (mixed % 90_000)}`,
    };
  }

  function indexOf(id: string): number | undefined {
    const order = /^1-(\d{12})$/.exec(id)?.[1];
    const base = order === undefined ? CASE_BASE : ORDER_BASE;
    const index = Math.floor((Number(order ?? id) - base) / (order === undefined ? CASE_STEP : ORDER_STEP));
    if (!Number.isInteger(index) || index < 0 || index >= count) return undefined;
    const {orderNumber, caseNumber} = facts(index);
    return id === orderNumber || id === caseNumber ? index : undefined;
  }

  return {
    count,
    indexOf,
    row: (index) => rowOf(facts(index)),
    ticket: (index) => ticketOf(facts(index), createRandom(hash(seed, index, 7)), now),
  };
}

function statusOf(mixed: number, age: number): Status {
  // Most tickets of real accounts are done: of the older ones only a few in a hundred are open.
  const openShare = age < 3 * DAY ? 70 : age < 14 * DAY ? 20 : 2;
  if ((mixed >>> 3) % 100 < openShare) return YOUNG[(mixed >>> 11) % YOUNG.length] ?? 'SUBMITTED';
  return (mixed >>> 13) % 12 === 0 ? 'CANCELLED' : 'CLOSED';
}

function rowOf({account, place, ...facts}: Facts): TicketRow {
  const [person] = account.people;
  return {
    orderNumber: facts.orderNumber,
    caseNumber: facts.caseNumber,
    status: facts.status,
    created: facts.created,
    accountNumber: account.number,
    accountName: account.name,
    ibx: [place.code],
    productTypes: ['TROUBLE'],
    reference: facts.reference,
    purchaseOrders: [],
    orderingContact: {
      name: `${person.firstName} ${person.lastName}`,
      lastName: person.lastName,
      email: person.email,
      phone: person.phone,
    },
    activityIds: [],
    foreign: false,
  };
}

function ticketOf(facts: Facts, random: Random, now: number): StoredTicket {
  const {account, place, created, status} = facts;
  const subject = random.pick(SUBJECTS);
  const cage = random.pick(place.cages);
  const cabinet = random.pick(cabinetsOf(cage));
  const changes = historyOf(status, created, now);
  const updated = Date.parse(changes.at(-1)?.createdDate ?? iso(created));
  const notes = talkOf(subject, {facts, random, cabinet, updated});
  return {
    kind: 'TROUBLE',
    orderNumber: facts.orderNumber,
    ...(facts.caseNumber === undefined ? {} : {caseNumber: facts.caseNumber}),
    accountNumber: account.number,
    accountName: account.name,
    ...(facts.reference === undefined ? {} : {customerReferenceId: facts.reference}),
    channel: random.pick(['PORTAL', 'PORTAL', 'OFFLINE']),
    ibx: [place.code],
    status,
    productTypes: ['TROUBLE'],
    contacts: contactsOf(account),
    notes,
    attachments: [],
    emails: facts.caseNumber === undefined ? [] : [acknowledgement(facts, subject, random)],
    createdDateTime: iso(created),
    updatedDateTime: iso(updated),
    updatedBy: random.pick(['Global Service Desk', 'Operations, shift B', 'Wei Ling Tan', 'Marcus Adeyemi']),
    category: subject.category,
    subCategory: subject.subCategory,
    description: fill(random.pick(subject.descriptions), cabinet, random),
    statusHistory: changes,
    lines: [],
    purchaseOrders: [],
    products: [],
    productOfferingCodes: [],
    additionalInfo: [{key: 'CABINET', value: cabinet}],
    ...flagsOf(status),
  };
}

type TalkContext = {
  readonly facts: Facts;
  readonly random: Random;
  readonly cabinet: string;
  readonly updated: number;
};

function talkOf(subject: Subject, {facts, random, cabinet, updated}: TalkContext): readonly Note[] {
  const turns = random.below(Math.min(subject.talk.length, 4) + 1);
  return Array.from({length: turns}, (_, turn) => ({
    id: recordId(random, 'a0N'),
    createdDateTime: iso(facts.created + ((updated - facts.created) * (turn + 1)) / (turns + 1)),
    text: fill(subject.talk[turn] ?? '', cabinet, random),
    type: turn % 2 === 0 ? 'RESOLUTION_NOTES' : 'CUSTOMER_NOTES',
  }));
}

function acknowledgement(facts: Facts, subject: Subject, random: Random): StoredTicket['emails'][number] {
  const [person] = facts.account.people;
  return {
    id: recordId(random, '02s'),
    createdDateTime: iso(facts.created + 2 * MINUTE),
    subject: `Case ${facts.caseNumber}: ${subject.subCategory}`,
    authorName: 'Equinix Service Desk',
    from: 'no-reply@equinix.example',
    to: person.email,
    html: `<p>Dear ${person.firstName},</p><p>We have received your request for <b>${facts.place.code}</b> and given it the number <b>${facts.caseNumber}</b>.</p><p>Kind regards,<br>Equinix Service Desk</p>`,
  };
}

/** Puts a cabinet, a port and a light level where the text has `{cabinet}`, `{port}` and `{dbm}`. */
function fill(text: string, cabinet: string, random: Random): string {
  return text
    .replaceAll('{cabinet}', cabinet)
    .replaceAll('{port}', `${1 + random.below(48)}`)
    .replaceAll('{dbm}', `-${(4 + random.next() * 26).toFixed(1)} dBm`);
}
