import {addCustomerNote, cancel} from '../world-changes.ts';
import {isFinal, primaryId, type StoredTicket} from '../model.ts';
import {recordId} from '../random.ts';
import {conflict} from '../refusal.ts';
import {ticketReply} from '../wire.ts';
import {attachReferences, type Reference} from './attachments.ts';
import type {Handler, OperationRequest, Services} from './operation-context.ts';
import {caseOf, readableTicket} from './find-ticket.ts';

type NoteBody = {readonly text: string; readonly attachments?: readonly Reference[]};

export const getTicket: Handler = ({params}, services) => ({
  status: 200,
  body: ticketReply(readableTicket(params['id'] ?? '', services)),
});

export const addTicketNote: Handler = (request, services) => {
  const ticket = readableTicket(request.params['id'] ?? '', services);
  addNote(ticket, request, services);
  if (ticket.quiet === true) return {status: 202, body: undefined};
  return {status: 200, body: {ticketId: primaryId(ticket), success: true}};
};

export const addCaseNote: Handler = (request, services) => {
  const ticket = caseOf(request.params['caseNumber'] ?? '', services);
  const noteId = addNote(ticket, request, services);
  if (ticket.quiet === true) return {status: 200, body: undefined};
  const caseId = recordId(services.random, '500');
  return {status: 200, body: {result: {caseId, caseNotesId: noteId, caseNumber: ticket.caseNumber}}};
};

function addNote(ticket: StoredTicket, request: OperationRequest, services: Services): string {
  const {text, attachments = []} = request.body as NoteBody;
  // Nothing ties `modifiable` to answers: here the service takes them where it waits for one.
  if (isFinal(ticket.status) || (!ticket.modifiable && !ticket.respond)) {
    throw conflict(`${primaryId(ticket)} is ${ticket.status} and cannot be modified.`);
  }
  const files = attachReferences(attachments, request, services);
  const changed = addCustomerNote(ticket, {text: services.noteText(text), files}, services);
  services.world.put(changed);
  return changed.notes.at(-1)?.id ?? '';
}

export const cancelTicket: Handler = ({params, body}, services) => {
  const ticket = readableTicket(params['id'] ?? '', services);
  const {reason} = body as {readonly reason: string};
  if (isFinal(ticket.status) || !ticket.cancellable) {
    throw conflict(`${primaryId(ticket)} is ${ticket.status} and cannot be cancelled.`);
  }
  services.world.put(cancel(ticket, reason, services));
  if (ticket.quiet === true) return {status: 204, body: undefined};
  return {status: 200, body: {status: 'OK'}};
};
