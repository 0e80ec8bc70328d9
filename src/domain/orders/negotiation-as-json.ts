import {questionText} from './negotiation-text.ts';
import type {Negotiation} from './negotiation.ts';
import {present} from '../present.ts';

/** A question about an order, as every command prints it. */
export type NegotiationFacts = {
  readonly referenceId?: string;
  readonly question: string;
  readonly respondBy?: string;
  readonly requested?: string;
  readonly proposed?: string;
  readonly expedited?: boolean;
  readonly createdDateTime?: string;
};

/** Without anything unknown. */
export function negotiationJson(negotiation: Negotiation): NegotiationFacts {
  const {referenceId, message, expires, requested, proposed, isExpedited, created, other} = negotiation;
  return {
    question: message ?? questionText(negotiation),
    ...present({
      referenceId,
      respondBy: expires,
      requested,
      proposed,
      expedited: isExpedited,
      createdDateTime: created,
      other,
    }),
  };
}
