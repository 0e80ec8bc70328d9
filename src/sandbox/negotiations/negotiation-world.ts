import {iso, isFinal, type StoredNegotiation, type StoredTicket} from '../model.ts';
import {randomText, type Random} from '../random.ts';
import {addNote, cancel, setStatus, type ChangeContext} from '../world-changes.ts';
import type {World} from '../world.ts';

/** What an order asks: how long there is to answer, in milliseconds, and the rest where it matters. */
export type Asking = {
  readonly forMs: number;
  readonly message?: string;
  readonly expedited?: boolean;
};

const HOUR = 3_600_000;
const MESSAGE =
  'The technician who may do this is not on site at the time that you asked for. Please accept the proposed time, accept it without expedite, or cancel.';

/** The ticket with one more question that waits; asking takes the turn to the customer. */
export function ask(ticket: StoredTicket, asking: Asking, context: ChangeContext): StoredTicket {
  const {forMs, message = MESSAGE, expedited = true} = asking;
  const now = context.now();
  const negotiation: StoredNegotiation = {
    referenceId: `4-${randomText(context.random, 11, '0123456789')}`,
    message,
    expedited,
    created: now,
    requested: now + HOUR,
    proposed: now + 5 * HOUR,
    expires: now + forMs,
  };
  const asked = ticket.status === 'ACTION_REQUIRED' ? ticket : setStatus(ticket, 'ACTION_REQUIRED', context);
  return {...asked, negotiations: [...(ticket.negotiations ?? []), negotiation], updatedDateTime: iso(now)};
}

/** Those that still wait for an answer. */
export function pending({negotiations = []}: StoredTicket): readonly StoredNegotiation[] {
  return negotiations.filter(({answered}) => answered === undefined);
}

/** The answer of listNegotiations, as the vendor's sample has it. */
export function negotiationReply(negotiation: StoredNegotiation): Record<string, unknown> {
  const {referenceId, message, expedited, created, requested, proposed, expires} = negotiation;
  return {
    referenceId,
    orderRequestedDateTime: iso(requested),
    proposedDateTime: iso(proposed),
    expirationDateTime: iso(expires),
    expedited,
    createdDateTime: iso(created),
    message,
  };
}

export type Answer = {
  readonly referenceId: string;
  readonly action: 'APPROVE' | 'APPROVE_NON_EXPEDITE' | 'CANCEL';
  readonly reason?: string | undefined;
};

/** The ticket after an answer to one of its questions. */
export function answer(ticket: StoredTicket, given: Answer, context: ChangeContext): StoredTicket {
  const settled = {...ticket, negotiations: withAnswer(ticket, given.referenceId, given.action)};
  const reason = given.reason === undefined ? '' : ` ${given.reason}`;
  if (given.action === 'CANCEL') return cancel(settled, given.reason ?? 'No longer wanted.', context);
  const how = given.action === 'APPROVE' ? 'The proposed time is accepted.' : 'Accepted without expedite.';
  const noted = addNote(settled, {text: `${how}${reason}`, type: 'CUSTOMER_NOTES'}, context);
  return pending(noted).length > 0 ? noted : setStatus(noted, 'IN_PROGRESS', context);
}

function withAnswer(
  {negotiations = []}: StoredTicket,
  referenceId: string,
  answered: string,
): readonly StoredNegotiation[] {
  return negotiations.map((one) => (one.referenceId === referenceId ? {...one, answered} : one));
}

/** Orders whose question nobody answered in time are cancelled. Called before each answer of the service. */
export function runOut(world: Pick<World, 'kept' | 'put'>, context: ChangeContext): void {
  const now = context.now();
  for (const ticket of world.kept()) {
    const late = pending(ticket).filter(({expires}) => expires <= now);
    if (late.length === 0) continue;
    const negotiations = late.reduce(
      (list, {referenceId}) => withAnswer({...ticket, negotiations: list}, referenceId, 'EXPIRED'),
      ticket.negotiations ?? [],
    );
    const told = addNote(
      {...ticket, negotiations},
      {text: 'Nobody answered in time: the order is cancelled.', type: 'RESOLUTION_NOTES'},
      context,
    );
    world.put(isFinal(ticket.status) ? told : setStatus(told, 'CANCELLED', context));
  }
}

export type NegotiationPlay = {
  /** Goes one step on; gives its name. */
  readonly step: () => string;
};

/** Steps of rest before the first question, and after each. */
const REST_FIRST = 1;
const REST = 40;
const LASTS_MS = 20 * 60_000;

/** Now and then an order that waits for its customer asks something that runs out. */
export function createNegotiationPlay({
  world,
  now,
  random,
}: ChangeContext & {readonly world: World; readonly random: Random}): NegotiationPlay {
  let rest = REST_FIRST;
  return {
    step() {
      runOut(world, {now, random});
      if (rest > 0) {
        rest -= 1;
        return 'rests';
      }
      const ticket = world
        .kept()
        .find(
          (one) =>
            one.status === 'ACTION_REQUIRED' &&
            one.orderNumber !== undefined &&
            one.foreign !== true &&
            pending(one).length === 0,
        );
      if (ticket === undefined) return 'nothing to ask';
      rest = REST;
      world.put(ask(ticket, {forMs: LASTS_MS}, {now, random}));
      return 'asks';
    },
  };
}
