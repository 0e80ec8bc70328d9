import {createHash} from 'node:crypto';
import {expect, test} from 'vitest';
import {LONG} from '../support/long.ts';
import {signedIn, signIn, type Answer, type SignedIn} from './support.ts';

function upload(
  {send}: SignedIn,
  name: string,
  bytes: Uint8Array<ArrayBuffer> | string,
  field = 'uploadFile',
): Promise<Answer> {
  const form = new FormData();
  form.append(field, new File([bytes], name));
  return send('POST', '/v1/attachments/file', {body: form});
}

test('an uploaded file can go with a note and come back by download', async () => {
  const service = await signedIn();
  const uploaded = await upload(service, 'readings.txt', 'rx -31.4\n');
  expect(uploaded.status).toBe(201);
  expect(uploaded.json).toMatchObject({
    attachmentName: 'readings.txt',
    attachmentType: 'txt',
    attachmentSize: 9,
  });
  const id = String(uploaded.json['attachmentId']);
  expect(id).toHaveLength(36);
  const attachments = [{id, name: 'readings.txt'}];
  expect(
    (await service.post('/support/v1/tickets/11150871/notes', {text: 'See file.', attachments})).status,
  ).toBe(200);
  const {json: ticket} = await service.get('/support/v2/tickets/11150871');
  const file = ticket['attachments']?.at(-1);
  expect(file).toMatchObject({name: 'readings.txt', source: 'CUSTOMER'});
  // As the vendor warns, the id is another one.
  expect(file?.['id']).not.toBe(id);
  const download = await service.get(
    `/support/v2/tickets/attachment/download/11150871/${String(file?.['id'])}`,
  );
  expect(download.text).toBe('rx -31.4\n');
  expect(download.headers.get('content-type')).toBe('application/octet-stream');
  expect(download.headers.get('content-disposition')).toBe('attachment; filename="readings.txt"');
});

test('sizes and types are checked', async () => {
  const service = await signedIn();
  const limit = 10 * 1024 * 1024;
  expect((await upload(service, 'exact.pdf', new Uint8Array(limit))).status).toBe(201);
  const over = await upload(service, 'over.pdf', new Uint8Array(limit + 1));
  expect(over.status).toBe(400);
  expect(over.json[0]?.['additionalInfo']?.[0]).toMatchObject({
    property: 'uploadFile',
    reason: 'is larger than 10 MB',
  });
  // Longer than any request may be.
  if (LONG) expect((await upload(service, 'far-over.pdf', new Uint8Array(limit * 2))).status).toBe(400);
  expect((await upload(service, 'script.sh', '#!/bin/sh')).status).toBe(400);
  expect((await upload(service, 'empty.txt', '')).status).toBe(400);
  expect(
    (await upload(service, 'file.txt', 'a', 'file')).json[0]?.['additionalInfo']?.[0]?.['property'],
  ).toBe('file');
});

test('a file belongs to who uploaded it, and its name must be told right', async () => {
  const other = {id: 'other', secret: 'other-secret', userName: 'other'};
  const mine = await signedIn({clients: [other]});
  const theirs = await signIn(mine.sandbox, {client_id: other.id, client_secret: other.secret});
  const id = String((await upload(mine, 'readings.txt', 'a')).json['attachmentId']);
  const note = {text: 'a', attachments: [{id, name: 'readings.txt'}]};
  expect((await theirs.post('/support/v2/tickets/11150871/notes', note)).status).toBe(400);
  expect((await theirs.send('DELETE', `/v1/attachments/${id}`)).status).toBe(403);
  const renamed = await mine.post('/support/v2/tickets/11150871/notes', {
    text: 'a',
    attachments: [{id, name: 'other.txt'}],
  });
  expect(renamed.json[0]?.['additionalInfo']?.[0]?.['property']).toBe('attachments[0].name');
  expect((await mine.send('DELETE', `/v1/attachments/${id}`)).json).toEqual({status: true});
  expect((await mine.send('DELETE', `/v1/attachments/${id}`)).status).toBe(404);
  expect((await mine.post('/support/v2/tickets/11150871/notes', note)).status).toBe(400);
});

test('the 9 MB file comes whole and is the same every time', async () => {
  const {get, sandbox} = await signedIn();
  const file = sandbox.ticket('11147093')?.attachments[0];
  if (file === undefined) throw new Error('no file');
  const path = `/support/v2/tickets/attachment/download/11147093/${file.id}`;
  const {headers, bytes} = await get(path);
  expect(headers.get('content-length')).toBe(String(9 * 1024 * 1024));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    'af573c332c0bed207e0e198b8041307b8f24be14947c256f9520522e4df155ed',
  );
});

test('odd names travel encoded, without control characters in the header', async () => {
  const {send, sandbox} = await signedIn();
  for (const {id, name} of sandbox.ticket('11150666')?.attachments ?? []) {
    const {headers, status} = await send('HEAD', `/support/v2/tickets/attachment/download/11150666/${id}`);
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET');
    const got = await send('GET', `/support/v2/tickets/attachment/download/11150666/${id}`);
    const disposition = got.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7E]+"/);
    const encoded = /filename\*=UTF-8''(.+)$/.exec(disposition)?.[1];
    if (encoded !== undefined) expect(decodeURIComponent(encoded)).toBe(name);
  }
});

test('files of another case and unknown files are not found', async () => {
  const {get, sandbox} = await signedIn();
  const id = sandbox.ticket('11147093')?.attachments[0]?.id ?? '';
  expect((await get(`/support/v2/tickets/attachment/download/11150871/${id}`)).status).toBe(404);
  expect((await get('/support/v2/tickets/attachment/download/11147093/nothing')).status).toBe(404);
});
