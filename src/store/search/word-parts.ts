import type {Database} from '../database/database.ts';

/**
 * The index that finds parts of words: the sequences of three letters of each text. It is filled with the lowest
 * priority, newest texts first: new and changed texts wait in `parts_todo`.
 */

const ready = new WeakSet<Database>();

/** Not in a database that is just being brought up to date from before this index. */
function hasIndex(db: Database): boolean {
  if (ready.has(db)) return true;
  const isThere = db.get("SELECT 1 AS found FROM sqlite_schema WHERE name = 'parts_todo'") !== undefined;
  if (isThere) ready.add(db);
  return isThere;
}

/** A text is new or has changed. */
export function awaitParts(db: Database, doc: number): void {
  if (hasIndex(db)) db.run('INSERT OR IGNORE INTO parts_todo (doc) VALUES (?)', doc);
}

/** A text is gone, or is not what it was. */
export function removeParts(db: Database, doc: number): void {
  if (!hasIndex(db)) return;
  db.run('DELETE FROM parts_todo WHERE doc = ?', doc);
  db.run('DELETE FROM document_parts WHERE rowid = ?', doc);
}

type Waiting = {readonly doc: number; readonly text: string};

/** Indexes so many texts that wait for it, the newest first; true where more are left. */
export function indexParts(db: Database, most: number): boolean {
  const sql = 'SELECT doc, text FROM parts_todo JOIN documents USING (doc) ORDER BY doc DESC LIMIT ?';
  const waiting = db.all<Waiting>(sql, most);
  if (waiting.length === 0) return false;
  db.note(() =>
    db.write(() => {
      for (const {doc, text} of waiting) {
        // Another process may have been quicker.
        if (db.run('DELETE FROM parts_todo WHERE doc = ?', doc).changes === 0) continue;
        db.run('INSERT INTO document_parts (rowid, text) VALUES (?, ?)', doc, text);
      }
    }),
  );
  return waiting.length === most;
}

/** How many texts still wait. */
export function waitingParts(db: Database): number {
  return db.get<{n: number}>('SELECT count(*) AS n FROM parts_todo')?.n ?? 0;
}

/** The least that the index knows. */
const LENGTH = 3;

/** A query for texts that hold all sequences of these words, which are lower case without accents; undefined where all are too short. */
export function partsQuery(words: readonly string[]): string | undefined {
  const sequences = new Set(
    words.flatMap((word) => {
      const letters = [...word];
      return letters.slice(LENGTH - 1).map((_, at) => letters.slice(at, at + LENGTH).join(''));
    }),
  );
  if (sequences.size === 0) return undefined;
  return [...sequences].map((letters) => `"${letters.replaceAll('"', '""')}"`).join(' AND ');
}
