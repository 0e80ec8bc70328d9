import {SECOND, TABLES} from './desk-tables.ts';

/** The version of the schema below, and the oldest of this casedeck's questions that it still answers. */
export const DESK_VERSION = 2;
export const DESK_OLDEST = 1;

/** The roles that an administrator gives people: `casedeck_member` works on the desk, `casedeck_reader` only reads. */
export const DESK_ROLES = ['casedeck_member', 'casedeck_reader'] as const;

/**
 * Writing goes through functions alone, so that members cannot change or delete what others wrote. Each function is one
 * statement of its caller: no transaction waits for a network. `rooms.seq` is taken by every writer until its commit, so
 * numbers are given in the order in which rows become visible.
 */
const FUNCTIONS = `
CREATE OR REPLACE FUNCTION casedeck.next_seq(in_room text, many int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = casedeck, pg_temp AS $$
DECLARE result bigint;
BEGIN
  UPDATE rooms SET seq = seq + many WHERE room = in_room RETURNING seq - many INTO result;
  IF result IS NULL THEN
    INSERT INTO rooms (room) VALUES (in_room) ON CONFLICT DO NOTHING;
    UPDATE rooms SET seq = seq + many WHERE room = in_room RETURNING seq - many INTO result;
  END IF;
  RETURN result;
END $$;

CREATE OR REPLACE FUNCTION casedeck.beat(
  in_room text, in_member uuid, in_who text, in_app text, in_drafts text, in_looked_at text[],
  in_watched boolean, in_asks boolean
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = casedeck, pg_temp AS $$
DECLARE
  moment timestamptz; known members; owner uuid; result jsonb;
BEGIN
  SELECT * INTO known FROM members WHERE room = in_room AND member = in_member;
  IF known.member IS NULL OR known.who <> in_who OR known.drafts <> in_drafts THEN
    INSERT INTO members (room, member, who, login, app, seq, seen, drafts, looked_at, is_watched)
      VALUES (in_room, in_member, in_who, session_user, in_app, next_seq(in_room, 1) + 1, clock_timestamp(), in_drafts,
        in_looked_at, in_watched)
      ON CONFLICT (room, member) DO UPDATE SET who = excluded.who, login = excluded.login, app = excluded.app,
        seq = excluded.seq, seen = excluded.seen, drafts = excluded.drafts, looked_at = excluded.looked_at,
        is_watched = excluded.is_watched;
    -- That somebody came is nothing to wake all others for.
    IF in_drafts <> coalesce(known.drafts, '[]') THEN PERFORM pg_notify('casedeck', in_room); END IF;
  ELSE
    UPDATE members SET seen = clock_timestamp(), app = in_app, looked_at = in_looked_at, is_watched = in_watched
      WHERE room = in_room AND member = in_member;
    IF known.looked_at <> in_looked_at THEN PERFORM pg_notify('casedeck', in_room || ' look'); END IF;
  END IF;
  moment := clock_timestamp();
  IF in_asks THEN
    UPDATE rooms SET holder = in_member, holder_until = moment + interval '15 seconds'
      WHERE room = in_room AND (holder IS NULL OR holder = in_member OR holder_until < moment)
      RETURNING holder INTO owner;
  ELSE
    UPDATE rooms SET holder = NULL WHERE room = in_room AND holder = in_member;
    IF FOUND THEN PERFORM pg_notify('casedeck', in_room || ' free'); END IF;
  END IF;
  SELECT jsonb_build_object('now', extract(epoch FROM clock_timestamp()) * 1000, 'seq', seq, 'isAsking', owner IS NOT NULL,
      'isAsked', coalesce(holder_until > moment AND holder IS NOT NULL, false), 'retained', retained_at > moment - interval '1 day')
    INTO result FROM rooms WHERE room = in_room;
  IF owner IS NOT NULL THEN
    result := result || (SELECT jsonb_build_object(
        'wanted', coalesce(jsonb_agg(DISTINCT ticket) FILTER (WHERE ticket IS NOT NULL), '[]'),
        'isWatched', coalesce(bool_or(is_watched), false))
      FROM members LEFT JOIN LATERAL unnest(looked_at) AS ticket ON true
      WHERE room = in_room AND member <> in_member AND seen > moment - interval '1 minute');
  END IF;
  RETURN result || jsonb_build_object('isCrowded',
    (SELECT sum(numbackends) FROM pg_stat_database) > current_setting('max_connections')::int * 0.8);
END $$;

CREATE OR REPLACE FUNCTION casedeck.put(
  in_room text, in_member uuid, in_who text, ids uuid[], kinds text[], tickets text[], ages double precision[],
  versions int[], bodies text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = casedeck, pg_temp AS $$
DECLARE first_seq bigint; moment timestamptz;
BEGIN
  first_seq := next_seq(in_room, coalesce(array_length(ids, 1), 0));
  moment := clock_timestamp();
  INSERT INTO ops (room, seq, id, at, made, member, who, login, kind, ticket, version, body)
    SELECT in_room, first_seq + place, id, moment,
      moment - make_interval(secs => least(greatest(age, 0), 2592000000) / 1000),
      in_member, in_who, session_user, kind, ticket, version, body
    FROM unnest(ids, kinds, tickets, ages, versions, bodies)
      WITH ORDINALITY AS op (id, kind, ticket, age, version, body, place)
    ON CONFLICT (room, id) DO NOTHING;
  PERFORM pg_notify('casedeck', in_room);
END $$;

CREATE OR REPLACE FUNCTION casedeck.share(
  in_room text, in_who text, kinds text[], tickets text[], ages double precision[], raws text[], numbers text[],
  finals boolean[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = casedeck, pg_temp AS $$
DECLARE first_seq bigint; moment timestamptz;
BEGIN
  first_seq := next_seq(in_room, coalesce(array_length(tickets, 1), 0));
  moment := clock_timestamp();
  INSERT INTO answers AS old (room, kind, ticket, seq, changed, at, who, login, raw, numbers, final_since)
    SELECT in_room, kind, ticket, first_seq + place, first_seq + place,
      moment - make_interval(secs => least(greatest(age, 0), 2592000000) / 1000),
      in_who, session_user, raw, string_to_array(all_numbers, ' '), CASE WHEN is_final THEN moment END
    FROM unnest(kinds, tickets, ages, raws, numbers, finals)
      WITH ORDINALITY AS answer (kind, ticket, age, raw, all_numbers, is_final, place)
    ON CONFLICT (room, kind, ticket) DO UPDATE SET seq = excluded.seq,
      changed = CASE WHEN old.raw = excluded.raw THEN old.changed ELSE excluded.seq END,
      at = excluded.at, who = excluded.who, login = excluded.login, raw = excluded.raw, numbers = excluded.numbers,
      final_since = CASE WHEN excluded.final_since IS NULL THEN NULL ELSE coalesce(old.final_since, moment) END
    WHERE old.at < excluded.at;
  PERFORM pg_notify('casedeck', in_room);
END $$;

CREATE OR REPLACE FUNCTION casedeck.share_mails(
  in_room text, in_who text, in_mails text[], in_tickets text[], in_raws text[]
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = casedeck, pg_temp AS $$
  INSERT INTO casedeck.mails (room, mail, ticket, who, login, raw)
    SELECT in_room, mail, ticket, in_who, session_user, raw
    FROM unnest(in_mails, in_tickets, in_raws) AS given (mail, ticket, raw)
    ON CONFLICT (room, mail) DO NOTHING
$$;

CREATE OR REPLACE FUNCTION casedeck.leave(in_room text, in_member uuid, in_who text, with_words boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = casedeck, pg_temp AS $$
BEGIN
  UPDATE rooms SET holder = NULL WHERE room = in_room AND holder = in_member;
  DELETE FROM members WHERE room = in_room AND member = in_member AND login = session_user;
  IF with_words THEN
    DELETE FROM ops WHERE room = in_room AND who = in_who AND login = session_user AND kind <> 'sent';
  END IF;
  PERFORM pg_notify('casedeck', in_room);
END $$;

CREATE OR REPLACE FUNCTION casedeck.retain(in_room text, days int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = casedeck, pg_temp AS $$
DECLARE gone text[]; oldest timestamptz := clock_timestamp() - make_interval(days => greatest(days, 7));
BEGIN
  UPDATE rooms SET retained_at = clock_timestamp() WHERE room = in_room;
  SELECT array_agg(DISTINCT number) INTO gone FROM answers, unnest(numbers) AS number
    WHERE room = in_room AND final_since < oldest;
  DELETE FROM answers WHERE room = in_room AND final_since < oldest;
  DELETE FROM ops WHERE room = in_room AND at < oldest AND (ticket = ANY (gone) OR NOT EXISTS (
    SELECT 1 FROM answers WHERE answers.room = in_room AND ops.ticket = ANY (answers.numbers)));
  DELETE FROM answers WHERE room = in_room AND at < oldest AND kind IN ('notice', 'noticeInFull', 'question');
  DELETE FROM mails WHERE room = in_room AND (ticket = ANY (gone) OR at < oldest AND NOT EXISTS (
    SELECT 1 FROM answers WHERE answers.room = in_room AND mails.ticket = ANY (answers.numbers)));
  DELETE FROM members WHERE room = in_room AND seen < oldest;
  RETURN coalesce(array_length(gone, 1), 0);
END $$;

CREATE OR REPLACE FUNCTION casedeck.pull(in_room text, after bigint, most int) RETURNS TABLE (
  seq bigint, what text, id text, at double precision, made double precision, who text, ticket text, version int, body text
)
LANGUAGE sql STABLE SET search_path = casedeck, pg_temp AS $$
  SELECT place, what, id, (extract(epoch FROM at) * 1000)::double precision,
    (extract(epoch FROM made) * 1000)::double precision, who, ticket, version, body
  FROM (
    SELECT *, sum(octet_length(coalesce(body, ''))) OVER (ORDER BY place) AS bytes, row_number() OVER (ORDER BY place) AS nth
    FROM (
      (SELECT seq AS place, kind AS what, id::text, at, made, who, ticket, version, body
        FROM ops WHERE room = in_room AND seq > after ORDER BY seq LIMIT most)
      UNION ALL
      -- What is new in an answer stands where it became so: what came after it came after it.
      (SELECT CASE WHEN changed > after THEN changed ELSE seq END, 'answer:' || kind, NULL, at, at, who, ticket, 1,
          CASE WHEN changed > after THEN raw END
        FROM answers WHERE room = in_room AND seq > after
        ORDER BY CASE WHEN changed > after THEN changed ELSE seq END LIMIT most)
      UNION ALL
      (SELECT seq, 'member', member::text, seen, seen, who, '', 1, drafts
        FROM members WHERE room = in_room AND seq > after ORDER BY seq LIMIT most)
    ) AS rows
    ORDER BY place LIMIT most
  ) AS counted
  WHERE bytes <= 8388608 OR nth = 1
  ORDER BY place
$$;
`;

