import type {SafeText} from '../text/safe/safe-text.ts';

/** Milliseconds since 1970, as in records.ts. */
type Millis = number;

/** Whose deed it is, and when by this machine's clock. */
export type Deed = {readonly who: SafeText; readonly at: Millis};

/** That something was written to the service: no text, only its hash. */
export type SentFact = {
  readonly ticketId: string;
  readonly operation: SafeText;
  readonly sha256: string;
  /** UTF-16 code units. */
  readonly length: number;
  readonly result: SafeText;
  readonly remoteId: SafeText | undefined;
};

/** What somebody of the team has written to the service. */
export type TeamSend = SentFact & Deed & {readonly id: string};

/** A text that somebody of the team is writing; the text itself stays with them. */
export type TeamDraft = {
  readonly by: SafeText;
  readonly ticketId: string;
  readonly kind: 'note' | 'reply' | 'answer' | 'cancel';
  /** When its last key was typed. */
  readonly typedAt: Millis;
  /** When their console was last heard of; a draft stays after a lost connection. */
  readonly seenAt: Millis;
};
