import {ApiError, AppError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {Api, Download, UploadRequest} from './api.ts';
import type {AttachmentRef} from '../domain/requests.ts';
import {
  idProblems,
  refuseProblems,
  segmentProblems,
  uploadProblems,
} from '../domain/new-ticket/check-request.ts';
import {nameOfDisposition} from './http/content-disposition.ts';
import type {Deadline} from './http/deadline.ts';
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
      return sendFile(deps, upload, options.signal);
    },
    deleteAttachment: async (attachmentId, options) => {
      refuseProblems(idProblems('attachmentId', attachmentId, LIMITS.attachmentId), 'The deletion');
      const {json} = await callForJson(deps, 'deleteAttachment', {params: {path: {attachmentId}}}, options);
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
      const settings = {...options, accept: 'application/octet-stream', transfer: 'stream', onStart} as const;
      const response = await deps.call(
        'downloadAttachment',
        {params: {path: {caseId, attachmentId}}},
        settings,
      );
      if (deadline === undefined) throw new AppError('bug', 'A download has no time limit.');
      return toDownload(response, deadline);
    },
  };
}

async function sendFile(
  deps: OperationDeps,
  upload: UploadRequest,
  signal: AbortSignal | undefined,
): Promise<AttachmentRef> {
  let deadline: Deadline | undefined;
  const {headers, open, failure} = toMultipart(upload, (sent) => {
    deadline?.touch();
    upload.onProgress?.(sent);
  });
  const onStart = (started: Deadline) => {
    deadline = started;
  };
  // The body is the stream; the description of it cannot say so.
  const init = {body: {uploadFile: ''}, bodySerializer: open, headers};
  try {
    const response = await deps.call('uploadAttachment', init, {signal, transfer: 'upload', onStart});
    const {json} = await readJson(response, 'uploadAttachment', 'write');
    return decodeUploaded(json, upload);
  } catch (error) {
    throw failure() ?? error;
  }
}

/** The uploaded name is what a ticket must call the file by (source: Smart Hands). */
function decodeUploaded(json: unknown, {name, size}: UploadRequest): AttachmentRef {
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
  if (stored !== undefined && stored !== size) {
    throw new ApiError('service', `The service stored ${stored} bytes of a file of ${size}.`, {
      operation: 'uploadAttachment',
      sent: true,
      hint: 'Something between here and the service changed it. Upload it again.',
    });
  }
  const given = fields['attachmentName'];
  return {id: toSafeLine(id), name: typeof given === 'string' && given !== '' ? toSafeLine(given) : name};
}

function toDownload(response: Response, deadline: Deadline): Download {
  const name = nameOfDisposition(response.headers.get('content-disposition'));
  if (name === undefined && (response.headers.get('content-type') ?? '').includes('html')) {
    deadline.stop();
    void response.body?.cancel();
    throw new ApiError('service', 'The service answered with a web page instead of the file.', {
      status: response.status,
      operation: 'downloadAttachment',
      sent: true,
      hint: 'A captive portal or a proxy may be answering in its place.',
    });
  }
  return {name, size: sizeOf(response.headers), body: guardBody(response, deadline)};
}

/** Bytes, unless they are of a compressed form of the file. */
function sizeOf(headers: Headers): number | undefined {
  const length = headers.get('content-length');
  if (length === null || !/^\d{1,15}$/.test(length) || headers.has('content-encoding')) return undefined;
  return Number(length);
}
