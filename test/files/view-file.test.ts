import {expect, test} from 'vitest';
import type {DownloadDeps} from '../../src/files/download.ts';
import {viewFile} from '../../src/files/view-file.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';

const MB = 1024 * 1024;
const WATCH = {signal: new AbortController().signal, onProgress: () => undefined};

test('a text of gigabytes is not read to its end, and says why it is not shown', async () => {
  let sent = 0;
  async function* log() {
    for (; sent < 2000; sent += 1) yield await Promise.resolve(Buffer.alloc(MB, 'link down\n'));
  }
  const api: DownloadDeps['api'] = {
    downloadAttachment: async () =>
      await Promise.resolve({
        name: toSafeText('router.log'),
        size: 2000 * MB,
        type: undefined,
        body: ReadableStream.from(log()),
      }),
  };
  const attachment = {id: toSafeText('f1'), name: toSafeText('router.log')};
  const viewed = await viewFile({api, clock: {now: () => 0}}, '11150929', attachment, WATCH);
  expect(viewed.content).toEqual({kind: 'other', why: 'More than 10.0 MB are not shown.'});
  expect(viewed.size).toBe(2000 * MB);
  expect(sent).toBeLessThan(20);
});
