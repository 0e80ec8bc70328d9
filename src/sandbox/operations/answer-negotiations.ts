import {answer, negotiationReply, pending, type Answer} from '../negotiations/negotiation-world.ts';
import type {StoredTicket} from '../model.ts';
import {notFound, Refusal} from '../refusal.ts';
import {readableTicket} from './find-ticket.ts';
import type {Handler, Services} from './operation-context.ts';

export const listNegotiations: Handler = ({params}, services) => {
  const order = orderOf(params['orderId'] ?? '', services);
  // A ticket that was never asked anything is no order to this API; that it is one with an empty list is as likely.
  if (order.negotiations === undefined) throw notFound(`The order ${params['orderId'] ?? ''}`);
  return {status: 200, body: pending(order).map(negotiationReply)};
};

export const answerNegotiation: Handler = ({params, body}, services) => {
  const orderId = params['orderId'] ?? '';
  const order = orderOf(orderId, services);
  const given = body as Answer;
  if (!pending(order).some(({referenceId}) => referenceId === given.referenceId))
    throw new Refusal(409, 'EQ-2042252', `No pending negotiation ${given.referenceId} on ${orderId}.`);
  services.world.put(answer(order, given, services));
  return {status: 202, headers: {Location: `/orders/${orderId}`}, body: undefined};
};

function orderOf(orderId: string, services: Services): StoredTicket {
  const ticket = readableTicket(orderId, services);
  if (ticket.orderNumber !== orderId) throw notFound(`The order ${orderId}`);
  return ticket;
}
