import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {openStore} from '../../../src/store/open-store.ts';
import {START, summary, ticket} from '../sample.ts';
import {temporaryFolder} from '../temporary.ts';

/** As a flipped bit leaves a text that SQLite itself finds nothing wrong with. */
function flip(file: string, table: string, column: string): void {
  const db = new DatabaseSync(file);
  db.exec(`UPDATE ${table} SET ${column} = replace(${column}, '"', '#')`);
  db.close();
}

test.each([
  ['details', 'ticket'],
  ['details', 'raw'],
  ['summaries', 'summary'],
  ['order_rows', 'json'],
  ['tickets', 'ibx'],
  ['emails', 'email'],
])(
  'a row of %s whose %s cannot be read is dropped and read again; drafts and outbox stay',
  (table, column) => {
    const file = `${temporaryFolder()}/store.db`;
    const store = openStore({file});
    store.putSummaries([summary('1-1')], START);
    store.putTicket(ticket('1-1'), '{"id":"1-1"}', START);
    store.saveDraft({ticketId: '1-1', kind: 'note', text: 'mine'});
    store.enqueue({kind: 'note', ticketId: '1-2', text: 'out', extra: undefined}, START);
    store.close();
    flip(file, table, column);
    const again = openStore({file});
    const read = () => [
      again.ticket('1-1'),
      again.page({filter: {}, sort: 'id'}, 0, 9),
      again.email('1-1', 'm1'),
    ];
    expect(read).not.toThrow();
    if (column === 'ticket') {
      expect(again.ticket('1-1')).toBeUndefined();
      // It is due at once.
      expect(again.stale(START + 1, 9)).toContain('1-1');
    }
    again.putSummaries([summary('1-1')], START + 1);
    again.putTicket(ticket('1-1'), '{"id":"1-1"}', START + 1);
    expect(again.ticket('1-1')?.ticket.id).toBe('1-1');
    expect(again.page({filter: {}, sort: 'id'}, 0, 9)).toHaveLength(1);
    expect(again.drafts()).toHaveLength(1);
    expect(again.outbox()).toHaveLength(1);
    again.close();
  },
);
