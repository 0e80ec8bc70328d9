import {iso} from './model.ts';
import {randomUuid, type Random} from './random.ts';
import {forbidden, invalid, notFound, type Refusal} from './refusal.ts';

export type Upload = {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly created: number;
  /** The client id that sent it; nobody else may use it. */
  readonly owner: string;
};

export type Uploads = {
  add: (file: {readonly name: string; readonly bytes: Uint8Array}, owner: string) => Upload;
  /** Throws a 400 that names `property` where the id was never uploaded, is too old, or is somebody else's. */
  take: (reference: {readonly id: string; readonly name: string}, owner: string, property: string) => Upload;
  remove: (id: string, owner: string) => void;
  reply: (upload: Upload) => Record<string, unknown>;
};

const LIMIT = 10 * 1024 * 1024;
const LIFE = 40 * 86_400_000;
const TYPES = new Set('bmp jpg jpeg gif png tif tiff txt doc docx xls xlsx ppt pps ppsx pdf vsd'.split(' '));

export function createUploads({random, now}: {readonly random: Random; readonly now: () => number}): Uploads {
  const uploads = new Map<string, Upload>();
  return {
    add({name, bytes}, owner) {
      const type = extensionOf(name);
      if (!TYPES.has(type))
        throw invalid([
          {property: 'uploadFile', reason: `type is not one of ${[...TYPES].join(', ')}`, value: name},
        ]);
      if (bytes.length > LIMIT) throw uploadTooLarge();
      if (bytes.length === 0)
        throw invalid([{property: 'uploadFile', reason: 'is an empty file', value: name}]);
      const upload = {id: randomUuid(random), name, bytes, created: now(), owner};
      uploads.set(upload.id, upload);
      return upload;
    },
    take({id, name}, owner, property) {
      const upload = uploads.get(id);
      if (upload === undefined || upload.owner !== owner || now() - upload.created > LIFE) {
        throw invalid([
          {
            property: `${property}.id`,
            reason: 'is not the id of a file you uploaded in the past 40 days',
            value: id,
          },
        ]);
      }
      if (upload.name !== name) {
        throw invalid([
          {property: `${property}.name`, reason: `is not the name of that file, ${upload.name}`, value: name},
        ]);
      }
      return upload;
    },
    remove(id, owner) {
      const upload = uploads.get(id);
      if (upload === undefined) throw notFound(`The attachment ${id}`);
      if (upload.owner !== owner) throw forbidden('Only the user who uploaded a file may delete it.');
      uploads.delete(id);
    },
    reply: (upload) => ({
      attachmentId: upload.id,
      attachmentName: upload.name,
      attachmentType: extensionOf(upload.name),
      attachmentSize: upload.bytes.length,
      createdDate: iso(upload.created),
      createdBy: upload.owner,
      lastUpdatedDate: iso(upload.created),
    }),
  };
}

export function uploadTooLarge(): Refusal {
  return invalid([{property: 'uploadFile', reason: 'is larger than 10 MB'}]);
}

function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
