import type {Ticket, TicketNote} from '../../domain/ticket.ts';
import {isOurs} from '../ticket/words.ts';
import type {TimeWords} from '../ticket/times.ts';

const LONGEST = 1200;
/** A word by which vi and vim take a line for settings; quoted text must not give any to the user's editor. */
const MODELINE = /\b(vim?|ex)(?=[<=>]?\d*:)/gi;

/** The last note that the other side wrote, quoted for an answer; undefined where there is none. */
export function quoteLast(ticket: Pick<Ticket, 'notes'> | undefined, time: TimeWords): string | undefined {
  const note = ticket?.notes?.findLast((each) => !isOurs(each));
  if (note === undefined) return undefined;
  const rows = shortened(note).split('\n');
  const quoted = rows.map((row) => `> ${row.replaceAll(MODELINE, '$1 ')}`.trimEnd());
  return `${note.author ?? 'Equinix'}, ${time(note.createdDateTime)}:\n${quoted.join('\n')}\n\n`;
}

function shortened({text}: TicketNote): string {
  const whole = text.trim();
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST).replace(/\s+\S*$/, '')} […]` : whole;
}
