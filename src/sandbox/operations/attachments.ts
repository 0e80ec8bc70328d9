import type {FileContent, StoredAttachment} from '../model.ts';
import {randomUuid} from '../random.ts';
import {invalid, notFound} from '../refusal.ts';
import type {Handler, OperationRequest, Services} from './operation-context.ts';
import {caseOf} from './find-ticket.ts';
import {samplePicture} from '../sample-pictures.ts';

export type Reference = {readonly id: string; readonly name: string};

/** Turns references to uploads into files of a ticket. Throws a 400 that names the reference that is not valid. */
export function attachReferences(
  references: readonly Reference[],
  {client}: OperationRequest,
  {uploads, random}: Services,
): readonly StoredAttachment[] {
  return references.map((reference, index) => {
    const upload = uploads.take(reference, client?.id ?? '', `attachments[${index}]`);
    // The vendor says that the id shown afterwards may differ from the one sent; here it always does.
    return {id: randomUuid(random), name: upload.name, source: 'CUSTOMER', content: {bytes: upload.bytes}};
  });
}

export const uploadAttachment: Handler = async ({bytes, contentType, client}, {uploads}) => {
  const file = await uploadedFile(bytes, contentType);
  const upload = uploads.add(file, client?.id ?? '');
  return {status: 201, body: uploads.reply(upload)};
};

async function uploadedFile(
  bytes: Uint8Array,
  contentType: string,
): Promise<{name: string; bytes: Uint8Array}> {
  const form = await readForm(bytes, contentType);
  const stray = [...form.keys()].find((name) => name !== 'uploadFile');
  if (stray !== undefined) throw invalid([{property: stray, reason: 'is not a known property'}]);
  const file = form.get('uploadFile');
  if (file === null) throw invalid([{property: 'uploadFile', reason: 'is required'}]);
  if (typeof file === 'string')
    throw invalid([{property: 'uploadFile', reason: 'is not a file (its part has no file name)'}]);
  return {name: file.name, bytes: await file.bytes()};
}

async function readForm(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- fit for one file of at most 11 MB in memory, and no parser is installed
    return await new Response(Buffer.from(bytes), {headers: {'content-type': contentType}}).formData();
  } catch {
    throw invalid([{property: 'body', reason: 'is not multipart/form-data'}]);
  }
}

export const deleteAttachment: Handler = ({params, client}, {uploads}) => {
  uploads.remove(params['attachmentId'] ?? '', client?.id ?? '');
  return {status: 200, body: {status: true}};
};

export const downloadAttachment: Handler = ({params}, services) => {
  const ticket = caseOf(params['caseId'] ?? '', services);
  const file = ticket.attachments.find(({id}) => id === params['attachmentId']);
  if (file === undefined)
    throw notFound(`The attachment ${params['attachmentId'] ?? ''} of case ${ticket.caseNumber ?? ''}`);
  return {
    status: 200,
    headers: {'Content-Type': 'application/octet-stream', ...disposition(file)},
    body: contentBytes(file.content, file.name),
  };
};

function disposition({name, disposition: form}: StoredAttachment): Record<string, string> {
  if (form === 'none') return {};
  return {'Content-Disposition': form === 'bare' ? 'attachment' : named(name)};
}

/** Names beyond ASCII go out twice: reduced, and in full as RFC 6266 says, percent-encoded. */
function named(name: string): string {
  const reduced = name.replaceAll(/[^\x20-\x7E]/g, '_').replaceAll(/["\\]/g, String.raw`\$&`);
  const plain = `attachment; filename="${reduced}"`;
  return /^[\x20-\x7E]*$/.test(name)
    ? plain
    : `${plain}; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`;
}

/** The bytes of a file. Made-up ones are what its name says: a picture, a log; else a pattern that shows a cut. */
function contentBytes(content: FileContent, name: string): Uint8Array {
  if ('text' in content) return new TextEncoder().encode(content.text);
  if ('bytes' in content) return content.bytes;
  const size = content.generated;
  if (/\.png$/i.test(name)) return samplePicture('png', size) ?? pattern(size);
  if (/\.jpe?g$/i.test(name)) return samplePicture('jpeg', size) ?? pattern(size);
  return /\.(?:log|txt)$/i.test(name) ? logOf(size) : pattern(size);
}

function pattern(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  // 251 is prime: no block of the size of a buffer repeats.
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31 + (at >>> 8)) % 251;
  return bytes;
}

function logOf(size: number): Uint8Array {
  let text = '';
  for (let line = 0; text.length < size; line += 1)
    text += `${String(line).padStart(6, '0')} chassisd[2104]: port ${line % 48} polled, ${line % 7} errors\n`;
  return new TextEncoder().encode(text.slice(0, size));
}
