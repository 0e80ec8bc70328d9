import type {Reply} from '../operations/operation-context.ts';
import {createRandom, hash, type Random} from '../random.ts';
import type {ErrorFamily} from '../refusal.ts';
import {isJson, type Json, odd, oneOf} from './wild-values.ts';

const STATUSES = ['ON_HOLD', 'Pending Customer', 'REOPENED'];
const NOTE_TYPES = ['TECHNICIAN_NOTES', 'CUSTOMER_QUERY', 'System'];

/** A ticket's answer as the page would allow it, too. */
function wildTicket(ticket: Json, random: Random): Json {
  const named = withNumbers(ticket, random);
  const worded = withWords(named, random);
  const filed = withFilesOfNotes(worded, random);
  const {attachments, email, ...rest} = odd(filed, random, ['id', 'orderId', 'otherDetails', 'notes']);
  const {otherDetails, ...flat} = rest;
  const details = isJson(otherDetails) ? odd(otherDetails, random) : {};
  return {
    ...flat,
    ...(attachments === undefined ? {} : {attachments: nested(attachments, random)}),
    ...(email === undefined ? {} : {email: nested(email, random)}),
    ...placed(details, random),
  };
}

/** Either number as the id, or none; with or without `orderId`. */
function withNumbers(ticket: Json, random: Random): Json {
  const {id, orderId, ...rest} = ticket;
  const own = oneOf([id, id, orderId ?? id, undefined], random);
  const order = oneOf([orderId, undefined], random);
  return {
    ...(own === undefined ? {} : {id: own}),
    ...(order === undefined ? {} : {orderId: order}),
    ...rest,
  };
}

function withWords(ticket: Json, random: Random): Json {
  const notes = Array.isArray(ticket['notes']) ? (ticket['notes'] as readonly Json[]) : [];
  return {
    ...ticket,
    ...(random.chance(0.1) ? {status: random.pick(STATUSES)} : {}),
    ...(random.chance(0.2) ? {type: random.pick(['TROUBLE_TICKET', 'TROUBLE', 'CASE', 'Incident'])} : {}),
    notes: notes.map((note) => (random.chance(0.1) ? {...note, type: random.pick(NOTE_TYPES)} : note)),
  };
}

/** Some files stand at the note that brought them. */
function withFilesOfNotes(ticket: Json, random: Random): Json {
  const [file, ...files] = Array.isArray(ticket['attachments'])
    ? (ticket['attachments'] as readonly Json[]).flat()
    : [];
  const [note, ...notes] = Array.isArray(ticket['notes']) ? (ticket['notes'] as readonly Json[]) : [];
  if (file === undefined || note === undefined || !random.chance(0.3)) return ticket;
  return {...ticket, attachments: files, notes: [{...note, attachments: [file]}, ...notes]};
}

function nested(value: unknown, random: Random): unknown {
  const list: readonly unknown[] = Array.isArray(value) ? value.flat() : [value];
  return random.chance(0.5) ? [list] : list;
}

/** What the page has in `otherDetails` stands there, beside it, or half and half. */
function placed(details: Json, random: Random): Json {
  if (random.chance(0.1)) return {};
  const place = random.below(3);
  const isInside = () => (place === 0 ? true : place === 1 ? false : random.chance(0.5));
  const inside: Record<string, unknown> = {};
  const beside: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(details)) (isInside() ? inside : beside)[key] = value;
  return Object.keys(inside).length === 0 ? beside : {...beside, otherDetails: inside};
}

/** A page of order history that repeats rows and lies of how many there are, as long as it can be walked to its end. */
function wildOrders(page: Json, random: Random): Json {
  const content = Array.isArray(page['content']) ? (page['content'] as readonly Json[]) : [];
  const rows = content.map((row) => withAccount(odd(row, random, ['orderNumber']), random));
  const repeated = rows.length > 0 && random.chance(0.2) ? [...rows, random.pick(rows)] : rows;
  return {
    ...page,
    content: repeated,
    ...(isJson(page['page']) ? {page: lying(page['page'], random)} : {}),
    ...(random.chance(0.2) ? {links: []} : {}),
  };
}

function withAccount(row: Json, random: Random): Json {
  const account = row['account'];
  const type = random.chance(0.2) ? {type: ['TROUBLE_TICKET']} : {};
  if (!isJson(account) || random.chance(0.6)) return {...row, ...type};
  const {accountNumber: number, accountName: name} = account;
  return {
    ...row,
    ...type,
    account: {...(number === undefined ? {} : {number}), ...(name === undefined ? {} : {name})},
  };
}

/** Numbers as text, or none; a total that is too low. */
function lying(page: Json, random: Random): Json {
  const {number, size, totalPages, totalElements} = page;
  switch (random.below(4)) {
    case 0:
      return {
        number: String(number),
        size: String(size),
        totalPages: String(totalPages),
        totalElements: String(totalElements),
      };
    case 1:
      return {number, size, totalElements};
    case 2:
      return {...page, totalElements: 0};
    default:
      return page;
  }
}

/** Turns each answer into another one that the page allows as well. */
export type Wild = {
  readonly answer: (operation: string, reply: Reply) => Reply;
  /** What the service makes of a note before it keeps it. */
  readonly noteText: (text: string) => string;
  readonly family: (usual: ErrorFamily) => ErrorFamily;
  /** Milliseconds: answers come out of order. */
  readonly pause: () => number;
};

