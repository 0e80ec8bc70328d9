import {isCloseMatch} from '../../text/close-match.ts';
import type {Database} from '../database/database.ts';
import type {ResolvedQuery} from '../list-query.ts';
import type {ListQuery} from '../../domain/records.ts';

/** SQLite leaves out quickly what cannot match at all; what is left is looked at here. */
const CANDIDATES_SQL = 'SELECT key, text FROM ticket_search WHERE text GLOB ?';

/** The same query with its fuzzy words as the rows that they match; remembered until the store changes. */
export function resolveFuzzy(db: Database, {filter, ...query}: ListQuery): ResolvedQuery {
  const {fuzzy = [], ...rest} = filter;
  const words = fuzzy.map((word) => word.toLowerCase()).filter((word) => word !== '');
  if (words.length === 0) return {...query, filter: rest};
  const keys = db.remember(`fuzzy ${JSON.stringify(words)}`, () => JSON.stringify(keysOf(db, words)));
  return {...query, filter: {...rest, keys}};
}

function keysOf(db: Database, words: readonly string[]): readonly number[] {
  const glob = `*${Array.from(words[0] ?? '', (letter) => letter.replace(/[*?[]/, '[$&]')).join('*')}*`;
  return db
    .all<{key: number; text: string}>(CANDIDATES_SQL, glob)
    .filter(({text}) => words.every((word) => isCloseMatch(word, text)))
    .map(({key}) => key);
}
