import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {expect, onTestFinished, test} from 'vitest';
import type {StoreNotice} from '../../src/store/database/rescue.ts';
import {claimForRemoval} from '../../src/store/database/remove-database.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {Store} from '../../src/store/store.ts';
import {breakPages, rootPage} from './damage/damage.ts';
import {START, summary, ticket} from './sample.ts';
import {temporaryFolder} from './temporary.ts';

type Casedeck = {readonly store: Store; readonly notices: readonly StoreNotice[]};

type Journal = 'delete' | 'wal';

/** Without a write-ahead log beside the file, which would hide damage for a while, where not told otherwise. */
function open(file: string, journal: Journal = 'delete'): Casedeck {
  const notices: StoreNotice[] = [];
  const store = openStore({
    file,
    isNetworkFolder: () => journal === 'delete',
    onNotice: (notice) => notices.push(notice),
  });
  onTestFinished(() => store.close());
  return {store, notices};
}

const note = (text: string, ticketId = '1-1') => ({kind: 'note', ticketId, text, extra: undefined}) as const;
const draft = (text: string, ticketId = '1-1') =>
  ({kind: 'note', ticketId, text, extra: undefined, updatedAt: START}) as const;
const texts = ({store}: Casedeck) => store.outbox().map(({text, state}) => `${text}: ${state}`);

/** Breaks what any read of the list meets, and lets one process meet it. */
function damage(file: string): void {
  breakPages(file, [rootPage(file, 'tickets'), rootPage(file, 'by_id')]);
  // Two at once, so that neither can mend it.
  const [one, two] = [open(file).store, open(file).store];
  expect(() => one.page({filter: {}, sort: 'id'}, 0, 9)).toThrow(/is damaged/);
  one.close();
  two.close();
}

test('a damaged database that a console has open is left where it is: no second copy of its outbox', () => {
  const file = `${temporaryFolder()}/store.db`;
  const console = open(file);
  console.store.putSummaries([summary('1-1')], START);
  console.store.enqueue(note('queued'), START);
  damage(file);
  // A command comes while the console is open: it is told, and touches nothing.
  const before = statSync(file).ino;
  expect(() => open(file)).toThrow(/is damaged, and another casedeck has it open/);
  expect(statSync(file).ino).toBe(before);
  // The console is alone now: with its next write it sets the file aside and goes on, with all it has.
  console.store.saveDraft(draft('typed later', '1-2'));
  expect(console.notices).toMatchObject([{message: expect.stringContaining('was damaged'), outbox: 1}]);
  const next = open(file);
  expect(next.notices).toEqual([]);
  expect(texts(next)).toEqual(['queued: queued']);
  expect(next.store.drafts()).toMatchObject([{text: 'typed later'}]);
  expect(texts(console)).toEqual(['queued: queued']);
});

