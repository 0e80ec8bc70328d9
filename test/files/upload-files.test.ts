import {expect, test} from 'vitest';
import type {LocalFile} from '../../src/files/local-file.ts';
import {keepUpload} from '../../src/files/kept-uploads.ts';
import {uploadFiles, type UploadFilesDeps} from '../../src/files/upload-files.ts';
import {openStore} from '../../src/store/open-store.ts';

test('a file that an earlier attempt uploaded is not sent again, and said to be there already', async () => {
  const clock = {now: () => Date.UTC(2026, 5, 1)};
  const store = openStore({file: ':memory:', clock});
  const draft = {ticketId: '11150929', kind: 'note'} as const;
  const file = {name: 'sw1.txt', size: 3, sha256: 'abc'} as LocalFile;
  const id = 'c77c5f58-a7ea-4e88-9fc4-1a2900027425';
  const {name, size, sha256} = file;
  keepUpload(store, draft, {id, name, file: name, size, sha256, uploadedAt: clock.now()});
  const told: boolean[] = [];
  // No service: whatever is sent would fail.
  const deps = {store, clock, api: {} as UploadFilesDeps['api']};
  const watch = {
    signal: new AbortController().signal,
    onUploaded: (_: unknown, again: boolean) => void told.push(again),
  };
  const uploads = await uploadFiles(deps, draft, [file], watch);
  expect(uploads.map((upload) => upload.id)).toEqual([id]);
  expect(told).toEqual([true]);
});
