import type {Random} from '../random.ts';
import {isJson, odd, oneOf, type Json} from './wild-values.ts';

const STATUSES = ['ON_HOLD', 'Pending Customer', 'REOPENED'];
const NOTE_TYPES = ['TECHNICIAN_NOTES', 'CUSTOMER_QUERY', 'System'];

/** A ticket's answer as the page would allow it, too. */
export function wildTicket(ticket: Json, random: Random): Json {
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