test('a mark that was left for another file says nothing about the one that is there now', () => {
  const folder = temporaryFolder();
  const file = `${folder}/store.db`;
  const first = open(file);
  first.store.saveDraft(draft('old'));
  first.store.close();
  damage(file);
  renameSync(file, `${folder}/elsewhere.db`);
  const second = open(file);
  expect(second.notices).toEqual([]);
  second.store.saveDraft(draft('new'));
  second.store.close();
  const third = open(file);
  expect(third.notices).toEqual([]);
  expect(third.store.drafts()).toMatchObject([{text: 'new'}]);
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('an empty mark of 0.1.0 counts for the file that is there', () => {
  const file = `${temporaryFolder()}/store.db`;
  const first = open(file);
  first.store.saveDraft(draft('kept'));
  first.store.close();
  writeFileSync(`${file}.is-damaged`, '');
  const second = open(file);
  expect(second.notices).toMatchObject([{drafts: 1}]);
  expect(second.store.drafts()).toMatchObject([{text: 'kept'}]);
});

const LOSSES: [string, (file: string, folder: string) => void][] = [
  ['deleted', (file) => rmSync(file)],
  ['moved away', (file, folder) => renameSync(file, `${folder}/elsewhere.db`)],
  [
    'deleted with its whole folder',
    (_file, folder) => {
      rmSync(folder, {recursive: true});
      mkdirSync(folder);
    },
  ],
];

const JOURNALS: readonly Journal[] = ['delete', 'wal'];

test.each(LOSSES.flatMap(([how, lose]) => JOURNALS.map((journal) => [how, journal, lose] as const)))(
  'a console whose database was %s (%s) goes on with a new one, with its drafts and what is not sent',
  (_how, journal, lose) => {
    const folder = temporaryFolder();
    const file = `${folder}/store.db`;
    const console = open(file, journal);
    console.store.putTicket(ticket('1-1'), '{}', START);
    console.store.saveDraft(draft('half a sent'));
    console.store.enqueue(note('queued', '1-2'), START);
    console.store.track(['1-9'], 'asked', START);
    lose(file, folder);
    console.store.saveDraft(draft('half a sentence'));
    expect(console.notices).toMatchObject([
      {message: expect.stringContaining('was moved or deleted'), drafts: 1, outbox: 1},
    ]);
    const next = open(file, journal);
    expect(next.store.drafts()).toMatchObject([{text: 'half a sentence'}]);
    expect(texts(next)).toEqual(['queued: queued']);
    expect(next.store.tracked()).toEqual(['1-9']);
    // Both work on the same file from now on.
    next.store.moveOutbox(1, 'queued', 'sending', {}, START + 1);
    expect(console.store.moveOutbox(1, 'queued', 'sending', {}, START + 1)).toBe(false);
  },
);

test('a lease that is held in the file that is gone is asked for anew in the one that is there', () => {
  const file = `${temporaryFolder()}/store.db`;
  const [one, two] = [open(file), open(file)];
  expect(one.store.tryLease('outbox:1-1', 'one', 10_000, START)).toBe(true);
  rmSync(file);
  const three = open(file);
  expect(three.store.tryLease('outbox:1-1', 'three', 10_000, START)).toBe(true);
  expect(one.store.tryLease('outbox:1-1', 'one', 10_000, START)).toBe(false);
  expect(two.store.tryLease('outbox:1-1', 'two', 10_000, START)).toBe(false);
});

test.each([
  ['delete', 'command'],
  ['delete', 'console'],
  ['wal', 'command'],
  ['wal', 'console'],
] as const)(
  'an older backup put in its place (%s, met first by the %s): of an item the later state counts, of two drafts both stay',
  (journal, first) => {
    const folder = temporaryFolder();
    const file = `${folder}/store.db`;
    const early = open(file, journal);
    early.store.enqueue(note('first'), START);
    early.store.enqueue(note('second'), START + 1);
    early.store.saveDraft(draft('from the backup', '1-3'));
    early.store.close();
    cpSync(file, `${folder}/backup.db`);
    const console = open(file, journal);
    console.store.moveOutbox(1, 'queued', 'sent', {remoteId: 'N-1'}, START + 5);
    console.store.saveDraft(draft('written since', '1-3'));
    console.store.enqueue(note('third'), START + 6);
    renameSync(`${folder}/backup.db`, file);
    if (first === 'console') console.store.saveDraft(draft('elsewhere', '1-7'));
    const command = open(file, journal);
    command.store.enqueue(note('fourth'), START + 7);
    console.store.saveDraft(draft('elsewhere', '1-7'));
    for (const side of [console, command]) {
      expect(texts(side).toSorted()).toEqual([
        'first: sent',
        'fourth: queued',
        'second: queued',
        'third: queued',
      ]);
      expect(side.store.draft('1-3', 'note')?.text).toContain('written since');
      expect(side.store.draft('1-3', 'note')?.text).toContain('from the backup');
    }
    // Each of the two knows its items by the numbers that it gave them.
    expect(console.store.outboxItem(3)).toMatchObject({id: 3, text: 'third'});
    const fourth = command.store.outbox().find(({text}) => text === 'fourth')?.id ?? 0;
    expect(command.store.outboxItem(fourth)).toMatchObject({id: fourth, text: 'fourth'});
    expect(console.store.moveOutbox(3, 'queued', 'held', {}, START + 8)).toBe(true);
    expect(texts(command)).toContain('third: held');
    expect(texts(command)).toContain('fourth: queued');
    const ours = new Set(console.store.outbox().map(({id}) => id));
    expect(ours.size).toBe(4);
    for (const id of ours) expect(console.store.outboxItem(id)?.id).toBe(id);
    expect(command.notices).toEqual([]);
    for (const {store} of [command, console]) store.close();
    const check = new DatabaseSync(file);
    expect(check.prepare('PRAGMA integrity_check').get()).toEqual({integrity_check: 'ok'});
    check.close();
  },
);

test('logout --data and the like wait until nobody has the database open', () => {
  const file = `${temporaryFolder()}/store.db`;
  expect(claimForRemoval(file)).toBeUndefined();
  const console = open(file);
  console.store.saveDraft(draft('mine'));
  expect(() => claimForRemoval(file)).toThrow(/has the database .* open: it is not removed/);
  console.store.saveDraft(draft('mine still'));
  console.store.close();
  const removal = claimForRemoval(file);
  expect(() => openStore({file, busyTimeoutMs: 0})).toThrow(/in use by another process/);
  removal?.remove();
  removal?.end();
  expect(existsSync(file)).toBe(false);
  expect(open(file).store.drafts()).toEqual([]);
});
