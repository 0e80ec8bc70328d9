import {ApiError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {Api, CreateReply, NoteReply} from './api.ts';
import {
  cancelProblems,
  createProblems,
  idProblems,
  noteProblems,
  refuseProblems,
} from '../domain/new-ticket/check-request.ts';
import {attachmentsOf, createBody} from './create-body.ts';
import {isJson} from './decode/decode.ts';
import {decodeEmailDetails} from './decode/decode-email.ts';
import {decodeKind, decodeTicket} from './decode/decode-ticket.ts';
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
      return {ticket: expectDecoded(decodeTicket(json, id), 'getTicket', 'a ticket', json), raw: text};
    },
    createTicket: async (request, options) => {
      refuseProblems(createProblems(request, deps.now()), 'The new ticket');
      const {json, response} = await callForJson(deps, 'createTicket', {body: createBody(request)}, options);
      return decodeCreated(json, response.headers.get('location'));
    },
    addNote: async (id, note, options) => {
      checkTicketId(id, 'The note');
      refuseProblems(noteProblems(note), 'The note');
      const body = {text: note.text, ...attachmentsOf(note)};
      const useCase = isCaseNumber(id) && deps.noteOperation !== 'ticket';
      const {json} = useCase
        ? await callForJson(deps, 'addCaseNote', {params: {path: {caseNumber: id}}, body}, options)
        : await callForJson(deps, 'addTicketNote', {params: {path: {id}}, body}, options);
      return decodeNoted(json, useCase ? 'addCaseNote' : 'addTicketNote');
    },
    cancelTicket: async (id, reason, options) => {
      checkTicketId(id, 'The cancellation');
      refuseProblems(cancelProblems(reason), 'The cancellation');
      const {json} = await callForJson(deps, 'cancelTicket', {params: {path: {id}}, body: {reason}}, options);
      checkCancelled(json);
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

/** The id from the body, else the last segment of Location (as the sibling APIs answer). */
function decodeCreated(json: unknown, location: string | null): CreateReply {
  const body = isJson(json) ? json : {};
  const given = body['id'];
  const segment = location
    ?.split(/[?#]/)[0]
    ?.split('/')
    .findLast((part) => part !== '');
  const id = toSafeLine(
    typeof given === 'string' || typeof given === 'number' ? String(given) : (segment ?? ''),
  );
  if (id === '') {
    throw new ApiError('unknown-outcome', 'The service took the ticket, but did not say its number.', {
      operation: 'createTicket',
      sent: true,
      hint: 'Look for it in the list before creating it again.',
    });
  }
  const kind = decodeKind(typeof body['type'] === 'string' ? body['type'] : undefined);
  if (kind !== 'UNKNOWN') return {id, kind};
  // Where the answer does not say it, the form of the number does.
  return {id, kind: isCaseNumber(id) ? 'CASE' : id.startsWith('1-') ? 'TROUBLE' : 'UNKNOWN'};
}

function decodeNoted(json: unknown, operation: 'addCaseNote' | 'addTicketNote'): NoteReply {
  const body = isJson(json) ? json : {};
  if (body['success'] === false || body['success'] === 'false') {
    throw new ApiError('rejected', 'The service answered that the note was not added.', {
      operation,
      sent: true,
    });
  }
  const noteId = isJson(body['result']) ? body['result']['caseNotesId'] : undefined;
  return typeof noteId === 'string' && noteId !== '' ? {noteId: toSafeLine(noteId)} : {};
}

/** `OK` is the one status that is documented; other words pass, unless they say that it failed. */
function checkCancelled(json: unknown): void {
  const status = isJson(json) ? json['status'] : undefined;
  if (typeof status !== 'string' || !/fail|error|reject|refus|denied|\bnot\b/i.test(status)) return;
  throw new ApiError(
    'rejected',
    `The service answered that the ticket was not cancelled: ${toSafeLine(status)}.`,
    {
      operation: 'cancelTicket',
      sent: true,
    },
  );
}
