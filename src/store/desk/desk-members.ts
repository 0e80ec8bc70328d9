import type {TeamDraft} from '../../domain/team-records.ts';
import type {Millis} from '../../domain/records.ts';
import type {Database} from '../database/database.ts';
import {idsOf} from '../tickets/aliases.ts';
import type {SafeText} from '../../text/safe/safe-text.ts';
import {storedText} from '../tickets/ticket-json.ts';

/** A console of the team, as the desk knows it: whose, when it was last heard of, and what is being written there. */
export type DeskMember = {
  /** One a database. */
  readonly member: string;
  readonly who: string;
  readonly seenAt: Millis;
  readonly drafts: readonly Pick<TeamDraft, 'ticketId' | 'kind' | 'typedAt'>[];
};

/** Replaces what was known of these. */
export function putMembers(db: Database, members: readonly DeskMember[]): void {
  if (members.length === 0) return;
  const sql = `INSERT INTO desk_members (member, who, seen_at, drafts) VALUES (?, ?, ?, ?)
    ON CONFLICT (member) DO UPDATE SET who = excluded.who, seen_at = excluded.seen_at, drafts = excluded.drafts`;
  db.write(() => {
    for (const {member, who, seenAt, drafts} of members)
      db.run(sql, member, who, seenAt, JSON.stringify(drafts));
  });
}

/** Everybody of the team who was heard of, without this person. */
export function memberNames(db: Database, me: string): readonly SafeText[] {
  const sql =
    'SELECT who FROM desk_members WHERE who <> ?1 UNION SELECT who FROM claims WHERE who <> ?1 ORDER BY who';
  return db.all<{who: string}>(sql, me).map(({who}) => storedText(who));
}

type Row = {who: string; seen_at: number; drafts: string};

/** What others of the team are writing to a ticket, or were when their console was last heard of. */
export function teamDrafts(db: Database, ticketId: string, me: string): readonly TeamDraft[] {
  const ids = new Set(idsOf(db, ticketId));
  return db
    .all<Row>('SELECT who, seen_at, drafts FROM desk_members WHERE who <> ? AND drafts <> ?', me, '[]')
    .flatMap(({who, seen_at: seenAt, drafts}) =>
      // Written by `putMembers` alone.
      (JSON.parse(drafts) as DeskMember['drafts'])
        .filter((draft) => ids.has(draft.ticketId))
        .map((draft) => ({...draft, by: storedText(who), seenAt})),
    );
}
