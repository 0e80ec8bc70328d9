import {AppError} from '../errors.ts';
import {lengthProblem} from './limits.ts';
import type {Millis} from './records.ts';
import type {SentFact} from './team-records.ts';
import type {SafeText} from '../text/safe/safe-text.ts';

/**
 * `claim` takes a ticket together with others who have it, `takeover` takes it from them, `give` hands it to somebody.
 */
export type ClaimOp =
  | {readonly kind: 'claim' | 'takeover' | 'release'; readonly ticketId: string}
  | {readonly kind: 'give'; readonly ticketId: string; readonly to: SafeText};

/** Something that a person does and the team should know: kept on this machine and, with a team, on its desk. */
export type DeskOp =
  | ClaimOp
  | {readonly kind: 'unsnooze'; readonly ticketId: string}
  | {readonly kind: 'remark'; readonly ticketId: string; readonly remark: string; readonly text: SafeText}
  | {readonly kind: 'unremark'; readonly ticketId: string; readonly remark: string}
  /** Undefined: until something new comes. */
  | {readonly kind: 'snooze'; readonly ticketId: string; readonly until: Millis | undefined}
  /** The next step for the hand-over; empty takes it away. */
  | {readonly kind: 'step'; readonly ticketId: string; readonly text: SafeText}
  | ({readonly kind: 'sent'} & SentFact);

/**
 * Longest private note or next step in UTF-16 units: far more than anybody types, and in every script less than the
 * desk's column can hold.
 */
export const LONGEST_DEED_TEXT = 200_000;

const TEXT_NAMES = {remark: 'The private note', step: 'The next step'} as const;

/** Throws an AppError `input` for a text that is longer than that. */
export function checkDeedText(kind: keyof typeof TEXT_NAMES, text: string): void {
  const problem = lengthProblem(text, {min: 0, max: LONGEST_DEED_TEXT});
  if (problem !== undefined)
    throw new AppError('input', `${TEXT_NAMES[kind]} ${problem}.`, {hint: 'Nothing was kept.'});
}

/** A deed that the team's desk has not got yet. */
export type QueuedOp = {readonly id: string; readonly op: DeskOp; readonly at: Millis};

/** Longest name of a member, in characters. */
const LONGEST_NAME = 40;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u;

/** What is wrong with a member's name; undefined: nothing. `me` and `nobody` have a meaning of their own in filters. */
export function memberNameProblem(name: string): string | undefined {
  if (name.length > LONGEST_NAME || !NAME.test(name))
    return `"${name}" is no name for a member: letters, digits, ".", "_", "@" and "-", at most ${LONGEST_NAME}.`;
  return /^(me|nobody)$/i.test(name) ? `"${name}" means something else in filters.` : undefined;
}
