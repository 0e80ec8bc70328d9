import {addEmail, addNote, type ChangeContext, setStatus} from '../world-changes.ts';
import {isFinal, type Status, type StoredTicket} from '../model.ts';
import type {Random} from '../random.ts';
import {mail, p, quoted, signature} from '../seed/html.ts';
import type {World} from '../world.ts';

/** What the service says while a ticket is worked on. `{name}` is the customer's first name. */
const ASSIGNED: readonly string[] = [
  'Technician assigned, on the way to the cage.',
  'Accepted. A technician is booked for the next free slot, about 30 minutes.',
  'We have started. First measurement follows within the hour.',
];

const PROGRESS: readonly string[] = [
  'Technician is at the cabinet. Labels match what you wrote.',
  'Measured at the panel: receive -6.4 dBm, transmit -2.2 dBm.',
  'Connector cleaned and inspected at 400x: pass. Reseated.',
  'Breaker reset; we watch the load for 20 minutes.',
  'A spare part was taken from the shelf, serial number checked.',
  'Facilities confirms: set point corrected, falling by about 1 °C every 10 minutes.',
  'Shift change: this ticket is handed to the night shift with all notes.',
  'Still under observation, no new event in the past 30 minutes.',
];

const QUESTIONS: readonly string[] = [
  'May we unplug the port for about one minute? Please confirm.',
  'Two devices carry that label. Please tell us the serial number.',
  'Please confirm that the link is up on your side, so that we can close.',
  'We need the name of a person on site or on the telephone during the work.',
];

export const ANSWERS: readonly string[] = [
  'Thank you, {name}. Understood; the technician has been told and goes on.',
  'Thanks for the quick answer. We go ahead now and report in about 20 minutes.',
  'Noted, thank you. We will not touch anything else in that cabinet.',
  'Done as you asked. Please have a look at your side.',
];

const RESOLVED: readonly string[] = [
  'Work is done and tested. The ticket closes by itself after 72 hours unless you write.',
  'Stable for an hour. We set this to resolved; thank you for your help.',
];

const NAMES: readonly string[] = [
  'Amara Whitfield',
  'Diego Marchetti',
  'Wei Ling Tan',
  'Marcus Adeyemi',
  'Ines Castellanos',
];

/** One step of time: notes of the customer that are at least `answerAfterMs` old get an answer, and one more thing happens. */
export type Tick = (answerAfterMs?: number) => void;

type AliveOptions = ChangeContext & {readonly world: World; readonly answerAfterMs: number};

const DAY = 86_400_000;
// A ticket that went on for so long is brought to its end.
const MANY_NOTES = 14;

export function createAlive({world, now, random, answerAfterMs: usual}: AliveOptions): Tick {
  const started = now();
  const context: ChangeContext = {now, random};

  function isWaiting(ticket: StoredTicket, answerAfterMs: number): boolean {
    const note = ticket.notes.at(-1);
    if (note?.type !== 'CUSTOMER_NOTES' || !isPlausible(ticket)) return false;
    const time = Date.parse(note.createdDateTime);
    // Older notes wait for their turn like everything else: not all at once when the sandbox starts.
    return time >= started && now() - time >= answerAfterMs;
  }

  return (answerAfterMs = usual) => {
    const kept = world.kept();
    for (const ticket of kept) if (isWaiting(ticket, answerAfterMs)) world.put(answered(ticket, context));
    const ticket = candidate(world, kept, random);
    if (ticket !== undefined) world.put(STEPS[ticket.status](ticket, context));
  };
}

function isPlausible(ticket: StoredTicket): boolean {
  return !isFinal(ticket.status) && ticket.foreign !== true && !ticket.accountName.includes('\u001B');
}

