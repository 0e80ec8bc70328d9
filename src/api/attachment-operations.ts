import {ApiError, AppError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {Api, CallOptions, Download, UploadRequest} from './api.ts';
import type {Uploaded} from '../domain/requests.ts';
import {
  idProblems,
  refuseProblems,
  segmentProblems,
  uploadProblems,
} from '../domain/new-ticket/check-request.ts';
import {nameOfDisposition} from './http/content-disposition.ts';
import {toApiError} from './http/api-error.ts';
import type {Deadline} from './http/deadline.ts';
import type {Answer} from './http/exchange.ts';
import {isJson, toCount} from './decode/decode.ts';
import {guardBody} from './http/guard-body.ts';
import {LIMITS} from '../domain/limits.ts';
import {toMultipart} from './http/multipart.ts';
import {callForJson, type OperationDeps} from './operations.ts';
import {readJson} from './http/read-json.ts';

type AttachmentOperations = Pick<Api, 'uploadAttachment' | 'deleteAttachment' | 'downloadAttachment'>;

/** Files: uploads and downloads stream, and are limited by progress, not by time. */
export function createAttachmentOperations(deps: OperationDeps): AttachmentOperations {
  return {
    uploadAttachment: async (upload, options = {}) => {
      refuseProblems(uploadProblems(upload.name, upload.size), 'The file');
      return sendFile(deps, upload, options);
    },
    deleteAttachment: async (attachmentId, options) => {
      refuseProblems(idProblems('attachmentId', attachmentId, LIMITS.attachmentId), 'The deletion');
      // A second deletion does no harm, so a refused token is renewed under way.
      const settings = {...options, hadNoEffect: () => false};
      const init = {params: {path: {attachmentId}}};
      const {json} = await callForJson(deps, 'deleteAttachment', init, settings);
      if (isJson(json) && (json['status'] === false || json['status'] === 'false')) {
        throw new ApiError('rejected', 'The service answered that the file was not deleted.', {
          operation: 'deleteAttachment',
          sent: true,
        });
      }
    },
    downloadAttachment: async (caseId, attachmentId, options = {}) => {
      refuseProblems(
        [
          ...idProblems('caseId', caseId, LIMITS.caseNumber),
          ...segmentProblems('attachmentId', attachmentId),
        ],
        'The question for this file',
      );
      let deadline: Deadline | undefined;
      const onStart = (started: Deadline) => {
        deadline = started;
      };
      const {mostBytes = MOST_UNANNOUNCED, ...rest} = options;
      const settings = {...rest, accept: 'application/octet-stream', transfer: 'stream', onStart} as const;
      const answer = await deps.call(
        'downloadAttachment',
        {params: {path: {caseId, attachmentId}}},
        settings,
      );
      if (deadline === undefined) throw new AppError('bug', 'A download has no time limit.');
      return toDownload(answer, {deadline, mostBytes, now: deps.now()});
    },
  };
}

/** Sent again only if nothing of it can have been accepted; an upload alone changes nothing on a ticket. */
async function sendFile(deps: OperationDeps, upload: UploadRequest, options: CallOptions): Promise<Uploaded> {
  let deadline: Deadline | undefined;
  let sentBytes = 0;
  const {headers, open, failure} = toMultipart(upload, (sent) => {
    sentBytes = sent;
    deadline?.touch();
    upload.onProgress?.(sent);
  });
  const onStart = (started: Deadline) => {
    sentBytes = 0;
    deadline = started;
  };
  const hadNoEffect = (error: ApiError) =>
    failure() === undefined && isCertainlyNotTaken(error, sentBytes < upload.size);
  const init = {body: {uploadFile: ''}, stream: open, headers};
  try {
    const settings = {...options, transfer: 'upload', onStart, hadNoEffect} as const;
    const answer = await deps.call('uploadAttachment', init, settings);
    const {json} = readJson(answer, 'uploadAttachment', 'write');
    return decodeUploaded(json, upload);
  } catch (error) {
    throw failure() ?? error;
  }
}

/** Refused for now, never connected, or cut before its end: without the end the service has no file to store. */
function isCertainlyNotTaken(error: ApiError, isCutShort: boolean): boolean {
  if (error.status !== undefined) return error.status === 429 || error.status === 503;
  const isConnection = error.kind === 'network' || error.kind === 'unknown-outcome';
  return isConnection && (error.sent === false || isCutShort);
}

/** A ticket must name the file by its uploaded name (source: Smart Hands). */
function decodeUploaded(json: unknown, {name}: UploadRequest): Uploaded {
  const body: unknown = Array.isArray(json) ? json[0] : json;
  const fields = isJson(body) ? body : {};
  const id = fields['attachmentId'] ?? fields['id'];
  if (typeof id !== 'string' || id === '') {
    throw new ApiError('service', 'The service took the file, but did not say its id.', {
      operation: 'uploadAttachment',
      sent: true,
      hint: 'Upload it again; a file that no ticket names is removed by the service.',
    });
  }
  const stored = toCount(fields['attachmentSize']);
  const given = fields['attachmentName'];
  return {
    id: toSafeLine(id),
    name: typeof given === 'string' && given !== '' ? toSafeLine(given) : name,
    ...(stored === undefined ? {} : {storedSize: stored}),
  };
}

type Receiving = {readonly deadline: Deadline; readonly mostBytes: number; readonly now: number};

async function toDownload(answer: Answer, {deadline, mostBytes, now}: Receiving): Promise<Download> {
  const {headers} = answer;
  const name = nameOfDisposition(headers.get('content-disposition'));
  const type = headers.get('content-type') ?? '';
  const size = sizeOf(headers);
  const body = guardBody(answer.body ?? ReadableStream.from<Uint8Array>([]), deadline, size ?? mostBytes);
  // JSON may be an error unless the file is called .json; a web page may be an error if there is no file name.
  const mayBeError = /json/i.test(type) && !/\.json$/i.test(name ?? '');
  const mayBePage = /html/i.test(type) && name === undefined;
  if (!mayBeError && !mayBePage) return {name, size, body};
  if (mayBePage) {
    await body.cancel();
    throw pageInstead(answer.status);
  }
  const {start, whole} = await peek(body, MOST_ERROR_START);
  const problem = whole === undefined ? undefined : errorIn(answer, whole, now);
  if (problem !== undefined) throw problem;
  return {name, size, body: start};
}

/** Bytes of a file whose length nobody said. */
const MOST_UNANNOUNCED = 256 * 1024 * 1024;
/** An error that came with status 200 is no longer than this. */
const MOST_ERROR_START = 64 * 1024;

function pageInstead(status: number): ApiError {
  return new ApiError('service', 'The service answered with a web page instead of the file.', {
    status,
    operation: 'downloadAttachment',
    sent: true,
    hint: 'A captive portal or a proxy may be answering in its place.',
  });
}

/** The error that came instead of a file; undefined if it is a file. */
function errorIn({status, headers}: Answer, body: string, now: number): ApiError | undefined {
  if (!/"(errorCode|error_code|errors)"\s*:/.test(body)) return undefined;
  const failed = {
    operation: 'downloadAttachment',
    kind: 'read',
    status,
    headers,
    body,
    now,
    secrets: [],
  } as const;
  return parses(body) ? toApiError(failed) : undefined;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

type Peeked = {
  /** All of it, the part that was looked at included. */
  readonly start: ReadableStream<Uint8Array>;
  /** Its text, where it ended within the limit. */
  readonly whole: string | undefined;
};

async function peek(body: ReadableStream<Uint8Array>, most: number): Promise<Peeked> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let isWhole = false;
  for (let bytes = 0; bytes <= most && !isWhole;) {
    const {value, done} = await reader.read();
    isWhole = done;
    if (value === undefined) continue;
    parts.push(value);
    bytes += value.byteLength;
  }
  const whole = isWhole ? Buffer.concat(parts).toString('utf8') : undefined;
  reader.releaseLock();
  return {start: joined(parts, body), whole};
}

function joined(parts: readonly Uint8Array[], rest: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return ReadableStream.from<Uint8Array>(
    (async function* () {
      yield* parts;
      yield* rest;
    })(),
  );
}

/** Bytes, unless they are of a compressed form of the file. */
function sizeOf(headers: Answer['headers']): number | undefined {
  const length = headers.get('content-length');
  if (length === undefined || !/^\d{1,15}$/.test(length) || headers.has('content-encoding')) return undefined;
  return Number(length);
}
