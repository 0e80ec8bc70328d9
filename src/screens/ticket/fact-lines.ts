import {contactName} from '../../domain/ticket/contact-name.ts';
import {line, span, type Line, type Span} from '../../components/lines.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {snoozeText} from '../../domain/ticket/snooze.ts';
import {numbersOf, statusLabel, type TicketContact} from '../../domain/ticket.ts';
import {ageLong, formatTime} from '../../text/time/dates.ts';
import {metroOfIbx} from '../../text/time/ibx-zones.ts';
import {zoneLabel} from '../../text/time/zones.ts';
import {wrap} from '../../text/width.ts';
import {flagText, turnSpan} from './head-lines.ts';

export type FactOptions = {
  readonly width: number;
  readonly now: number;
  /** The ticket's page in the portal. */
  readonly page: string;
};

const MOST_CONTACTS = 4;

/** What one wants to know beside the conversation: status and turn, the place and its time, people, what can be done, where else it is. */
export function factLines(stored: StoredTicket, {width, now, page}: FactOptions): readonly Line[] {
  const {ticket, row, snooze} = stored;
  const isAction = ticket.status === 'ACTION_REQUIRED';
  const ages = [
    row.updatedAt === undefined ? undefined : `updated ${ageLong(now - row.updatedAt)}`,
    row.createdAt === undefined ? undefined : `opened ${ageLong(now - row.createdAt)}`,
  ];
  const cages = new Set((ticket.lines ?? []).flatMap(({cage}) => cage ?? []));
  const reference = ticket.customerReferenceId;
  const parts: readonly (readonly Span[])[] = [
    [
      span(statusLabel(ticket.status), isAction ? 'action' : 'strong'),
      turnSpan(ticket, row, now),
      ...(snooze === undefined ? [] : [span(`snoozed ${snoozeText(snooze, now)}`, 'warning')]),
      ...ages.flatMap((age) => (age === undefined ? [] : [span(age, 'dim')])),
    ],
    [...flagText(ticket, 'vital').map((word) => span(word, 'warning')), ...known(flagText(ticket, 'rest'))],
    [...ticket.ibx.flatMap((ibx) => siteLabel(ibx, now)), ...known([...cages].map((cage) => `cage ${cage}`))],
    people(ticket.contacts ?? []),
    [
      ...(reference === undefined ? [] : known([`your reference ${reference}`])),
      ...known(
        numbersOf(ticket)
          .slice(1)
          .map((number) => `also ${number}`),
      ),
      {text: page, style: 'link', link: page},
    ],
  ];
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => [
      ...(index === 0 ? [] : [line()]),
      ...part.flatMap(({text, ...look}) => wrap(text, width).map((words) => line({...look, text: words}))),
    ]);
}

function known(words: readonly string[]): readonly Span[] {
  return words.map((text) => ({text}));
}

/** The site, and what time it is there. */
function siteLabel(ibx: string, now: number): readonly Span[] {
  const metro = metroOfIbx(ibx);
  if (metro === undefined) return [span(ibx, 'strong')];
  const time = `${formatTime(now, metro.zone, now)} there (${zoneLabel(now, metro.zone)})`;
  return [span(`${ibx}, ${metro.city}`, 'strong'), {text: time}];
}

/** Who, and how to reach them; one who has several roles stands there once. */
function people(contacts: readonly TicketContact[]): readonly Span[] {
  const ways = new Map<string, Set<string>>();
  for (const contact of contacts) {
    const known = ways.get(contactName(contact)) ?? new Set();
    for (const {value} of contact.details) if (value !== undefined) known.add(value);
    ways.set(contactName(contact), known);
  }
  return [...ways]
    .slice(0, MOST_CONTACTS)
    .flatMap(([name, own]) => [span(name, 'strong'), ...[...own].map((way) => span(way, 'dim'))]);
}
