import {ApiError} from '../../errors.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {CreateReply, NoteReply} from '../api.ts';
import {cleanFields, cleanLine} from '../http/api-error.ts';
import {isJson, type Json} from './decode.ts';
import {decodeKind} from './decode-ticket.ts';
import type {OperationId} from '../endpoints.ts';
import {readErrorContent} from '../http/error-shapes.ts';
import {isCaseNumber} from '../../domain/ticket.ts';

/** A 2xx answer to a write. */
export type WriteAnswer = {
  readonly operation: OperationId;
  readonly json: unknown;
  readonly status: number;
  readonly location?: string | undefined;
};

/**
 * The result of a 2xx answer to a note: done if it says so in one of the two documented ways (`success: true`, or a
 * `result`). Throws an ApiError: `rejected` if it reports a failure, `unknown-outcome` if it says neither.
 */
export function decodeNoted(answer: WriteAnswer): NoteReply {
  const body = bodyOf(answer);
  const result = isJson(body['result']) ? body['result'] : {};
  const isDone = isTrue(body['success']) || Object.values(result).some(isWord);
  confirm(answer, isDone);
  const noteId = result['caseNotesId'];
  return isWord(noteId) ? {noteId: toSafeLine(noteId)} : {};
}

/** The same for a cancellation, which is done where the answer says `status: "OK"`. */
export function confirmCancelled(answer: WriteAnswer): void {
  const {status} = bodyOf(answer);
  confirm(answer, isWord(status) && status.trim().toUpperCase() === 'OK');
}

/** The same for an answer to a negotiation: related APIs answer 202 or 204 without a body, which means accepted. */
export function confirmAnswered(answer: WriteAnswer): void {
  const {status, json} = answer;
  const isTaken = (status === 202 || status === 204) && json === undefined;
  const {success, status: word} = bodyOf(answer);
  confirm(answer, isTaken || isTrue(success) || (isWord(word) && word.trim().toUpperCase() === 'OK'));
}

/**
 * The same for a new ticket: done if the answer has its id, in the body or as the last segment of Location, as in
 * related APIs.
 */
export function decodeCreated(answer: WriteAnswer): CreateReply {
  const body = bodyOf(answer);
  const given = body['id'];
  const named = isWord(given) || typeof given === 'number' ? String(given) : lastSegment(answer.location);
  const id = toSafeLine(named ?? '');
  confirm(answer, TICKET_ID.test(id));
  const kind = decodeKind(isWord(body['type']) ? body['type'] : undefined);
  if (kind !== 'UNKNOWN') return {id, kind};
  // Where the answer does not say it, the form of the number does.
  return {id, kind: isCaseNumber(id) ? 'CASE' : id.startsWith('1-') ? 'TROUBLE' : 'UNKNOWN'};
}

/** Every ticket number has a digit; a last word of a path without one is no number. */
const TICKET_ID = /^(?=.*\d)[\w-]{1,100}$/;

function lastSegment(location: string | undefined): string | undefined {
  return location
    ?.split(/[?#]/)[0]
    ?.split('/')
    .findLast((part) => part !== '');
}

function confirm(answer: WriteAnswer, isDone: boolean): void {
  const failure = failureIn(answer);
  if (isDone && failure === undefined) return;
  // Two halves that contradict each other say nothing.
  if (failure !== undefined && !isDone) throw failure;
  const {operation, status} = answer;
  throw new ApiError('unknown-outcome', `The service answered ${messageOf(answer)}.`, {
    operation,
    status,
    sent: true,
    hint: 'That does not say whether it took effect: read the ticket again before sending once more.',
  });
}

function messageOf({json, status}: WriteAnswer): string {
  if (json === undefined) return `HTTP ${status} with an empty body`;
  const text = toSafeLine(JSON.stringify(json));
  return `HTTP ${status} with ${text.length > 60 ? `${text.slice(0, 60)}…` : text}, which does not say that it was done`;
}

/** The failure that the body tells of, in any shape that errors come in; a bare message is none. */
function failureIn({json, operation, status}: WriteAnswer): ApiError | undefined {
  if (!saysFailure(json)) return undefined;
  const content = readErrorContent(json);
  const {status: word} = isJson(json) ? json : {status: undefined};
  const [code, correlationId] = [cleanLine(content?.code), cleanLine(content?.correlationId)];
  const said = cleanLine(content?.message) ?? code ?? (isWord(word) ? cleanLine(word) : undefined);
  return new ApiError(
    'rejected',
    ['The service answered that it was not done', said].filter(isWord).join(': '),
    {
      operation,
      status,
      sent: true,
      fields: cleanFields(content),
      code,
      correlationId,
    },
  );
}

const ERROR_KEYS = ['errorCode', 'error_code', 'errorMessage', 'error_message', 'error', 'fault'];
const FAILED = /fail|error|reject|refus|denied|invalid|\bnot\b|\bko\b/i;

function saysFailure(json: unknown): boolean {
  if (Array.isArray(json)) return json.some((entry) => isJson(entry) && saysFailure(entry));
  if (!isJson(json)) return false;
  const {errors, status} = json;
  if (isFalse(json['success']) || ERROR_KEYS.some((key) => isSomething(json[key]))) return true;
  if (Array.isArray(errors) ? errors.length > 0 : isSomething(errors)) return true;
  return isWord(status) ? FAILED.test(status) : typeof status === 'number' && status >= 400;
}

function bodyOf({json}: WriteAnswer): Json {
  return isJson(json) ? json : {};
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isSomething(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && value !== '' && value !== 0;
}

function isTrue(value: unknown): boolean {
  return value === true || (isWord(value) && value.trim().toLowerCase() === 'true');
}

function isFalse(value: unknown): boolean {
  return value === false || (isWord(value) && value.trim().toLowerCase() === 'false');
}