const RIGHTS = `
REVOKE ALL ON SCHEMA casedeck FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA casedeck FROM PUBLIC;
`;

const ROLE_RIGHTS = `
GRANT USAGE ON SCHEMA casedeck TO casedeck_member, casedeck_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA casedeck TO casedeck_member, casedeck_reader;
GRANT EXECUTE ON FUNCTION casedeck.pull TO casedeck_member, casedeck_reader;
GRANT EXECUTE ON FUNCTION casedeck.beat, casedeck.put, casedeck.share, casedeck.share_mails, casedeck.leave, casedeck.retain TO casedeck_member;
`;

const VERSION = `
INSERT INTO casedeck.about (version, oldest) VALUES (${DESK_VERSION}, ${DESK_OLDEST})
  ON CONFLICT (one) DO UPDATE SET version = greatest(about.version, excluded.version),
    oldest = greatest(about.oldest, excluded.oldest);
`;

/** For an administrator, or for `team init`: makes the roles. */
export const ROLE_STATEMENTS = DESK_ROLES.map((role) => `CREATE ROLE ${role} NOLOGIN;`).join('\n');

/** All statements that make or upgrade the desk; run twice they change nothing. With `roles`, those exist. */
export function deskStatements({roles}: {readonly roles: boolean}): string {
  return [TABLES, SECOND, FUNCTIONS, RIGHTS, roles ? ROLE_RIGHTS : '', VERSION].join('').trim();
}
