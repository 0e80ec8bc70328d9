import {expect, test} from 'vitest';
import {contentOf} from '../../src/domain/draft-content.ts';
import type {KeptUpload} from '../../src/domain/records.ts';
import {openStore} from '../../src/store/open-store.ts';
import {
  forgetUploads,
  isStillGood,
  keepUpload,
  keptUploadOf,
  keptUploads,
} from '../../src/files/kept-uploads.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const UPLOAD: KeptUpload = {
  id: 'c77c5f58-a7ea-4e88-9fc4-1a2900027425',
  name: 'sw1.txt',
  file: 'sw1.txt',
  size: 3,
  sha256: 'abc',
  uploadedAt: NOW,
};
const TICKET = '11150929';

function prepare() {
  return openStore({file: ':memory:', clock: {now: () => NOW}});
}

test('an upload is used again for as long as the service keeps it', () => {
  const store = prepare();
  keepUpload(store, {ticketId: TICKET, kind: 'note'}, UPLOAD);
  expect(keptUploads(store, TICKET, NOW + 39 * DAY - 1)).toEqual([UPLOAD]);
  expect(keptUploads(store, TICKET, NOW + 39 * DAY)).toEqual([]);
  expect(isStillGood({id: 'x', name: 'chosen elsewhere'}, NOW + 100 * DAY)).toBe(true);
  expect(keptUploads(store, '11150871', NOW)).toEqual([]);
});

test('only the same content under the same name, and each once', () => {
  expect(keptUploadOf([UPLOAD], {name: 'sw1.txt', sha256: 'abc'}, [])).toBe(UPLOAD);
  expect(keptUploadOf([UPLOAD], {name: 'sw1.txt', sha256: 'other'}, [])).toBeUndefined();
  expect(keptUploadOf([UPLOAD], {name: 'sw2.txt', sha256: 'abc'}, [])).toBeUndefined();
  expect(keptUploadOf([UPLOAD], {name: 'sw1.txt', sha256: 'abc'}, [UPLOAD.id])).toBeUndefined();
});

test('what somebody writes on that draft stays', () => {
  const store = prepare();
  store.saveDraft({
    ticketId: TICKET,
    kind: 'note',
    text: 'half a sent',
    fields: {template: 'x'},
    updatedAt: 5,
  });
  keepUpload(store, {ticketId: TICKET, kind: 'note'}, UPLOAD);
  const draft = store.draft(TICKET, 'note');
  expect(draft).toMatchObject({text: 'half a sent', updatedAt: 5});
  expect(draft).toMatchObject({fields: {template: 'x'}, uploads: [UPLOAD]});
  forgetUploads(store, TICKET, 'note');
  expect(store.draft(TICKET, 'note')).toMatchObject({
    text: 'half a sent',
    fields: {template: 'x'},
    uploads: [],
  });
});

test('one that is in the outbox is not used for another text, one that failed is', () => {
  const store = prepare();
  const extra = JSON.stringify({attachments: [UPLOAD]});
  const item = store.enqueue({kind: 'note', ticketId: TICKET, text: 'x', extra}, NOW);
  expect(keptUploads(store, TICKET, NOW)).toEqual([]);
  store.moveOutbox(item.id, 'queued', 'failed', {}, NOW);
  expect(keptUploads(store, TICKET, NOW)).toEqual([UPLOAD]);
  store.moveOutbox(item.id, 'failed', 'sent', {}, NOW);
  expect(keptUploads(store, TICKET, NOW)).toEqual([]);
});

test.each([undefined, '', '{', '[]', 'null', '{"attachments": 7, "uploads": [1, {"id": 2}]}'])(
  'a damaged draft is no reason to fail: %j',
  (extra) => {
    const {attachments, uploads} = contentOf('', extra);
    expect([...attachments, ...uploads]).toEqual([]);
  },
);
