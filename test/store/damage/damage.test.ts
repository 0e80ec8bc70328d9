import {readdirSync, readFileSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {SEARCHES} from '../../../src/domain/saved-search.ts';
import {nextStepOf} from '../../../src/store/next-steps.ts';
import type {StoreNotice} from '../../../src/store/database/rescue.ts';
import {openStore} from '../../../src/store/open-store.ts';
import type {Store} from '../../../src/store/store.ts';
import {breakPages, PAGE, rootPage} from './damage.ts';
import {safe, START, summary} from '../sample.ts';
import {temporaryFolder} from '../temporary.ts';

function fill(file: string): void {
  const store = openStore({file, isNetworkFolder: () => true});
  const many = Array.from({length: 300}, (_, i) =>
    summary(`1-${i}`, {description: safe(`text ${i} `.repeat(20))}),
  );
  store.putSummaries(many, START);
  store.track(['1-999'], 'asked', START);
  for (let i = 0; i < 40; i++) {
    store.saveDraft({
      ticketId: `1-${i}`,
      kind: 'note',
      text: `draft ${i} `.repeat(100),
      updatedAt: i,
    });
  }
  store.enqueue({kind: 'note', ticketId: '1-50', text: 'sent once', extra: undefined}, START);
  store.moveOutbox(1, 'queued', 'unknown', {error: 'no answer'}, START + 1);
  store.close();
}

/** Pages that hold the text, in the order of the file. */
function pagesWith(file: string, text: string): readonly number[] {
  const bytes = readFileSync(file);
  const numbers = Array.from({length: bytes.length / PAGE}, (_, i) => i + 1);
  return numbers.filter((page) => bytes.subarray((page - 1) * PAGE, page * PAGE).includes(text));
}

function openNoting(file: string): {store: Store; notices: StoreNotice[]} {
  const notices: StoreNotice[] = [];
  return {store: openStore({file, onNotice: (notice) => notices.push(notice)}), notices};
}

test('a file that is no database is set aside under a name that is told', () => {
  const folder = temporaryFolder();
  const file = `${folder}/store.db`;
  writeFileSync(file, 'this is no database\n'.repeat(500));
  const {store, notices} = openNoting(file);
  expect(notices).toHaveLength(1);
  const [notice] = notices;
  expect(notice?.message).toContain(notice?.movedTo);
  expect(readFileSync(notice?.movedTo ?? '', 'utf8')).toContain('this is no database');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  store.putSummaries([summary('1-1')], START);
  store.close();
  expect(openNoting(file).notices).toEqual([]);
});

test('damage found while working is mended at once; drafts, outbox and tracked ids are kept', () => {
  const folder = temporaryFolder();
  const file = `${folder}/store.db`;
  fill(file);
  breakPages(file, [rootPage(file, 'tickets'), rootPage(file, 'by_id')]);
  const {store, notices} = openNoting(file);
  expect(notices).toEqual([]);
  expect(store.page({filter: {}, sort: 'id'}, 0, 9)).toEqual([]);
  expect(notices).toMatchObject([{drafts: 40, outbox: 1}]);
  expect(store.drafts()).toHaveLength(40);
  expect(store.draft('1-7', 'note')?.text).toBe('draft 7 '.repeat(100));
  expect(store.outbox()).toMatchObject([{id: 1, state: 'unknown', text: 'sent once', error: 'no answer'}]);
  expect(store.tracked()).toEqual(['1-999']);
  expect(store.counts()).toMatchObject({all: 0, drafts: 40, outbox: 1});
  store.putSummaries([summary('1-7')], START);
  expect(store.row('1-7')?.hasDraft).toBe(true);
  store.close();
  expect(readdirSync(folder).filter((name) => name.includes('is-damaged'))).toEqual([]);
});

test('a long draft is kept with its end, and so are next steps and saved searches', () => {
  const file = `${temporaryFolder()}/store.db`;
  fill(file);
  const text = `begin ${'a log line\n'.repeat(100_000)}end`;
  const before = openStore({file});
  before.saveDraft({ticketId: '1-300', kind: 'note', text, updatedAt: 7});
  before.setNextStep('1-7', safe('call the site at six'), START);
  before.setMeta(SEARCHES, '[{"name":"dark","filter":"ibx:SV5","digit":7}]');
  const searches = before.meta(SEARCHES);
  before.close();
  breakPages(file, [rootPage(file, 'tickets'), rootPage(file, 'by_id')]);
  const {store} = openNoting(file);
  expect(store.page({filter: {}, sort: 'id'}, 0, 9)).toEqual([]);
  expect(store.draft('1-300', 'note')?.text === text).toBe(true);
  expect(nextStepOf(store, '1-7')).toBe('call the site at six');
  expect(store.meta(SEARCHES)).toBe(searches);
  store.close();
});

test('one broken page among the drafts costs only what is on it', () => {
  const file = `${temporaryFolder()}/store.db`;
  fill(file);
  const [page = 0] = pagesWith(file, 'draft 20 draft 20');
  breakPages(file, [page, rootPage(file, 'by_id')]);
  const {store} = openNoting(file);
  expect(store.page({filter: {}, sort: 'id'}, 0, 9)).toEqual([]);
  const ids = store.drafts().map((draft) => draft.ticketId);
  expect(ids.length).toBeGreaterThan(30);
  expect(ids).toEqual(expect.arrayContaining(['1-0', '1-10', '1-30', '1-39']));
  expect(ids).not.toContain('1-20');
  store.close();
});

test('a truncated file is set aside too', () => {
  const file = `${temporaryFolder()}/store.db`;
  fill(file);
  truncateSync(file, 3 * PAGE);
  const first = openNoting(file);
  first.store.drafts();
  first.store.close();
  const second = openNoting(file);
  expect([...first.notices, ...second.notices]).toHaveLength(1);
  second.store.putSummaries([summary('1-1')], START);
  expect(second.store.counts().all).toBe(1);
  second.store.close();
});
