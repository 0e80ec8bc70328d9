import type {Millis} from '../domain/records.ts';
import {noticeSpan, phaseOf, type SiteNotice, type StoredNotice} from '../domain/notices/site-notice.ts';
import type {Database} from './database/database.ts';
import {readMeta, writeMeta} from './meta.ts';

type Row = {
  id: string;
  listed: string;
  full: string | null;
  first_at: number;
  changed_at: number;
  revision: number;
  seen_at: number | null;
  full_at: number | null;
};

/** What ended longer ago is dropped; views show 30 days. */
const KEPT_MS = 60 * 24 * 3_600_000;
const LAST = 'notices.version';
const TAKEN = 'notices.taken';

/**
 * Stores what a search says; gives the ids of those that are new or changed. `silent`: nothing of it is announced, as at
 * the first search. What is over when it is heard of first counts as seen.
 */
export function putNotices(
  db: Database,
  found: readonly SiteNotice[],
  at: Millis,
  {silent = false} = {},
): readonly string[] {
  const known = new Map(db.all<Row>('SELECT * FROM notices').map((row) => [row.id, row]));
  const isChanged = ({id}: SiteNotice, listed: string) => known.get(id)?.listed !== listed;
  const changed = found
    .map((notice) => ({notice, listed: JSON.stringify(notice)}))
    .filter(({notice, listed}) => isChanged(notice, listed));
  if (changed.length === 0) return [];
  db.write(() => {
    let version = lastNotice(db);
    for (const {notice, listed} of changed) {
      if (!silent) version += 1;
      const stored = {notice, firstAt: known.get(notice.id)?.first_at ?? at};
      const {start, end = start} = noticeSpan(stored);
      const seenAt = !known.has(notice.id) && phaseOf(stored, at) === 'past' ? at : null;
      db.run(PUT, notice.id, listed, end, at, seenAt, silent ? 0 : version);
    }
    writeMeta(db, LAST, String(version));
    db.run('DELETE FROM notices WHERE max(ends, changed_at) < ?', at - KEPT_MS);
  });
  return changed.map(({notice}) => notice.id);
}

const PUT = `
INSERT INTO notices (id, listed, ends, first_at, changed_at, revision, seen_at, version)
VALUES (?1, ?2, ?3, ?4, ?4, 1, ?5, ?6)
ON CONFLICT (id) DO UPDATE SET listed = excluded.listed, ends = excluded.ends, changed_at = excluded.changed_at,
  revision = revision + 1, seen_at = excluded.seen_at, version = max(version, excluded.version)`;

/** Stores a notice that was read in full, under the id that the search gave. */
export function putFullNotice(db: Database, id: string, notice: SiteNotice, at: Millis): void {
  db.write(() =>
    db.run('UPDATE notices SET full = ?, full_at = ? WHERE id = ?', JSON.stringify(notice), at, id),
  );
}

/** Every notice that is kept. */
export function readNotices(db: Database): readonly StoredNotice[] {
  return db.remember('notices', () => {
    return db.all<Row>('SELECT * FROM notices ORDER BY id').flatMap((row) => storedOf(row) ?? []);
  });
}

/** Those that became new or changed after this version of theirs, in that order. */
export function noticesAfter(db: Database, version: number): readonly StoredNotice[] {
  const sql = 'SELECT * FROM notices WHERE version > ? ORDER BY version';
  return db.all<Row>(sql, version).flatMap((row) => storedOf(row) ?? []);
}

/** The version that was given last; 0 where none was. */
export function lastNotice(db: Database): number {
  return Number(readMeta(db, LAST) ?? 0);
}

/** What became new since some process on this database took it last: each is taken once. */
export function takeNotices(db: Database): readonly StoredNotice[] {
  if (Number(readMeta(db, TAKEN) ?? 0) >= lastNotice(db)) return [];
  return db.write(() => {
    const taken = noticesAfter(db, Number(readMeta(db, TAKEN) ?? 0));
    writeMeta(db, TAKEN, String(lastNotice(db)));
    return taken;
  });
}

export function markNoticesSeen(db: Database, ids: readonly string[], at: Millis): void {
  const sql =
    'UPDATE notices SET seen_at = ?1 WHERE seen_at IS NULL AND id IN (SELECT value FROM json_each(?2))';
  db.write(() => db.run(sql, at, JSON.stringify(ids)));
}

function storedOf(row: Row): StoredNotice | undefined {
  const listed = parse(row.listed);
  if (listed === undefined) return undefined;
  return {
    notice: merged(listed, row.full === null ? undefined : parse(row.full)),
    firstAt: row.first_at,
    changedAt: row.changed_at,
    revision: row.revision,
    isUnread: row.seen_at === null,
    fullAt: row.full_at ?? undefined,
  };
}

/** What the search says is newer; what only the full notice says comes to it. */
function merged(listed: SiteNotice, full: SiteNotice | undefined): SiteNotice {
  if (full === undefined) return listed;
  const {summary} = full;
  const isMore = summary !== undefined && summary !== listed.summary;
  const both = {...full, ...listed, summary: listed.summary ?? summary};
  const {summary: title, ...rest} = both;
  return {
    ...rest,
    ...(title === undefined ? {} : {summary: title}),
    ...(isMore && listed.summary !== undefined ? {text: summary} : {}),
  };
}

/** Its texts were made safe before they were stored; undefined where it cannot be read. */
function parse(json: string): SiteNotice | undefined {
  try {
    const value = JSON.parse(json) as Partial<SiteNotice> | null;
    return typeof value?.id === 'string' && Array.isArray(value.ibxs) ? (value as SiteNotice) : undefined;
  } catch {
    return undefined;
  }
}