/** Mostly a hand-shaped or changed ticket; now and then one of the newest generated ones. */
function candidate(world: World, kept: readonly StoredTicket[], random: Random): StoredTicket | undefined {
  const open = kept.filter(isPlausible);
  if (open.length > 0 && random.chance(0.8)) return random.pick(open);
  const size = world.size();
  const ticket = size > 0 ? world.ticket(Math.floor(random.next() ** 3 * size)) : undefined;
  if (ticket !== undefined && isPlausible(ticket)) return ticket;
  return open.length > 0 ? random.pick(open) : undefined;
}

function answered(ticket: StoredTicket, context: ChangeContext): StoredTicket {
  const {random} = context;
  const text = random.pick(ANSWERS).replace('{name}', ticket.contacts[0]?.firstName ?? 'colleague');
  const status = ticket.status === 'SUBMITTED' ? setStatus(ticket, 'IN_PROGRESS', context) : ticket;
  const noted = said(status, text, context);
  return noted.caseNumber !== undefined && random.chance(0.5) ? mailed(noted, text, context) : noted;
}

type Step = (ticket: StoredTicket, context: ChangeContext) => StoredTicket;

/** What happens next to a ticket of each status. */
const STEPS: Readonly<Record<Status, Step>> = {
  SUBMITTED: (ticket, context) =>
    said(setStatus(ticket, 'IN_PROGRESS', context), context.random.pick(ASSIGNED), context),
  IN_PROGRESS: worked,
  ACTION_REQUIRED: (ticket, context) =>
    context.random.chance(0.1) && ticket.notes.length < MANY_NOTES ? reminded(ticket, context) : ticket,
  RESOLVED: (ticket, context) => {
    const rested = context.now() - Date.parse(ticket.updatedDateTime) >= 3 * DAY;
    return rested || context.random.chance(0.05) ? setStatus(ticket, 'CLOSED', context) : ticket;
  },
  CLOSED: (ticket) => ticket,
  CANCELLED: (ticket) => ticket,
};

function worked(ticket: StoredTicket, context: ChangeContext): StoredTicket {
  const {random} = context;
  const chance = random.next();
  if (ticket.notes.length >= MANY_NOTES || chance < 0.1) {
    return said(setStatus(ticket, 'RESOLVED', context), random.pick(RESOLVED), context);
  }
  if (chance < 0.25) {
    const question = random.pick(QUESTIONS);
    const asked = said(setStatus(ticket, 'ACTION_REQUIRED', context), question, context);
    return asked.caseNumber === undefined ? asked : mailed(asked, question, context);
  }
  const text = random.pick(PROGRESS);
  return chance < 0.4 && ticket.caseNumber !== undefined
    ? mailed(ticket, text, context)
    : said(ticket, text, context);
}

function reminded(ticket: StoredTicket, context: ChangeContext): StoredTicket {
  const text = 'A reminder: we wait for your answer. Without one the ticket may be cancelled.';
  return ticket.caseNumber === undefined ? said(ticket, text, context) : mailed(ticket, text, context);
}

function said(ticket: StoredTicket, text: string, context: ChangeContext): StoredTicket {
  return {
    ...addNote(ticket, {text, type: 'RESOLUTION_NOTES'}, context),
    updatedBy: context.random.pick(NAMES),
  };
}

function mailed(ticket: StoredTicket, text: string, context: ChangeContext): StoredTicket {
  const name = context.random.pick(NAMES);
  const last = ticket.notes.findLast((note) => note.type === 'CUSTOMER_NOTES');
  const contact = ticket.contacts[0];
  const to = contact?.details.find(({type}) => type === 'EMAIL')?.value ?? '';
  const quote = last === undefined ? [] : [quoted('You wrote:', p(escapeHtml(last.text)))];
  return addEmail(
    ticket,
    {
      subject: `RE: Case ${ticket.caseNumber ?? ''}: ${ticket.subCategory}`,
      authorName: name,
      from: `${name.toLowerCase().replaceAll(' ', '.')}@equinix.example`,
      to,
      html: mail(
        p(`Hi ${escapeHtml(contact?.firstName ?? '')},`),
        p(escapeHtml(text)),
        signature(name, 'IBX Operations'),
        ...quote,
      ),
    },
    context,
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
