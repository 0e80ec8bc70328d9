import {ApiError, type AppError, describeError} from '../../errors.ts';
import type {OutboxItem, OutboxKind, OutboxState} from '../../domain/records.ts';
import {sentUploads} from '../../files/kept-uploads.ts';
import type {SendResult} from '../../sync/outbox/wait-until-sent.ts';
import {present} from '../../domain/present.ts';

/** Why something was not done, as `--json` prints it. */
export type ErrorJson = {
  /** See ErrorKind. */
  readonly kind: string;
  readonly message: string;
  /** Problems of single fields. */
  readonly details?: readonly string[];
  readonly hint?: string;
  /** HTTP status, the service's code and its correlation id, where it answered. */
  readonly status?: number;
  readonly code?: string;
  readonly correlationId?: string;
};

/** What `note`, `attach`, `cancel` and `create` print with `--json`. What is unknown is left out. */
export type WriteJson = {
  /** The ticket written to; of `create` the new one, once it has a number. */
  readonly ticket?: string;
  readonly kind: OutboxKind;
  /** `sent`; `queued` and `held`: goes out later; `failed`: the text is the draft again; `unknown`: look before sending again. */
  readonly state: OutboxState;
  /** Of the outbox item. */
  readonly outboxId: number;
  /** The service's id of the note, where it is known. */
  readonly noteId?: string;
  /** Of a new ticket: TROUBLE, CASE or UNKNOWN. */
  readonly type?: string;
  /** The ticket's status as read after writing. */
  readonly status?: string;
  readonly attachments?: readonly AttachedJson[];
  readonly error?: ErrorJson;
};

export type AttachedJson = {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
};

export function errorJson(error: AppError): ErrorJson {
  const {details, hint} = describeError(error);
  const {status, code, correlationId} = error instanceof ApiError ? error : {};
  return {
    kind: error.kind,
    message: error.message,
    ...(details.length === 0 ? {} : {details}),
    ...present({hint, status, code, correlationId}),
  };
}

export type WriteFacts = {
  readonly status?: string | undefined;
  readonly type?: string | undefined;
};

export function writeJson({item, error}: SendResult, {status, type}: WriteFacts): WriteJson {
  const attachments = sentUploads(item).map(({id, name, size, sha256}) => ({id, name, size, sha256}));
  const ticket = item.kind === 'create' ? item.remoteId : item.ticketId;
  return {
    ...(ticket === undefined ? {} : {ticket}),
    kind: item.kind,
    state: stateAfter(item),
    outboxId: item.id,
    ...(isNote(item) && item.remoteId !== undefined ? {noteId: item.remoteId} : {}),
    ...present({type, status}),
    ...(attachments.length === 0 ? {} : {attachments}),
    ...(error === undefined ? {} : {error: errorJson(error)}),
  };
}

/** An item that was refused is taken back at once, which says less than that it failed. */
function stateAfter({state}: OutboxItem): OutboxState {
  return state === 'withdrawn' ? 'failed' : state;
}

function isNote({kind}: OutboxItem): boolean {
  return kind === 'note' || kind === 'reply';
}
