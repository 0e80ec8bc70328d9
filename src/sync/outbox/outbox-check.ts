import type {AttachmentRef, CreateRequest, NoteRequest} from '../../domain/requests.ts';
import {
  answerProblems,
  cancelProblems,
  createProblems,
  idProblems,
  noteProblems,
  refuseProblems,
} from '../../domain/new-ticket/check-request.ts';
import {answerFields, type AnswerFields, type NegotiationAnswer} from '../../domain/orders/negotiation.ts';
import {LIMITS} from '../../domain/limits.ts';
import {isOrderKind, ORDER_IS_READ_ONLY} from '../../domain/orders/other-orders.ts';
import {AppError} from '../../errors.ts';
import type {NewItem, OutboxItem} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import type {OutboxRequest} from '../contracts.ts';

export type CheckedItem = Pick<OutboxItem, 'kind' | 'ticketId' | 'text' | 'extra'> & Pick<NewItem, 'rest'>;

/**
 * What goes into the queue: the request without blank lines around the text. Throws an AppError
 * `input` that names each field the service would refuse, `read-only` for what `store` knows as an order.
 */
export function checkRequest(request: OutboxRequest, store?: Pick<Store, 'row'>): CheckedItem {
  const {kind, ticketId, extra, rest} = request;
  // Blanks at the start of the first line may be meant, as in a table.
  const text = request.text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
  const item: CheckedItem = {kind, ticketId, text, extra, rest};
  if (kind === 'create') return checkCreate(item);
  refuseProblems(idProblems('id', ticketId, LIMITS.ticketId), 'This');
  if (store !== undefined) refuseOrder(store, ticketId);
  if (kind === 'answer') refuseProblems(answerProblems(answerRequestOf(item)), 'The answer');
  else if (kind === 'cancel') refuseProblems(cancelProblems(text), 'The cancellation');
  else refuseProblems(noteProblems(noteRequestOf(item)), 'The note');
  return item;
}

function checkCreate(item: CheckedItem): CheckedItem {
  const request = createRequestOf(item);
  refuseProblems(createProblems(request), 'The ticket');
  return {...item, ticketId: '', text: request.description, extra: JSON.stringify(request)};
}

/** The body of a note or reply. Throws an AppError `input` where `extra` is damaged. */
export function noteRequestOf({text, extra}: Pick<OutboxItem, 'text' | 'extra'>): NoteRequest {
  if (extra === undefined) return {text};
  const value = parse(extra);
  const attachments = 'attachments' in value && Array.isArray(value.attachments) ? value.attachments : [];
  if (!attachments.every(isAttachment)) throw damaged();
  return attachments.length === 0
    ? {text}
    : {text, attachments: attachments.map(({id, name}) => ({id, name}))};
}

/** What an answer to a negotiation is about. Throws an AppError `input` where `extra` is damaged. */
export function answerFieldsOf({extra}: Pick<OutboxItem, 'extra'>): AnswerFields {
  const fields = answerFields({...parse(extra ?? '{}')});
  if (fields === undefined) throw damaged();
  return fields;
}

/** Its body; a reason is given where one was written. Throws as {@link answerFieldsOf}. */
export function answerRequestOf(item: Pick<OutboxItem, 'text' | 'extra'>): NegotiationAnswer {
  const {referenceId, action} = answerFieldsOf(item);
  return {referenceId, action, ...(item.text.trim() === '' ? {} : {reason: item.text})};
}

/** The body of a new ticket; the item's text is its description. Throws an AppError `input` where `extra` is damaged. */
export function createRequestOf({text, extra}: Pick<OutboxItem, 'text' | 'extra'>): CreateRequest {
  const value = parse(extra ?? '{}');
  if (!('code' in value) || typeof value.code !== 'string') throw damaged();
  const given = 'description' in value && typeof value.description === 'string' ? value.description : '';
  // The other fields are checked one by one before anything is queued.
  return {...(value as CreateRequest), description: text === '' ? given.trimEnd() : text};
}

function parse(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw damaged();
}

function isAttachment(value: unknown): value is AttachmentRef {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && typeof value.id === 'string' && 'name' in value && typeof value.name === 'string';
}

function damaged(): AppError {
  return new AppError('input', 'The form of this request is incomplete or damaged.', {
    fields: [{field: 'extra', problem: 'is not what this kind of request needs'}],
    hint: 'Nothing was sent; the text is kept. Fill in the form again.',
  });
}

/** Throws an AppError `read-only` for an order that is no ticket. */
export function refuseOrder(store: Pick<Store, 'row'>, id: string): void {
  if (!isOrderKind(store.row(id)?.kind)) return;
  throw new AppError('read-only', ORDER_IS_READ_ONLY, {
    hint: 'A trouble ticket about it is opened with `casedeck create`, or with n in the console.',
  });
}

/** Throws an AppError `read-only` where the profile may not write. */
export function refuseReadOnly(readOnly: boolean | undefined): void {
  if (readOnly !== true) return;
  throw new AppError('read-only', 'This profile never writes.', {
    hint: 'The text is kept as a draft. Use a profile without read_only to send it.',
  });
}
