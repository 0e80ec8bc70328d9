import {isCloseMatch} from '../../text/close-match.ts';
import type {Database} from '../database/database.ts';
import type {ResolvedQuery} from '../list-query.ts';
import type {ListQuery, TicketFilter} from '../../domain/records.ts';

/** SQLite leaves out quickly what cannot match at all; what is left is looked at here. */
const CANDIDATES_SQL = 'SELECT key, text FROM ticket_search WHERE text GLOB ?';

/** The same query with its fuzzy words as the rows that they match; remembered until the store changes. */
export function resolveFuzzy(db: Database, {filter, ...query}: ListQuery): ResolvedQuery {
  const {fuzzy = [], ...rest} = withoutIdle(db, filter);
  const words = fuzzy.map((word) => word.toLowerCase()).filter((word) => word !== '');
  if (words.length === 0) return {...query, filter: rest};
  const keys = db.remember(`fuzzy ${JSON.stringify(words)}`, () => JSON.stringify(keysOf(db, words)));
  return {...query, filter: {...rest, keys}};
}

/** Where nothing is snoozed every ticket is in sight, and the list need not look. */
function withoutIdle(db: Database, {snoozed, ...filter}: TicketFilter): TicketFilter {
  const isIdle = snoozed === false && db.get('SELECT 1 AS found FROM snoozes LIMIT 1') === undefined;
  return snoozed === undefined || isIdle ? filter : {...filter, snoozed};
}

function keysOf(db: Database, words: readonly string[]): readonly number[] {
  const glob = `*${Array.from(words[0] ?? '', (letter) => letter.replace(/[*?[]/, '[$&]')).join('*')}*`;
  return db
    .all<{key: number; text: string}>(CANDIDATES_SQL, glob)
    .filter(({text}) => words.every((word) => isCloseMatch(word, text)))
    .map(({key}) => key);
}
