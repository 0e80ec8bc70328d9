import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {Database} from '../../src/store/database/database.ts';
import {LATEST_VERSION, migrate} from '../../src/store/database/migrations.ts';
import {openStore} from '../../src/store/open-store.ts';
import {START, ticket} from './sample.ts';
import {temporaryFolder} from './temporary.ts';

/** A database as an older casedeck left it, with something in every table that version had. */
function older(file: string, version: number): void {
  const connection = new DatabaseSync(file);
  migrate(new Database(file, connection), version);
  const insert = (from: number, sql: string) => {
    if (version >= from) connection.exec(sql);
  };
  insert(
    1,
    `INSERT INTO tickets (id, kind, status, ibx, summary, turn, final, newest, created, status_rank, ibx_sort)
       VALUES ('1-1', 'CASE', 'IN_PROGRESS', '["SV5"]', 'Power outage', 1, 0, -5, 4, 1, 'SV5');
     INSERT INTO details VALUES (1, '{"id":"1-1","kind":"CASE","ibx":["SV5"],"description":"Power outage","createdDateTime":"1970-01-01T00:00:00.004Z"}', '{"raw":1}');
     INSERT INTO ticket_search VALUES (1, 0, '1-1' || char(10) || 'power outage');
     INSERT INTO aliases VALUES ('1-1', 1);
     INSERT INTO emails (id, key, email, fetched_at) VALUES ('m1', 1, '{"to":[],"cc":[],"html":"<p>transceiver</p>"}', 1);
     INSERT INTO meta VALUES ('user.sort', '"id"');
     INSERT INTO tickets (id, kind, status, ibx, summary, turn, final, newest, created, status_rank, ibx_sort)
       VALUES ('1-0', 'CASE', 'CLOSED', '[]', '', 2, 1, ${version >= 6 ? -9 : 0}, 9, 5, '~');
     INSERT INTO details VALUES (2, '{"id":"1-0","kind":"CASE","ibx":[]}', NULL);
     INSERT INTO aliases VALUES ('1-0', 2);`,
  );
  insert(
    2,
    `INSERT INTO unseen VALUES (1, 'note:a', 1); UPDATE tickets SET unread = 1 WHERE id = '1-1'; INSERT INTO tracks VALUES ('1-1', 'asked', 1, NULL);`,
  );
  insert(
    3,
    `INSERT INTO drafts VALUES ('1-1', 'note', 'a draft', NULL, 1);
     INSERT INTO outbox (kind, ticket_id, text, state, created_at, updated_at) VALUES ('note', '1-1', 'out', 'queued', 1, 1);`,
  );
  insert(4, "INSERT INTO documents VALUES (1, 1, 'email', 'email:m1', 'transceiver')");
  insert(6, "UPDATE tickets SET updated = 5 WHERE id = '1-1'");
  insert(7, "UPDATE tickets SET turn_since = 4 WHERE id = '1-1'");
  connection.close();
}

test.each(Array.from({length: LATEST_VERSION}, (_, version) => version))(
  'from version %i to the latest',
  (version) => {
    const file = `${temporaryFolder()}/store.db`;
    older(file, version);
    const store = openStore({file});
    if (version >= 1) {
      expect(store.ticket('1-1')).toMatchObject({
        raw: '{"raw":1}',
        row: {summary: 'Power outage', updatedAt: 5, turn: 'them', turnSince: 4},
      });
      expect(store.counts()).toMatchObject({all: 2, open: 1});
      // Only its creation is known: the newer of the two.
      expect(store.page({filter: {}, sort: 'updated', descending: true}, 0, 1)).toMatchObject([
        {id: '1-0', updatedAt: undefined},
      ]);
      expect(store.meta('sort')).toBe('"id"');
      expect(store.email('1-1', 'm1')?.html).toBe('<p>transceiver</p>');
      expect(store.page({filter: {words: ['outage']}, sort: 'id'}, 0, 9)).toHaveLength(version >= 4 ? 0 : 1);
    }
    if (version >= 1 && version < 4) {
      expect(store.search('power', 9)).toHaveLength(1);
      expect(store.search('transceiver', 9)).toMatchObject([{where: 'email', item: 'email:m1'}]);
    }
    // Since version 15 what is stored is looked into as it comes.
    if (version >= 1 && version < 15) {
      // What was stored before is looked into behind everything else.
      expect(store.waitingParts()).toBeGreaterThan(0);
      while (store.indexParts(1));
      expect(store.search('ransceive', 9)).toHaveLength(1);
    }
    if (version >= 2) {
      expect([...(store.ticket('1-1')?.unseen ?? [])]).toEqual(['note:a']);
      expect(store.tracked()).toEqual(['1-1']);
    }
    if (version >= 3) {
      expect(store.draft('1-1', 'note')?.text).toBe('a draft');
      expect(store.outbox()).toMatchObject([{text: 'out', state: 'queued', attempts: 0}]);
    }
    store.putTicket(ticket('1-2'), '{}', START);
    expect(store.tryLease('poll', 'a', 1000, START)).toBe(true);
    store.close();
    const again = openStore({file});
    expect(again.row('1-2')?.id).toBe('1-2');
    again.close();
  },
);

test('a step that fails leaves the database at the version before it', () => {
  const file = `${temporaryFolder()}/store.db`;
  older(file, 2);
  const connection = new DatabaseSync(file);
  connection.exec('CREATE TABLE outbox (in_the_way TEXT)');
  const db = new Database(file, connection);
  expect(() => migrate(db)).toThrow(/outbox/);
  expect(db.get('PRAGMA user_version')).toEqual({user_version: 2});
  expect(db.get("SELECT name FROM sqlite_schema WHERE name = 'drafts'")).toBeUndefined();
  connection.exec('DROP TABLE outbox');
  migrate(db);
  expect(db.get('PRAGMA user_version')).toEqual({user_version: LATEST_VERSION});
  db.close();
});
