import {ACCOUNTS, contactsOf, type AccountKey} from '../sandbox-accounts.ts';
import {
  iso,
  type Contact,
  type FileContent,
  type Line,
  type Note,
  type Status,
  type StoredAttachment,
  type StoredEmail,
  type StoredTicket,
} from '../model.ts';
import {createRandom, hash, randomUuid, recordId, type Random} from '../random.ts';
import {flagsOf, historyOf} from '../status-rules.ts';

/** How long before the sandbox's start, e.g. `3h12m`, `2d4h`, `0m`. */
export type Ago = string;

/** `desk` is the service, `you` the customer. */
export type SeedNote = readonly [ago: Ago, from: 'desk' | 'you', text: string];

type Told = (texts: TemplateStringsArray, ...values: readonly unknown[]) => SeedNote;

/** A note of the service, or of the customer: how long ago, a blank, and what it says. */
export const [desk, you]: readonly [Told, Told] = [teller('desk'), teller('you')];

function teller(from: SeedNote[1]): Told {
  return (texts, ...values) => {
    const told = String.raw({raw: texts}, ...values);
    const at = told.indexOf(' ');
    return [told.slice(0, at), from, told.slice(at + 1)];
  };
}

/**
 * What a line of the list says of a ticket: its numbers, its account, sites, status and age, each after a blank, then its
 * category and sub-category, each after a `|`.
 */
export function head(texts: TemplateStringsArray, ...values: readonly unknown[]) {
  const [facts = '', category = '', sub = ''] = String.raw({raw: texts}, ...values).split(' | ');
  const words = facts.split(' ');
  const first = (pattern: RegExp) => words.find((word) => pattern.test(word));
  return {
    ...defined({
      order: first(/^1-/),
      case: first(/^\d{8}$/),
      account: words.find((word): word is AccountKey => word in ACCOUNTS),
    }),
    ibx: words.filter((word) => /^[A-Z]{2}\d/.test(word)),
    status: (first(/^[A-Z_]{6,}$/) ?? 'SUBMITTED') as Status,
    opened: first(/^\d+[dhm]/) ?? '0m',
    category,
    sub,
  };
}

export type SeedEmail = {
  readonly ago: Ago;
  readonly subject: string;
  readonly html: string;
  readonly author?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cc?: string;
};

export type SeedFile = {
  readonly name: string;
  readonly content: FileContent;
  readonly source?: 'CUSTOMER' | 'EQUINIX';
  readonly disposition?: StoredAttachment['disposition'];
};

/** A ticket as the seed files write it; what is left out is filled in. */
export type SeedTicket = {
  readonly order?: string;
  readonly case?: string;
  readonly others?: readonly string[];
  readonly bare?: true;
  readonly quiet?: true;
  readonly account?: AccountKey;
  readonly ibx: readonly string[];
  readonly status: Status;
  readonly opened: Ago;
  readonly category: string;
  readonly sub: string;
  readonly text: string;
  readonly reference?: string;
  readonly channel?: string;
  readonly cabinet?: string;
  readonly history?: readonly (readonly [ago: Ago, status: Status])[];
  readonly notes?: readonly SeedNote[];
  readonly emails?: readonly SeedEmail[];
  readonly files?: readonly SeedFile[];
  readonly contacts?: readonly Contact[];
  readonly updatedBy?: string;
  readonly types?: readonly string[];
  /** A text like `@-1h` or `@+8d` becomes the time so long before or after the start. */
  readonly lines?: readonly Line[];
  readonly purchaseOrders?: readonly string[];
  readonly products?: readonly string[];
  readonly offerings?: readonly string[];
  readonly info?: StoredTicket['additionalInfo'];
  /** Hours from the start to the planned end. */
  readonly plannedInHours?: number;
  /** Days from the start. */
  readonly terminationInDays?: number;
  readonly cancellable?: false;
  readonly modifiable?: false;
  readonly reOpen?: true;
  readonly respond?: true;
  readonly nested?: true;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly foreign?: true;
};

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = {d: 1440 * MINUTE, h: 60 * MINUTE, m: MINUTE};

/** Milliseconds of an `Ago`. */
export function agoMs(ago: Ago): number {
  let total = 0;
  for (const [, number, unit] of ago.matchAll(/(\d+)([dhm])/g))
    total += Number(number) * (UNITS[unit ?? ''] ?? 0);
  return total;
}

/** The stored ticket of a seed; `now` in milliseconds since 1970. */
export function toStored(seed: SeedTicket, now: number, seedNumber: number): StoredTicket {
  const account = ACCOUNTS[seed.account ?? 'vjt'];
  const isOrder = seed.order !== undefined;
  return {
    kind: isOrder ? 'TROUBLE' : 'CASE',
    ...defined({orderNumber: seed.order, caseNumber: seed.case, customerReferenceId: seed.reference}),
    accountNumber: account.number,
    accountName: account.name,
    channel: seed.channel ?? 'PORTAL',
    ibx: seed.ibx,
    status: seed.status,
    productTypes: seed.types ?? (isOrder ? ['TROUBLE'] : []),
    contacts: seed.contacts ?? contactsOf(account),
    updatedBy: seed.updatedBy ?? 'Global Service Desk',
    category: seed.category,
    subCategory: seed.sub,
    description: seed.text,
    ...happenings(seed, now, seedNumber),
    ...details(seed, now),
    ...flags(seed),
  };
}

