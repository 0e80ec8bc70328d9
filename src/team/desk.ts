import type {DeskOp, QueuedOp} from '../domain/desk-op.ts';
import type {TeamDraft} from '../domain/team-records.ts';

/** What a console says of itself. */
export type Beat = {
  /** Times by the database's clock. */
  readonly drafts: readonly Pick<TeamDraft, 'ticketId' | 'kind' | 'typedAt'>[];
  /** Tickets that are looked at. */
  readonly lookedAt: readonly string[];
  /** Somebody is there. */
  readonly isWatched: boolean;
  /** It would ask the service for all. */
  readonly asks: boolean;
};

/** What the desk says to that. */
export type BeatAnswer = {
  /** Milliseconds since 1970 by the database's clock. */
  readonly now: number;
  /** The number of the room's last row. */
  readonly seq: number;
  /** This console asks the service for all, for the next seconds. */
  readonly isAsking: boolean;
  /** Some console does. */
  readonly isAsked: boolean;
  /** What the others look at; only for the one that asks. */
  readonly wanted: readonly string[];
  /** Whether one of the others is there; only for the one that asks. */
  readonly isWatched: boolean;
  /** Old rows were taken away within a day. */
  readonly isRetained: boolean;
  /** The server has few connections left. */
  readonly isCrowded: boolean;
};

/** Of what the service is asked: tickets and their rows in order history; orders that are no tickets; questions of orders; notices. */
export const ANSWER_KINDS = [
  'ticket',
  'order',
  'list',
  'other',
  'otherDetail',
  'otherList',
  'question',
  'notice',
  'noticeInFull',
  'noticeList',
] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** What the service said, as it came. */
export type SharedAnswer = {
  readonly kind: AnswerKind;
  /** Or the number of the notice; empty for lists. */
  readonly ticketId: string;
  readonly raw: string;
  /** How long ago it was read, in milliseconds. */
  readonly ageMs: number;
  /** All numbers of the ticket. */
  readonly numbers: readonly string[];
  readonly isFinal: boolean;
};

/** An e-mail as the service answered. */
export type SharedMail = {readonly id: string; readonly ticketId: string; readonly raw: string};

/** Bytes: what is larger stays where it was read. */
export const LARGEST_ANSWER = 8_388_608;

/** A row as it lies there: nothing of it is checked yet. */
export type DeskRow = Readonly<Record<string, unknown>>;

/** A deed on its way, and how long ago it was done, in milliseconds. */
export type SentOp = QueuedOp & {readonly ageMs: number};

/** The versions of deeds that this casedeck writes and understands. */
export const OP_VERSION = 1;

/** A desk that a team shares, of one room. Everything it gives is as hostile as what the service gives. Rejects with an AppError. */
export type Desk = {
  /** Which desk it is: another one after it was made anew. */
  readonly id: string;
  /** Of its schema: what came with a later one it does not take. */
  readonly version: number;
  /** Whether it says by itself that something is new; undefined as long as that is being found out. */
  readonly tells: () => boolean | undefined;
  readonly beat: (beat: Beat) => Promise<BeatAnswer>;
  /** The database's clock and the room's last number; costs less than a beat. */
  readonly peek: () => Promise<Pick<BeatAnswer, 'now' | 'seq'>>;
  /** Those that it has already change nothing. */
  readonly put: (ops: readonly SentOp[]) => Promise<void>;
  readonly share: (answers: readonly SharedAnswer[]) => Promise<void>;
  readonly shareMails: (mails: readonly SharedMail[]) => Promise<void>;
  /** Those of these that are there, by their numbers. */
  readonly mails: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** How long ago the lists that are there were read, in milliseconds. */
  readonly lists: () => Promise<ReadonlyMap<string, number>>;
  /** Rows behind a number, in order. */
  readonly pull: (after: number) => Promise<readonly DeskRow[]>;
  readonly retain: (days: number) => Promise<void>;
  /** Takes this console off the desk; with `words`, also what this person put there, but for the audit. */
  readonly leave: (words: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** What may be new: rows to read; what others look at, which concerns whoever asks the service; or nobody asks it any more. */
export type DeskHint = 'rows' | 'look' | 'free';

/** Who is at the desk, and what it calls when something may be new, or when it is lost. */
export type DeskSeat = {
  readonly room: string;
  readonly member: string;
  readonly who: string;
  readonly onNews: (hint: DeskHint) => void;
  readonly onLost: (error: unknown) => void;
};

/** The part of a deed that has no column of its own. */
export function bodyOf({kind: _kind, ticketId: _ticketId, ...rest}: DeskOp): string {
  return JSON.stringify(rest);
}
