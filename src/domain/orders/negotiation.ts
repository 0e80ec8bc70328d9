import type {IsoDateTime, KeyValue} from '../ticket.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';

/** The answers that the service takes (Orders v2). */
export const NEGOTIATION_ACTIONS = ['APPROVE', 'APPROVE_NON_EXPEDITE', 'CANCEL'] as const;
export type NegotiationAction = (typeof NEGOTIATION_ACTIONS)[number];

/** A question of Equinix about an order, with the time by which it is to be answered. */
export type Negotiation = {
  /** Names it in the answer; without one it cannot be answered here. */
  readonly referenceId?: SafeText;
  readonly message?: SafeText;
  /** The time that was asked for in the order. */
  readonly requested?: IsoDateTime;
  readonly proposed?: IsoDateTime;
  /** Respond by then. */
  readonly expires?: IsoDateTime;
  readonly isExpedited?: boolean;
  readonly created?: IsoDateTime;
  readonly other?: readonly KeyValue[];
};

export type NegotiationAnswer = {
  readonly referenceId: string;
  readonly action: NegotiationAction;
  readonly reason?: string;
};

/** What waits for an answer on a ticket, and when that was read, in milliseconds since 1970. */
export type StoredNegotiations = {readonly list: readonly Negotiation[]; readonly readAt: number};

/** What an answer in the outbox, or its draft, has beside its text. */
export type AnswerFields = {
  readonly orderId: string;
  readonly referenceId: string;
  readonly action: NegotiationAction;
  /** Respond by then, where the question said it. */
  readonly expires?: string;
};

/** What stands beside the text of an answer; undefined where that is damaged. */
export function answerFields(fields: Readonly<Record<string, unknown>>): AnswerFields | undefined {
  const {orderId, referenceId, action, expires} = fields;
  if (typeof orderId !== 'string' || typeof referenceId !== 'string' || !isAction(action)) return undefined;
  return {orderId, referenceId, action, ...(typeof expires === 'string' ? {expires} : {})};
}

function isAction(value: unknown): value is NegotiationAction {
  return NEGOTIATION_ACTIONS.some((action) => action === value);
}

/** The moment of the first that runs out, in milliseconds since 1970; undefined where none says when. */
export function deadlineOf(list: readonly Negotiation[]): number | undefined {
  const times = list.map(({expires}) => Date.parse(expires ?? '')).filter((at) => !Number.isNaN(at));
  return times.length === 0 ? undefined : Math.min(...times);
}
