import type {Database} from './database.ts';
import {indexText} from './documents.ts';
import {matchingLine} from './matching-line.ts';
import {storedText} from './ticket-json.ts';
import type {SearchHit} from './types.ts';

type HitRow = {id: string; place: SearchHit['where']; item: string; text: string; rank: number};

/** Common words match more than anybody reads: only the newest of those are ranked. */
const RANKED = 500;

const SEARCH_SQL = `
SELECT t.id, d.place, d.item, d.text, best.rank FROM (
  SELECT doc, rank FROM (
    SELECT rowid AS doc, bm25(document_words) AS rank FROM document_words
    WHERE document_words MATCH ?1 ORDER BY rowid DESC LIMIT ${RANKED}
  ) ORDER BY rank, doc DESC LIMIT ?2
) AS best CROSS JOIN documents AS d USING (doc) CROSS JOIN tickets AS t ON t.key = d.key
ORDER BY best.rank, best.doc DESC`;

/** Full-text search over everything known; every word must occur, as the start of a word. Best first. */
export function search(db: Database, words: string, limit: number): readonly SearchHit[] {
  const wanted = words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (wanted.length === 0) return [];
  const query = wanted.map((word) => `"${indexText(word).replaceAll('"', ' ').trim()}" *`).join(' ');
  return db.all<HitRow>(SEARCH_SQL, query, limit).map((row) => ({
    id: storedText(row.id),
    where: row.place,
    item: row.item === '' ? undefined : row.item,
    line: storedText(matchingLine(row.text, wanted)),
    rank: row.rank,
  }));
}
