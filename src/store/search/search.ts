import type {Database} from '../database/database.ts';
import {indexText} from '../tickets/documents.ts';
import {matchingLine} from './matching-line.ts';
import {rankTexts} from './rank-texts.ts';
import {storedText} from '../tickets/ticket-json.ts';
import type {SearchHit} from '../../domain/records.ts';

type HitRow = {id: string; place: SearchHit['where']; item: string; text: string};

/** Common words match more than anybody reads: only the newest of those are ranked. */
const RANKED = 300;

const SEARCH_SQL = `
SELECT t.id, d.place, d.item, d.text FROM (
  SELECT rowid AS doc FROM document_words WHERE document_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2
) CROSS JOIN documents AS d USING (doc) CROSS JOIN tickets AS t ON t.key = d.key
ORDER BY d.doc DESC`;

/**
 * Full-text search over everything known; every word must occur, as the start of a word. Best first. Where
 * many texts hold the very words, texts with longer ones are left out: to find those, all that begins like
 * each word would have to be gathered first, however common it is.
 */
export function search(db: Database, words: string, limit: number): readonly SearchHit[] {
  const wanted = words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (wanted.length === 0) return [];
  const most = Math.max(limit, RANKED);
  const exact = db.all<HitRow>(SEARCH_SQL, queryOf(wanted, ''), most);
  const rows = exact.length >= most ? exact : db.all<HitRow>(SEARCH_SQL, queryOf(wanted, '*'), most);
  const ranks = rankTexts(
    rows.map(({text}) => text),
    wanted,
  );
  // Of equal ones the newer first, as they come.
  const best = rows
    .map((row, at) => ({row, rank: ranks[at] ?? 0}))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit);
  return best.map(({row, rank}) => ({
    id: storedText(row.id),
    where: row.place,
    item: row.item === '' ? undefined : row.item,
    line: storedText(matchingLine(row.text, wanted)),
    rank,
  }));
}

function queryOf(words: readonly string[], end: '' | '*'): string {
  return words.map((word) => `"${indexText(word).replaceAll('"', ' ').trim()}" ${end}`).join(' ');
}
