import type {Api} from './api.ts';
import {
  cancelProblems,
  createProblems,
  idProblems,
  noteProblems,
  refuseProblems,
} from '../domain/new-ticket/check-request.ts';
import {attachmentsOf, createBody} from './create-body.ts';
import {decodeEmailDetails} from './decode/decode-email.ts';
import {confirmCancelled, decodeCreated, decodeNoted} from './decode/decode-outcome.ts';
import {decodeTicket} from './decode/decode-ticket.ts';
import {LIMITS} from '../domain/limits.ts';
import {callForJson, expectDecoded, type OperationDeps} from './operations.ts';
import {isCaseNumber} from '../domain/ticket.ts';

type TicketOperations = Pick<Api, 'getTicket' | 'createTicket' | 'addNote' | 'cancelTicket' | 'getEmail'>;

/** The operations on one ticket. See {@link Api} for each. */
export function createTicketOperations(deps: OperationDeps): TicketOperations {
  return {
    getTicket: async (id, options) => {
      checkTicketId(id, 'This ticket');
      const {json, text} = await callForJson(deps, 'getTicket', {params: {path: {id}}}, options);
      const ticket = expectDecoded(decodeTicket(json, id), 'getTicket', 'a ticket', json);
      deps.watch.readTicket(ticket);
      return {ticket, raw: text};
    },
    createTicket: async (request, options) => {
      refuseProblems(createProblems(request), 'The new ticket');
      const answer = await callForJson(deps, 'createTicket', {body: createBody(request)}, options);
      const {json, status, headers} = answer;
      return decodeCreated({operation: 'createTicket', json, status, location: headers.get('location')});
    },
    addNote: async (id, note, options) => {
      checkTicketId(id, 'The note');
      refuseProblems(noteProblems(note), 'The note');
      const body = {text: note.text, ...attachmentsOf(note)};
      const useCase = isCaseNumber(id) && deps.noteOperation !== 'ticket';
      const {json, status} = useCase
        ? await callForJson(deps, 'addCaseNote', {params: {path: {caseNumber: id}}, body}, options)
        : await callForJson(deps, 'addTicketNote', {params: {path: {id}}, body}, options);
      return decodeNoted({
        operation: useCase ? 'addCaseNote' : 'addTicketNote',
        json,
        status,
      });
    },
    cancelTicket: async (id, reason, options) => {
      checkTicketId(id, 'The cancellation');
      refuseProblems(cancelProblems(reason), 'The cancellation');
      const init = {params: {path: {id}}, body: {reason}};
      const {json, status} = await callForJson(deps, 'cancelTicket', init, options);
      confirmCancelled({operation: 'cancelTicket', json, status});
    },
    getEmail: async (emailId, caseNumber, options) => {
      refuseProblems(
        [
          ...idProblems('emailId', emailId, LIMITS.emailId),
          ...idProblems('caseNumber', caseNumber, LIMITS.caseNumber),
        ],
        'The question for this e-mail',
      );
      const {json} = await callForJson(deps, 'getEmail', {params: {path: {emailId, caseNumber}}}, options);
      return expectDecoded(decodeEmailDetails(json), 'getEmail', 'an e-mail', json);
    },
  };
}

function checkTicketId(id: string, what: string): void {
  refuseProblems(idProblems('id', id, LIMITS.ticketId), what);
}
