import {answerProblems, idProblems, refuseProblems} from '../domain/new-ticket/check-request.ts';
import {LIMITS} from '../domain/limits.ts';
import type {Api} from './api.ts';
import {decodeNegotiations} from './decode/decode-negotiations.ts';
import {confirmAnswered} from './decode/decode-outcome.ts';
import {callForJson, expectDecoded, type OperationDeps} from './operations.ts';

type NegotiationOperations = Pick<Api, 'listNegotiations' | 'answerNegotiation'>;

/** The operations on what an order asks its customer. See {@link Api} for each. */
export function createNegotiationOperations(deps: OperationDeps): NegotiationOperations {
  return {
    listNegotiations: async (orderId, options) => {
      refuseProblems(idProblems('orderId', orderId, LIMITS.orderId), 'The question for this order');
      const init = {params: {path: {orderId}}};
      const {json} = await callForJson(deps, 'listNegotiations', init, options);
      const found = decodeNegotiations(json);
      const list = expectDecoded(found, 'listNegotiations', 'a list of questions', json);
      for (const negotiation of list) deps.watch.readNegotiation(negotiation);
      return list;
    },
    answerNegotiation: async (orderId, answer, options) => {
      refuseProblems(idProblems('orderId', orderId, LIMITS.orderId), 'The answer');
      refuseProblems(answerProblems(answer), 'The answer');
      const {referenceId, action, reason} = answer;
      const body = {referenceId, action, ...(reason === undefined ? {} : {reason})};
      const init = {params: {path: {orderId}}, body};
      const {json, status} = await callForJson(deps, 'answerNegotiation', init, options);
      confirmAnswered({operation: 'answerNegotiation', json, status});
    },
  };
}