const MOST_PAUSE_MS = 6;

/** The same seed answers the same requests in the same way, as far as they come in the same order. */
export function createWild(seed: number | undefined): Wild | undefined {
  if (seed === undefined) return undefined;
  const random = createRandom(hash(seed, 5));
  return {
    answer: (operation, reply) => ANSWERS[operation]?.(reply, random) ?? reply,
    noteText: (text) => wildNote(text, random),
    family: (usual) => (usual === 'oauth' ? usual : random.pick(['support', 'legacy', 'enveloped'])),
    pause: () => random.below(MOST_PAUSE_MS),
  };
}

type Alter = (reply: Reply, random: Random) => Reply;

const NOTICE = ['notificationNumber', 'ibxs'];

/** A page of rows of which some fields stay. */
function wildRows(kept: readonly string[]): Alter {
  return (reply, random) => ({...reply, body: wildPage(reply.body as Json, random, kept)});
}

const ANSWERS: Readonly<Record<string, Alter>> = {
  getTicket: (reply, random) => ({...reply, body: wildTicket(reply.body as Json, random)}),
  getEmail: (reply, random) => ({
    ...reply,
    body: odd(reply.body as Json, random, ['email_content', 'subject']),
  }),
  getOrder: (reply, random) => ({...reply, body: wildOrder(reply.body as readonly Json[], random)}),
  searchOrders: (reply, random) => ({...reply, body: wildOrders(reply.body as Json, random)}),
  searchNotices: wildRows(NOTICE),
  getNotice: (reply, random) => ({...reply, body: odd(reply.body as Json, random)}),
  findNotices: wildRows(NOTICE),
  searchAssets: wildRows(['assetNumber']),
  getAsset: (reply, random) => ({...reply, body: odd(reply.body as Json, random, ['assetNumber'])}),
  listNegotiations: (reply, random) => ({...reply, body: wildQuestions(reply.body, random)}),
  downloadAttachment: wildDownload,
  addTicketNote: wildWrite,
  addCaseNote: wildWrite,
  cancelTicket: wildWrite,
  createTicket: wildWrite,
};

/** An array of one or the order alone, with fields missing and more of them. */
function wildOrder([order = {}]: readonly Json[], random: Random): unknown {
  const body = odd(order, random, ['orderId', 'details']);
  return random.chance(0.5) ? body : [body];
}

/** Rows with fields missing and more of them; page numbers as text, under another name, or not at all. */
function wildPage(
  {data, pagination, page = pagination, ...rest}: Json,
  random: Random,
  kept: readonly string[],
): Json {
  const rows = Array.isArray(data) ? (data as readonly Json[]) : [];
  const info = random.pick([{pagination: page}, {page}, {}, isJson(page) ? page : {}]);
  return {...rest, data: rows.map((row) => odd(row, random, kept)), ...info};
}

/** In a list, in an object around it, or one alone; with fields missing and more of them. */
function wildQuestions(body: unknown, random: Random): unknown {
  const rows = (Array.isArray(body) ? (body as readonly Json[]) : []).map((row) =>
    odd(row, random, ['referenceId', 'expirationDateTime']),
  );
  return oneOf([rows, rows, {data: rows}, [rows], rows.length === 1 ? rows[0] : rows], random);
}

/** With the file's name, without, or with nothing said at all; under any type. */
function wildDownload(reply: Reply, random: Random): Reply {
  const {'Content-Disposition': named, ...headers} = reply.headers ?? {};
  const disposition = oneOf([named, named, 'attachment', undefined], random);
  const type = random.pick(['application/octet-stream', 'application/pdf', 'text/plain']);
  return {
    ...reply,
    headers: {
      ...headers,
      'Content-Type': type,
      ...(disposition === undefined ? {} : {'Content-Disposition': disposition}),
    },
  };
}

/** A write that took effect: said in full, in part, by Location alone, or not at all; under any status of success. */
function wildWrite(reply: Reply, random: Random): Reply {
  const body = isJson(reply.body) ? reply.body : {};
  switch (random.below(5)) {
    case 0:
      return {...reply, status: random.pick([200, 202, 204]), body: undefined};
    case 1:
      return {...reply, status: random.pick([200, 201, 202]), body: {...body, wild: 'field'}};
    case 2: {
      const {type: _, ...rest} = body;
      return {...reply, body: rest};
    }
    default:
      return {...reply, status: random.pick([200, 201])};
  }
}

const CHANGES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.trim().replaceAll(/\r?\n/g, '\r\n'),
  (text) => `${text}\n\n--\nSubmitted by API user`,
  (text) => `<p>${escaped(text).replaceAll('\n', '<br/>')}</p>`,
  (text) => escaped(text),
  (text) => text.replaceAll(/https?:\/\/\S+/g, (url) => `<a href="${url}">${url}</a>`),
  (text) => text.replaceAll(/[ \t]+/g, ' '),
  (text) => text.toUpperCase(),
];

/** A note as some services keep it: trimmed, signed, as HTML, with entities, in other letters. */
function wildNote(text: string, random: Random): string {
  return random.pick(CHANGES)(text);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
