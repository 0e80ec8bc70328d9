/** The tables of the desk's first version; statements that run twice change nothing. */
export const TABLES = `
CREATE SCHEMA IF NOT EXISTS casedeck;
CREATE TABLE IF NOT EXISTS casedeck.about (
  one int PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  desk uuid NOT NULL DEFAULT gen_random_uuid(),
  version int NOT NULL,
  oldest int NOT NULL
);
CREATE TABLE IF NOT EXISTS casedeck.rooms (
  room text PRIMARY KEY CHECK (length(room) BETWEEN 1 AND 200),
  seq bigint NOT NULL DEFAULT 0,
  holder uuid,
  holder_until timestamptz,
  retained_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE IF NOT EXISTS casedeck.ops (
  room text NOT NULL REFERENCES casedeck.rooms,
  seq bigint NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  made timestamptz NOT NULL,
  member uuid NOT NULL,
  who text NOT NULL CHECK (length(who) BETWEEN 1 AND 40),
  login text NOT NULL DEFAULT session_user,
  kind text NOT NULL CHECK (length(kind) <= 20),
  ticket text NOT NULL CHECK (length(ticket) <= 100),
  version int NOT NULL,
  body text NOT NULL CHECK (octet_length(body) <= 1048576),
  PRIMARY KEY (room, seq),
  UNIQUE (room, id)
);
CREATE INDEX IF NOT EXISTS ops_by_ticket ON casedeck.ops (room, ticket);
CREATE TABLE IF NOT EXISTS casedeck.answers (
  room text NOT NULL REFERENCES casedeck.rooms,
  kind text NOT NULL CHECK (length(kind) <= 20),
  ticket text NOT NULL CHECK (length(ticket) <= 100),
  seq bigint NOT NULL,
  changed bigint NOT NULL,
  at timestamptz NOT NULL,
  who text NOT NULL CHECK (length(who) BETWEEN 1 AND 40),
  login text NOT NULL DEFAULT session_user,
  raw text NOT NULL CHECK (octet_length(raw) <= 8388608),
  numbers text[] NOT NULL,
  final_since timestamptz,
  PRIMARY KEY (room, kind, ticket)
);
CREATE UNIQUE INDEX IF NOT EXISTS answers_by_seq ON casedeck.answers (room, seq);
CREATE TABLE IF NOT EXISTS casedeck.members (
  room text NOT NULL REFERENCES casedeck.rooms,
  member uuid NOT NULL,
  who text NOT NULL CHECK (length(who) BETWEEN 1 AND 40),
  login text NOT NULL DEFAULT session_user,
  app text NOT NULL CHECK (length(app) <= 40),
  seq bigint NOT NULL,
  seen timestamptz NOT NULL,
  drafts text NOT NULL DEFAULT '[]' CHECK (octet_length(drafts) <= 65536),
  looked_at text[] NOT NULL DEFAULT '{}',
  is_watched boolean NOT NULL DEFAULT false,
  PRIMARY KEY (room, member)
);
CREATE INDEX IF NOT EXISTS members_by_seq ON casedeck.members (room, seq);
`;

/** Since version 2: more kinds of answers, and e-mails. */
export const SECOND = `
ALTER TABLE casedeck.answers DROP CONSTRAINT IF EXISTS answers_kind_check;
ALTER TABLE casedeck.answers ADD CONSTRAINT answers_kind_check CHECK (length(kind) <= 20);
CREATE TABLE IF NOT EXISTS casedeck.mails (
  room text NOT NULL REFERENCES casedeck.rooms,
  mail text NOT NULL CHECK (length(mail) <= 100),
  ticket text NOT NULL CHECK (length(ticket) <= 100),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  who text NOT NULL CHECK (length(who) BETWEEN 1 AND 40),
  login text NOT NULL DEFAULT session_user,
  raw text NOT NULL CHECK (octet_length(raw) <= 8388608),
  PRIMARY KEY (room, mail)
);
`;
