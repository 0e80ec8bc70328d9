import {mkdirSync, readFileSync, statSync} from 'node:fs';
import {expect, test} from 'vitest';
import {rescueTexts, textsIn} from '../../src/console/rescue-texts.ts';
import {START} from '../store/sample.ts';
import {memoryStore, temporaryFolder} from '../store/temporary.ts';

function filled() {
  const store = memoryStore();
  store.saveDraft({ticketId: '1-1', kind: 'note', text: 'begun', updatedAt: START});
  store.saveDraft({ticketId: '1-2', kind: 'note', text: ' ', updatedAt: START});
  const {id} = store.enqueue({kind: 'create', ticketId: '', text: 'sent', extra: '{}'}, START);
  store.moveOutbox(id, 'queued', 'sent', {}, START);
  store.enqueue({kind: 'cancel', ticketId: '1-3', text: 'not \u{1b}[2J sent', extra: undefined}, START);
  return store;
}

test('what is in memory alone goes into a private file', () => {
  const folder = temporaryFolder();
  const words = rescueTexts(textsIn(filled()), folder);
  const file = /in (\S+)\n$/.exec(words ?? '')?.[1] ?? '';
  expect(words).toBe(`2 texts that could not be kept in the database are in ${file}\n`);
  expect(readFileSync(file, 'utf8')).toBe(
    '== Reason to cancel 1-3 ==\n\nnot \u{1b}[2J sent\n\n== Note to 1-1 ==\n\nbegun\n',
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(rescueTexts([], folder)).toBeUndefined();
});

test('where no file can be written either, the texts are in the words', () => {
  const folder = `${temporaryFolder()}/none`;
  const words = rescueTexts(textsIn(filled()), folder);
  expect(words).toContain('2 texts could not be kept anywhere:');
  expect(words).toContain('== Note to 1-1 ==\n\nbegun\n');
  expect(words).not.toContain('\u{1b}');
  mkdirSync(folder);
  expect(rescueTexts(textsIn(filled()), folder)).toContain(folder);
});
