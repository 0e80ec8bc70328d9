import type {Ticket} from '../../domain/ticket.ts';
import type {TimeMode} from '../../state/navigation.ts';
import {formatTime, parseIso} from '../../text/time/dates.ts';
import {metroOfIbx} from '../../text/time/ibx-zones.ts';
import {zoneLabel, type Zone} from '../../text/time/zones.ts';

/** A zone in which times are shown, and what it is called. */
export type Clock = {
  readonly zone: Zone;
  /** `UTC-6`: names of zones are ambiguous, offsets are not. */
  readonly label: string;
  /** Whose clock that is: `Dallas`, `local`; empty for UTC. */
  readonly place: string;
};

export type TimeText = (iso: string | undefined) => string;

/** The clock that the user chose; `site` is that of the ticket's first IBX. */
export function clockOf({ibx}: Pick<Ticket, 'ibx'>, mode: TimeMode, now: number): Clock {
  if (mode === 'local') return {zone: 'local', label: zoneLabel(now, 'local'), place: 'local'};
  const metro = mode === 'site' && ibx[0] !== undefined ? metroOfIbx(ibx[0]) : undefined;
  if (metro !== undefined) return {zone: metro.zone, label: zoneLabel(now, metro.zone), place: metro.city};
  return {zone: 'utc', label: 'UTC', place: mode === 'site' ? 'site unknown' : ''};
}

/** `UTC-6 (Dallas)`. */
export function clockText({label, place}: Clock): string {
  return place === '' ? label : `${label} (${place})`;
}

/** Turns the service's times into the zone the user chose. */
export function timesOf(ticket: Pick<Ticket, 'ibx'>, mode: TimeMode, now: number): TimeText {
  const {zone} = clockOf(ticket, mode, now);
  return (iso) => {
    const at = iso === undefined ? undefined : parseIso(iso);
    return at === undefined ? 'time unknown' : formatTime(at, zone, now);
  };
}

/** One moment by every clock that matters, the chosen one first; clocks that show the same are named together. */
export function allTimes(
  ticket: Pick<Ticket, 'ibx'>,
  chosen: TimeMode,
  now: number,
): (iso: string) => readonly string[] {
  const modes = [chosen, ...(['local', 'site', 'utc'] as const).filter((mode) => mode !== chosen)];
  return (iso) => {
    const at = parseIso(iso);
    if (at === undefined) return ['time unknown'];
    const clocks = modes
      .map((mode) => clockOf(ticket, mode, at))
      .filter(({place}) => place !== 'site unknown');
    const labels = [...new Set(clocks.map(({label}) => label))];
    return labels.map((label) => {
      const same = clocks.filter((clock) => clock.label === label);
      const places = same.map(({place}) => place).filter((place) => place !== '');
      return `${formatTime(at, same[0]?.zone ?? 'utc', now)} ${label}${places.length === 0 ? '' : ` (${places.join(', ')})`}`;
    });
  };
}
