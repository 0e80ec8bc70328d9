import {expect, test} from 'vitest';
import {createDraftSaver} from '../../src/state/draft-saver.ts';
import {createDraftFiles} from '../../src/state/draft-files.ts';
import type {Services} from '../../src/state/services.ts';
import type {KeptUpload} from '../../src/domain/records.ts';
import {keptUploads} from '../../src/files/kept-uploads.ts';
import {START} from '../store/sample.ts';
import {memoryStore} from '../store/temporary.ts';

const TICKET = '11150929';
const NOTE = {ticketId: TICKET, kind: 'note'} as const;
const UPLOAD: KeptUpload = {
  id: 'c77c5f58-a7ea-4e88-9fc4-1a2900027425',
  name: 'sw1.txt',
  file: 'sw1.txt',
  size: 3,
  sha256: 'abc',
  uploadedAt: START,
};

function prepare() {
  const store = memoryStore();
  const discarded: string[] = [];
  const files = {
    discard: async (_draft: unknown, {id}: {readonly id: string}) => void discarded.push(id),
  } as Partial<Services['files']> as Services['files'];
  store.saveDraft({...NOTE, text: 'see the log', attachments: [UPLOAD], uploads: [UPLOAD], updatedAt: START});
  const draft = createDraftFiles({store, files}, NOTE, store.draft(TICKET, 'note'));
  const saver = createDraftSaver({store, clock: {now: () => START}}, NOTE, draft.content);
  draft.subscribe(saver.changed);
  return {store, discarded, draft};
}

test('an upload that is taken off a note is deleted at the service, and not used again', () => {
  const {store, discarded, draft} = prepare();
  draft.removeLast();
  expect(draft.get().attached).toEqual([]);
  expect(discarded).toEqual([UPLOAD.id]);
  expect(keptUploads(store, TICKET, START)).toEqual([]);
  expect(store.draft(TICKET, 'note')?.text).toBe('see the log');
});

test('one that another text names stays', () => {
  const {store, discarded, draft} = prepare();
  const extra = JSON.stringify({attachments: [UPLOAD]});
  store.enqueue({kind: 'note', ticketId: TICKET, text: 'the same log', extra}, START);
  draft.removeLast();
  expect(draft.get().attached).toEqual([]);
  expect(discarded).toEqual([]);
});
