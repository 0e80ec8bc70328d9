import type {Database} from '../database/database.ts';

const INSERT = 'INSERT INTO ticket_words (rowid, text) VALUES (?, ?)';
const DELETE = "INSERT INTO ticket_words (ticket_words, rowid, text) VALUES ('delete', ?, ?)";

type FilterText = {readonly text: string; readonly final: number};

/** Stores what the list's word filter looks at, and its index; undefined removes both. */
export function putFilterText(db: Database, key: number, wanted: FilterText | undefined): void {
  const old = db.get<FilterText>('SELECT text, final FROM ticket_search WHERE key = ?', key);
  if (old?.text === wanted?.text && old?.final === wanted?.final) return;
  if (wanted === undefined) {
    db.run('DELETE FROM ticket_search WHERE key = ?', key);
  } else if (old === undefined) {
    db.run('INSERT INTO ticket_search (key, text, final) VALUES (?, ?, ?)', key, wanted.text, wanted.final);
  } else {
    db.run('UPDATE ticket_search SET text = ?, final = ? WHERE key = ?', wanted.text, wanted.final, key);
  }
  if (old?.text === wanted?.text) return;
  db.beforeCommit(() => {
    if (old !== undefined) db.run(DELETE, key, old.text);
    if (wanted !== undefined) db.run(INSERT, key, wanted.text);
  });
}
