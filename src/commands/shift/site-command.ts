import type {Opened} from '../../console/session/open-services.ts';
import type {Io} from '../../console/session/io.ts';
import {
  addressOf,
  PLACES,
  SITES,
  type IbxLocation,
  type TicketLocation,
} from '../../domain/ticket/ticket-places.ts';
import {keepReading, keptReading} from '../../state/kept-reading.ts';
import {siteReport, type SiteReport} from '../../state/told/told-site.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {metroOfIbx} from '../../text/time/ibx-zones.ts';
import {zoneLabel} from '../../text/time/zones.ts';
import {printJson} from '../print-json.ts';

export type SiteOptions = {readonly json?: boolean; readonly offline?: boolean};

/** `casedeck site IBX`: open tickets, cages, contacts, local time and address of a site, as this machine knows them. */
export async function runSite(
  services: Pick<Opened, 'store' | 'api' | 'clock'>,
  io: Io,
  given: string,
  options: SiteOptions & {readonly signal: AbortSignal},
): Promise<number> {
  const {store, clock} = services;
  const sites = await knownSites(services, options.offline === true, options.signal);
  const places = keptReading<readonly TicketLocation[]>(store, PLACES)?.value ?? [];
  const report = siteReport(store, given.toUpperCase(), {sites, places});
  const now = clock.now();
  if (options.json === true) printJson(io, siteJson(report, now));
  else io.out(siteText(report, now));
  return 0;
}

/** As kept; read from the service where nobody has read them yet. */
async function knownSites(
  {store, api, clock}: Pick<Opened, 'store' | 'api' | 'clock'>,
  isOffline: boolean,
  signal: AbortSignal,
): Promise<readonly IbxLocation[]> {
  const kept = keptReading<readonly IbxLocation[]>(store, SITES);
  if (kept !== undefined || isOffline) return kept?.value ?? [];
  const value = await api.listOrderLocations({signal});
  keepReading(store, SITES, {at: clock.now(), value});
  return value;
}

function localTime(ibx: string, now: number): string | undefined {
  const zone = metroOfIbx(ibx)?.zone;
  return zone === undefined ? undefined : `${formatStamp(now, zone)} (${zoneLabel(now, zone)})`;
}

function siteJson({ibx, location, cages, contacts, tickets}: SiteReport, now: number) {
  const metro = metroOfIbx(ibx);
  const address = location === undefined ? '' : addressOf(location);
  return {
    ibx,
    ...(metro === undefined ? {} : {city: metro.city, timeZone: metro.zone, localTime: localTime(ibx, now)}),
    ...(address === '' ? {} : {address}),
    cages,
    contacts,
    tickets: tickets.map(({id, status, summary, turn, unread}) => ({
      id,
      ...(status === undefined ? {} : {status}),
      summary,
      turn,
      unread,
    })),
  };
}

function siteText({ibx, location, cages, contacts, tickets}: SiteReport, now: number): string {
  const city = metroOfIbx(ibx)?.city;
  const address = location === undefined ? '' : addressOf(location);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Time', localTime(ibx, now)],
    ['Address', address],
    ['Cages', cages.join(', ')],
  ];
  const people = contacts.map(({name, ways}) => `  ${[name, ...ways].join(', ')}`);
  const open = tickets.map(({id, status, summary}) => `  ${[id, status ?? '', summary].join('  ')}`);
  return [
    city === undefined ? ibx : `${ibx}, ${city}`,
    ...facts.flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : `${name.padEnd(8)} ${value}`,
    ),
    ...(people.length === 0 ? [] : ['', 'Contacts of its latest tickets', ...people]),
    '',
    ...(open.length === 0 ? ['No open tickets.'] : ['Open tickets', ...open]),
    '',
  ].join('\n');
}
