import {isJson, type Json} from '../decode/decode.ts';
import type {FieldProblem} from '../../errors.ts';

/** What an error body says, whatever its shape. Texts are raw. */
export type ErrorContent = {
  readonly message: string | undefined;
  readonly code: string | undefined;
  readonly correlationId: string | undefined;
  readonly fields: readonly FieldProblem[];
  /** Where the service says more, or what to do. */
  readonly help?: string | undefined;
};

/**
 * Reads an error body in any of the shapes that the sibling APIs document: a bare array, `{errors,
 * ticketId}`, the token service's object, one `{errorCode, errorMessage}`, an RFC 9457 problem.
 * Undefined where it is none of them.
 */
export function readErrorContent(body: unknown): ErrorContent | undefined {
  if (Array.isArray(body)) return merge(body.filter(isJson).map(readOne));
  if (!isJson(body)) return undefined;
  if (Array.isArray(body['errors'])) {
    const content = merge(
      body['errors'].map((one: unknown) =>
        typeof one === 'string' ? only(one) : isJson(one) ? readOne(one) : undefined,
      ),
    );
    // `ticketId` is the trace id here, not a ticket.
    return {
      ...(content ?? EMPTY),
      correlationId: text(body['ticketId']) ?? content?.correlationId ?? text(body['correlationId']),
    };
  }
  if (isJson(body['error'])) return readErrorContent(body['error']);
  return readOne(body);
}

const EMPTY: ErrorContent = {message: undefined, code: undefined, correlationId: undefined, fields: []};

function only(message: string): ErrorContent {
  return {...EMPTY, message};
}

function merge(contents: readonly (ErrorContent | undefined)[]): ErrorContent | undefined {
  const found = contents.filter((content) => content !== undefined);
  if (found.length === 0) return undefined;
  const messages = [...new Set(found.map(({message}) => message).filter((message) => message !== undefined))];
  return {
    message: messages.length > 0 ? messages.join('; ') : undefined,
    code: found.find(({code}) => code !== undefined)?.code,
    correlationId: found.find(({correlationId}) => correlationId !== undefined)?.correlationId,
    fields: found.flatMap(({fields}) => fields),
    help: found.find(({help}) => help !== undefined)?.help,
  };
}

const MESSAGE_KEYS = [
  'errorMessage',
  'error_message',
  'message',
  'error_description',
  'detail',
  'title',
  'error_title',
];
const DETAIL_KEYS = ['details', 'developer_message', 'detail'];
const CODE_KEYS = ['errorCode', 'error_code', 'code', 'error'];

function readOne(body: Json): ErrorContent | undefined {
  const key = MESSAGE_KEYS.find((name) => text(body[name]) !== undefined);
  const message = key === undefined ? undefined : fill(text(body[key]) ?? '', body['messageParams']);
  const detail = DETAIL_KEYS.filter((name) => name !== key)
    .map((name) => text(body[name]))
    .find((value) => value !== undefined);
  const code = first(body, CODE_KEYS);
  if (message === undefined && code === undefined && detail === undefined) return undefined;
  return {
    message: join(message, detail),
    code,
    correlationId: first(body, ['correlationId', 'correlation_id', 'ticketId', 'traceId', 'requestId']),
    fields: [
      ...additionalInfo(body['additionalInfo']),
      ...additionalInfo(body['details']),
      ...fieldNames(body['fields'], message),
    ],
    help: text(body['help']),
  };
}

function join(message: string | undefined, detail: string | undefined): string | undefined {
  if (message === undefined) return detail;
  if (detail === undefined || message.toLowerCase().includes(detail.toLowerCase())) return message;
  return `${message.replace(/[.\s]+$/, '')}: ${detail}`;
}

/** `additionalInfo` is described as an object and shown as an array. */
function additionalInfo(value: unknown): readonly FieldProblem[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  return entries.filter(isJson).flatMap((entry) => {
    const field = first(entry, ['property', 'field']);
    const problem = first(entry, ['reason', 'message', 'errorMessage']);
    const given = text(entry['value']);
    if (field === undefined && problem === undefined) return [];
    return [
      {
        field: field ?? 'request',
        problem: problem ?? 'is not accepted',
        ...(given === undefined ? {} : {value: given}),
      },
    ];
  });
}

function fieldNames(value: unknown, message: string | undefined): readonly FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((name: unknown) => {
    const field = text(name);
    return field === undefined ? [] : [{field, problem: message ?? 'is not accepted'}];
  });
}

/** Puts `messageParams` in place of each `%s`. */
function fill(message: string, params: unknown): string {
  if (!Array.isArray(params)) return message;
  const values = params.map((value: unknown) => text(value) ?? '');
  let index = 0;
  return message.replaceAll('%s', (mark) => values[index++] ?? mark);
}

function first(body: Json, keys: readonly string[]): string | undefined {
  return keys.map((key) => text(body[key])).find((value) => value !== undefined);
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
