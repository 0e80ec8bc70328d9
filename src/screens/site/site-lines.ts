import {line, span, type Line} from '../../components/lines.ts';
import {addressOf} from '../../domain/ticket/ticket-places.ts';
import type {SiteReport} from '../../state/told/told-site.ts';
import {formatTime} from '../../text/time/dates.ts';
import {metroOfIbx} from '../../text/time/ibx-zones.ts';
import {zoneLabel} from '../../text/time/zones.ts';
import {wrap} from '../../text/width.ts';

const MOST_CONTACTS = 8;

/** `SV5, Silicon Valley`. */
export function siteTitle(ibx: string): string {
  const metro = metroOfIbx(ibx);
  return metro === undefined ? ibx : `${ibx}, ${metro.city}`;
}

/** Local time, address, cages and people of a site. */
export function siteFacts(
  {ibx, location, cages, contacts}: SiteReport,
  width: number,
  now: number,
): readonly Line[] {
  const metro = metroOfIbx(ibx);
  const time =
    metro === undefined
      ? undefined
      : `${formatTime(now, metro.zone, now)} there (${zoneLabel(now, metro.zone)})`;
  const address = location === undefined ? '' : addressOf(location);
  const rows = (text: string) => wrap(text, width).map((row) => line(row));
  return [
    ...(time === undefined ? [] : [line(span(time, 'strong'))]),
    ...(address === '' ? [] : rows(address)),
    ...(cages.length === 0 ? [] : [line(span('Cages', 'strong')), ...rows(cages.join(', '))]),
    ...(contacts.length === 0 ? [] : [line(span('Contacts of its latest tickets', 'strong'))]),
    ...contacts.slice(0, MOST_CONTACTS).flatMap(({name, ways, tickets}) => {
      const count = tickets === 1 ? '1 ticket' : `${tickets} tickets`;
      return [
        line(name, span(`  ${count}`, 'dim')),
        ...(ways.length === 0
          ? []
          : wrap(ways.join(', '), Math.max(1, width - 2)).map((row) => line(span(`  ${row}`, 'dim')))),
      ];
    }),
  ];
}
