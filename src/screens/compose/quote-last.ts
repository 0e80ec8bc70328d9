import type {TimelineTexts} from '../../domain/records.ts';
import type {Ticket, TicketEmail, TicketNote} from '../../domain/ticket.ts';
import {noteKey} from '../../domain/ticket/unseen-items.ts';
import {withoutModelines} from './conversation-below.ts';
import {isOurs} from '../ticket/ticket-labels.ts';
import type {TimeText} from '../ticket/times.ts';

const LONGEST = 1200;
/** What stands above the text that is written. */
export type OnScreen = {
  /** Keys of the items on screen, from top to bottom. */
  readonly shown: readonly string[];
  readonly mails: TimelineTexts['mails'];
};

/**
 * The last note or e-mail of the other side that is on screen, or else their last note, quoted for an answer; undefined
 * if there is none.
 */
export function quoteLast(
  ticket: Pick<Ticket, 'notes' | 'emails'> | undefined,
  time: TimeText,
  {shown, mails}: OnScreen = {shown: [], mails: new Map()},
): string | undefined {
  const theirs = (ticket?.notes ?? []).filter((each) => !isOurs(each)).map(ofNote);
  const letters = (ticket?.emails ?? []).flatMap((email) => ofEmail(email, mails));
  const last = [...theirs, ...letters].filter(({key}) => shown.includes(key));
  const found =
    last.toSorted((one, other) => shown.indexOf(one.key) - shown.indexOf(other.key)).at(-1) ?? theirs.at(-1);
  if (found === undefined) return undefined;
  const rows = shortened(found.text).split('\n');
  const quoted = rows.map((row) => `> ${withoutModelines(row)}`.trimEnd());
  return `${found.author ?? 'Equinix'}, ${time(found.at)}:\n${quoted.join('\n')}\n\n`;
}

type Quotable = {
  readonly key: string;
  readonly author: string | undefined;
  readonly at: string | undefined;
  readonly text: string;
};

function ofNote(note: TicketNote): Quotable {
  return {key: noteKey(note), author: note.author, at: note.createdDateTime, text: note.text};
}

/** What was written in an e-mail, without what that quotes; nothing of one that was not read yet. */
function ofEmail(email: TicketEmail, mails: TimelineTexts['mails']): readonly Quotable[] {
  const blocks = mails.get(email.id)?.blocks.filter(({kind}) => kind === 'text') ?? [];
  const text = blocks.map((block) => block.text).join('\n\n');
  const {authorName = email.from, createdDateTime: at} = email;
  return text.trim() === '' ? [] : [{key: `email:${email.id}`, author: authorName, at, text}];
}

function shortened(text: string): string {
  const whole = text.trim();
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST).replace(/\s+\S*$/, '')} […]` : whole;
}
