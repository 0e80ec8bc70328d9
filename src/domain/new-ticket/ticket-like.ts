import {contentOf} from '../draft-content.ts';
import {FAMILIES} from '../codes.ts';
import type {OutboxItem} from '../records.ts';
import {numbersOf, type Ticket, type TicketContact} from '../ticket.ts';
import {present} from '../present.ts';

/** The beginning of a new ticket: its description, and its fields in the form of a draft. */
export type TicketBeginning = {readonly text: string; readonly fields: Readonly<Record<string, unknown>>};

/**
 * A new ticket like an old one, without what belongs only to the old one: when it happened, our reference number, its
 * files. If the old one was sent from here, all fields are known (`created` are such items of the outbox). Of other
 * tickets the service tells most fields, but only the category of the code.
 */
export function ticketLike(ticket: Ticket, created: readonly OutboxItem[]): TicketBeginning {
  const numbers: readonly (string | undefined)[] = numbersOf(ticket);
  const sent = created.find(({kind, remoteId}) => kind === 'create' && numbers.includes(remoteId));
  if (sent === undefined) return {text: ticket.description ?? '', fields: fieldsOf(ticket)};
  const {text, fields} = contentOf(sent.text, sent.extra);
  const {description: _text, occurredDateTime: _when, customerReferenceId: _own, ...others} = fields;
  return {text, fields: others};
}

function fieldsOf(ticket: Ticket): Readonly<Record<string, unknown>> {
  const cage = ticket.lines?.find((line) => line.cage !== undefined)?.cage;
  const fields = {
    code: codeOf(ticket),
    primaryId: ticket.primaryId ?? cage,
    secondaryId: ticket.secondaryId,
    contacts: (ticket.contacts ?? []).flatMap(contactOf),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The code whose published text has the most words of what the ticket says; undefined where none has any. */
function codeOf({category, subCategory}: Ticket): string | undefined {
  const family = FAMILIES.find(
    ({name}) => name !== undefined && name.toLowerCase() === category?.toLowerCase(),
  );
  const said = wordsOf(subCategory ?? '');
  const rated = (family?.codes ?? []).map(({code, text = ''}) => ({
    code,
    shared: [...wordsOf(text)].filter((word) => said.has(word)).length,
  }));
  const [best, next] = rated.toSorted((one, other) => other.shared - one.shared);
  return best === undefined || best.shared === 0 || best.shared === next?.shared ? undefined : best.code;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{L}{4,}/gu));
}

/** A contact that cannot be sent back as it is (of an unknown type, say) is left out. */
function contactOf(contact: TicketContact): readonly unknown[] {
  const {
    registeredUser,
    firstName,
    lastName,
    type = 'NOTIFICATION',
    availability,
    timezone,
    details,
  } = contact;
  const hours = {
    ...present({availability, timezone}),
  };
  if (registeredUser !== undefined) return [{type, registeredUsers: [registeredUser], ...hours}];
  if (firstName === undefined && lastName === undefined) return [];
  const reach = details.filter((each) => each.type !== undefined && each.value !== undefined);
  return [{firstName: firstName ?? '', lastName: lastName ?? '', type, details: reach, ...hours}];
}
