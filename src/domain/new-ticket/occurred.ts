import {zoneOfIbx} from '../../text/time/ibx-zones.ts';
import {parseWhen, type When} from '../../text/time/parse-when.ts';
import type {Zone} from '../../text/time/zones.ts';

export type OccurredContext = {
  /** The cage or other id that the ticket is about; its IBX is "the site". */
  readonly place: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly zone?: Zone;
};

/** `14:05 site`, `yesterday 09:00 at SV5`: by the clock of an IBX, as the portal's form means it. */
const AT_SITE = /^(.*?\S)\s+(?:at\s+)?(site|ibx|[a-z]{2}\d{1,2}x?)$/i;

/** When it happened, as typed: by this machine's clock, or by the clock of an IBX if one is named. Never throws. */
export function parseOccurred(text: string, {place, now, zone}: OccurredContext): When {
  const [, time, site] = AT_SITE.exec(text.trim()) ?? [];
  if (time === undefined || site === undefined) return parseWhen(text, now, zone);
  const ibx = /^(site|ibx)$/i.test(site) ? place : site;
  if (ibx === undefined || ibx.trim() === '')
    return {problem: `"${site}" is not known: name the cage first, or write the IBX.`};
  const clock = zoneOfIbx(ibx);
  return clock === undefined
    ? {
        problem: `The clock of ${ibx} is not known: write the time with a zone, such as 2026-11-23T04:10-08:00.`,
      }
    : parseWhen(time, now, clock);
}
