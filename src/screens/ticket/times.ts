import {formatTime, parseIso} from '../../text/dates.ts';
import {zoneOfIbx} from '../../text/ibx-zones.ts';
import type {Nav} from '../../navigation.ts';
import type {Ticket} from '../../api/ticket.ts';

/** Turns the service's times into the zone the user chose; `site` is the zone of the ticket's first IBX. */
export function timesOf(ticket: Ticket, mode: Nav['time'], now: number): (iso: string | undefined) => string {
  const [ibx] = ticket.ibx;
  const site = ibx === undefined ? undefined : zoneOfIbx(ibx);
  const zone = mode === 'site' ? (site ?? 'utc') : mode;
  return (iso) => {
    const at = iso === undefined ? undefined : parseIso(iso);
    return at === undefined ? 'time unknown' : formatTime(at, zone, now);
  };
}