type Happenings = Pick<
  StoredTicket,
  'createdDateTime' | 'updatedDateTime' | 'notes' | 'emails' | 'attachments' | 'statusHistory'
>;

function happenings(seed: SeedTicket, now: number, seedNumber: number): Happenings {
  const digits = (seed.case ?? seed.order ?? '').replaceAll(/\D/g, '').slice(-9);
  const random = createRandom(hash(seedNumber, Number(digits)));
  const created = now - agoMs(seed.opened);
  const at = (ago: Ago): string => iso(now - agoMs(ago));
  const notes = (seed.notes ?? []).map((note) => storedNote(note, at, random));
  const emails = (seed.emails ?? []).map((email) => storedEmail(email, {at, seed, random}));
  const statusHistory =
    seed.history?.map(([ago, status]) => ({status, createdDate: at(ago)})) ??
    historyOf(seed.status, created, now);
  const times = [
    ...[...notes, ...emails].map((item) => item.createdDateTime),
    ...statusHistory.map((change) => change.createdDate),
  ];
  return {
    createdDateTime: iso(created),
    updatedDateTime: times.reduce((latest, time) => (time > latest ? time : latest), iso(created)),
    notes,
    emails,
    attachments: (seed.files ?? []).map((file) => storedFile(file, random)),
    statusHistory,
  };
}

type Details = Pick<
  StoredTicket,
  'lines' | 'purchaseOrders' | 'products' | 'productOfferingCodes' | 'additionalInfo'
> &
  Partial<StoredTicket>;

function details(seed: SeedTicket, now: number): Details {
  const {cabinet, info = [], plannedInHours: hours, terminationInDays: days} = seed;
  return {
    lines: (seed.lines ?? []).map((line) => timed(line, now)),
    purchaseOrders: seed.purchaseOrders ?? [],
    products: seed.products ?? [],
    productOfferingCodes: seed.offerings ?? [],
    additionalInfo: [...(cabinet === undefined ? [] : [{key: 'CABINET', value: cabinet}]), ...info],
    contactUcmId: `UCM-${hash(Number(seed.case ?? 0), seed.text.length)}`,
    ...defined({
      finalScheduledDate: hours === undefined ? undefined : iso(now + hours * 60 * MINUTE),
      requestedTerminationDate: days === undefined ? undefined : iso(now + days * 1440 * MINUTE).slice(0, 10),
      nested: seed.nested,
      bare: seed.bare,
      quiet: seed.quiet,
      otherNumbers: seed.others,
      extra: seed.extra,
      foreign: seed.foreign,
    }),
  };
}

function timed(line: Line, now: number): Line {
  return JSON.parse(JSON.stringify(line), (_, value: unknown) => {
    const [, sign, span] = (typeof value === 'string' && /^@([+-])([\ddhm]+)$/.exec(value)) || [];
    return span === undefined ? value : iso(now + (sign === '-' ? -1 : 1) * agoMs(span));
  }) as Line;
}

/** The same without what is undefined. */
function defined<T extends object>(values: T): {[K in keyof T]?: Exclude<T[K], undefined>} {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function flags({status, cancellable, modifiable, reOpen, respond}: SeedTicket): ReturnType<typeof flagsOf> {
  const usual = flagsOf(status);
  return {
    ...usual,
    cancellable: cancellable ?? usual.cancellable,
    modifiable: modifiable ?? usual.modifiable,
    reOpen: reOpen ?? usual.reOpen,
    respond: respond ?? usual.respond,
  };
}

function storedNote([ago, from, text]: SeedNote, at: (ago: Ago) => string, random: Random): Note {
  return {
    id: recordId(random, 'a0N'),
    createdDateTime: at(ago),
    text,
    type: from === 'desk' ? 'RESOLUTION_NOTES' : 'CUSTOMER_NOTES',
  };
}

type EmailContext = {readonly at: (ago: Ago) => string; readonly seed: SeedTicket; readonly random: Random};

function storedEmail(email: SeedEmail, {at, seed, random}: EmailContext): StoredEmail {
  const [person] = ACCOUNTS[seed.account ?? 'vjt'].people;
  return {
    id: recordId(random, '02s'),
    createdDateTime: at(email.ago),
    subject: email.subject,
    authorName: email.author ?? 'Equinix Service Desk',
    from: email.from ?? 'servicedesk@equinix.example',
    to: email.to ?? person.email,
    ...(email.cc === undefined ? {} : {cc: email.cc}),
    html: email.html,
  };
}

function storedFile(file: SeedFile, random: Random): StoredAttachment {
  return {id: randomUuid(random), source: 'CUSTOMER', ...file};
}
