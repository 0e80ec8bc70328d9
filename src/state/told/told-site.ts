import {contactName} from '../../domain/ticket/contact-name.ts';
import {isFinal, KNOWN_STATUSES} from '../../domain/ticket.ts';
import type {TicketRow} from '../../domain/records.ts';
import type {IbxLocation, TicketLocation} from '../../domain/ticket/ticket-places.ts';
import type {Store} from '../../store/store.ts';

/** Somebody who is a contact of tickets of a site. */
export type SiteContact = {
  readonly name: string;
  /** Addresses and numbers, as the service has them. */
  readonly ways: readonly string[];
  /** Of how many of its latest tickets. */
  readonly tickets: number;
};

/** What is known on this machine of a site (an IBX such as `SV5`). */
export type SiteReport = {
  readonly ibx: string;
  /** Open ones, what needs the customer first. */
  readonly tickets: readonly TicketRow[];
  readonly cages: readonly string[];
  /** The one of most tickets first. */
  readonly contacts: readonly SiteContact[];
  /** Where it is; undefined where order history has not told. */
  readonly location: IbxLocation | undefined;
};

/** More open tickets nobody looks through here: a filter narrows the list. */
const MOST_OPEN = 500;
/** Contacts come from so many of the latest tickets. */
const LATEST = 60;

/** Puts together what is known of a site; `ibx` in capitals. */
export function siteReport(
  store: Pick<Store, 'page' | 'ticket'>,
  ibx: string,
  {sites, places}: {readonly sites: readonly IbxLocation[]; readonly places: readonly TicketLocation[]},
): SiteReport {
  const open = {ibxs: [ibx], notStatuses: KNOWN_STATUSES.filter(isFinal)};
  const latest = store.page({filter: {ibxs: [ibx]}, sort: 'updated', descending: true}, 0, LATEST);
  const known = latest.flatMap(({id}) => store.ticket(id)?.ticket ?? []);
  const location = sites.find(({code}) => code.toUpperCase() === ibx);
  const cages = [
    ...(location?.cages ?? []),
    ...places
      .filter((place) => place.ibx.toUpperCase() === ibx)
      .flatMap((place) => place.cages.map(({cage}) => cage)),
    ...known.flatMap(({lines = []}) => lines.flatMap(({cage}) => cage ?? [])),
  ].filter((cage) => cage.toUpperCase().startsWith(`${ibx}:`) || !cage.includes(':'));
  const people = new Map<string, {ways: Set<string>; tickets: Set<string>}>();
  for (const {id, contacts = []} of known) {
    for (const contact of contacts) {
      const name = contactName(contact);
      const one = people.get(name) ?? {ways: new Set(), tickets: new Set()};
      people.set(name, one);
      one.tickets.add(id);
      for (const {value} of contact.details) if (value !== undefined) one.ways.add(value);
    }
  }
  return {
    ibx,
    tickets: store.page({filter: open, sort: 'attention'}, 0, MOST_OPEN),
    cages: [...new Set<string>(cages)].toSorted(),
    contacts: [...people]
      .map(([name, {ways, tickets}]) => ({name, ways: [...ways], tickets: tickets.size}))
      .toSorted((one, other) => other.tickets - one.tickets),
    location,
  };
}
