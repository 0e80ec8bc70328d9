import {createHash} from 'node:crypto';
import {firstLine} from '../text/first-line.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import {formatStamp} from '../text/time/dates.ts';
import type {TeamDraft, TeamSend} from './team-records.ts';
import type {Claim, Millis, StoredTicket} from './records.ts';
import type {TicketNote} from './ticket.ts';
import {noteKey} from './ticket/unseen-items.ts';

/** Who has typed nothing for this long, or whose console has not been heard of, is not writing. */
const SILENT_MS = 60_000;
/** An answer younger than this has probably not been read yet. */
const JUST_ANSWERED_MS = 5 * 60_000;
const LONGEST_LINE = 60;

/** What other members do with a ticket that the user is about to write to. */
export type Others = {
  /** On one line; undefined: nothing. */
  readonly words: string | undefined;
  /** What wants one more key before something is sent. */
  readonly doubt: string | undefined;
};

type Stored = Pick<StoredTicket, 'claims' | 'writing' | 'sends'> & {
  readonly ticket: Pick<StoredTicket['ticket'], 'notes'>;
};

/** Somebody else has it, is writing to it, or has just answered. */
export function othersAt(stored: Stored | undefined, me: string, now: Millis): Others {
  if (stored === undefined) return {words: undefined, doubt: undefined};
  const now1 = stored.writing.filter((draft) => isWriting(draft, now)).map(writingText);
  const pressing = [...now1, ...answerText(stored, me, now), ...claimText(stored.claims, me)];
  const drafts = stored.writing.filter((draft) => !isWriting(draft, now)).map(draftText);
  const all = [...pressing, ...drafts];
  const line = (parts: readonly string[]) => (parts.length === 0 ? undefined : `${parts.join('; ')}.`);
  return {words: line(all), doubt: line(pressing)};
}

/** True if the last key was typed a moment ago, on a console that still runs. */
function isWriting({typedAt, seenAt}: TeamDraft, now: Millis): boolean {
  return now - typedAt < SILENT_MS && now - seenAt < SILENT_MS;
}

const KINDS: Readonly<Record<TeamDraft['kind'], string>> = {
  note: 'a note',
  reply: 'an answer',
  answer: 'an answer',
  cancel: 'a cancellation',
};

function writingText({by, kind}: TeamDraft): string {
  return `${by} is writing ${KINDS[kind]} right now`;
}

function draftText({by, kind, typedAt}: TeamDraft): string {
  return `${by} has a draft of ${KINDS[kind]}, last typed ${formatStamp(typedAt, 'local')}`;
}

function claimText([first]: readonly Claim[], me: string): readonly string[] {
  return first === undefined || first.by === me ? [] : [holderText(first)];
}

/** Who has it, and since when. */
export function holderText({by, since}: Claim): string {
  return `${by} has it since ${formatStamp(since, 'local')}`;
}

function answerText({sends, ticket}: Stored, me: string, now: Millis): readonly string[] {
  const last = sends.findLast(
    ({who, at, operation}) => who !== me && isAnswer(operation) && now - at < JUST_ANSWERED_MS,
  );
  if (last === undefined) return [];
  const note = isNote(last.operation) ? ticket.notes?.find((each) => isOf(each, last)) : undefined;
  const text = note === undefined ? '' : `: "${firstLine(note.text).slice(0, LONGEST_LINE)}"`;
  return [`${last.who} answered at ${formatStamp(last.at, 'local')}${text}`];
}

function isAnswer(operation: string): boolean {
  return isNote(operation) || operation === 'answerNegotiation';
}

function isNote(operation: string): boolean {
  return operation === 'addCaseNote' || operation === 'addTicketNote';
}

function isOf(note: TicketNote, {remoteId, sha256}: TeamSend): boolean {
  if (remoteId !== undefined && note.id !== undefined) return note.id === remoteId;
  return createHash('sha256').update(note.text, 'utf8').digest('hex') === sha256;
}

/** Which member wrote which note, by the note's key; the service may only say "customer". */
export function noteNames({ticket, sends}: Stored): ReadonlyMap<string, SafeText> {
  const notes = sends.filter(({operation}) => isNote(operation));
  if (notes.length === 0) return new Map();
  return new Map(
    (ticket.notes ?? []).flatMap((note) => {
      const sent = notes.find((each) => isOf(note, each));
      return sent === undefined ? [] : [[noteKey(note), sent.who] as const];
    }),
  );
}
