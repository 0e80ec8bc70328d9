/** The list, and the tickets themselves. `docs/store.md` says what each table and column is for. */
export const TICKETS = `
CREATE TABLE tickets (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  ibx TEXT NOT NULL,
  summary TEXT NOT NULL,
  reference TEXT,
  turn INTEGER NOT NULL,
  final INTEGER NOT NULL,
  newest INTEGER NOT NULL,
  created INTEGER NOT NULL,
  status_rank INTEGER NOT NULL,
  ibx_sort TEXT NOT NULL,
  fetched_at INTEGER,
  due INTEGER NOT NULL DEFAULT 0,
  baseline INTEGER,
  seen_at INTEGER,
  unread INTEGER NOT NULL DEFAULT 0,
  draft INTEGER NOT NULL DEFAULT 0,
  pending INTEGER NOT NULL DEFAULT 0,
  asked INTEGER NOT NULL DEFAULT 0,
  by_contact INTEGER NOT NULL DEFAULT 0,
  users TEXT NOT NULL DEFAULT '',
  mine INTEGER NOT NULL GENERATED ALWAYS AS (asked OR by_contact) STORED,
  attention INTEGER NOT NULL GENERATED ALWAYS AS
    (CASE WHEN turn = 0 THEN 0 WHEN unread > 0 THEN 1 WHEN final = 0 THEN 2 ELSE 3 END) STORED
);
CREATE INDEX by_attention ON tickets (attention, newest, id, status, final, unread, mine, draft, created);
CREATE INDEX by_updated ON tickets (newest, id, status, final, unread, mine, draft, created);
CREATE INDEX by_created ON tickets (created, id, status, final, unread, mine, draft, newest);
CREATE INDEX by_status ON tickets (status_rank, newest, id, status, final, unread, mine, draft, created);
CREATE INDEX by_ibx ON tickets (ibx_sort, newest, id, status, final, unread, mine, draft, created);
CREATE INDEX by_id ON tickets (id, status, final, unread, mine, draft, newest, created);
CREATE INDEX open_by_attention ON tickets (attention, newest, id, status, unread, mine, draft, created) WHERE final = 0;
CREATE INDEX open_by_updated ON tickets (newest, id, status, unread, mine, draft, created) WHERE final = 0;
CREATE INDEX open_by_due ON tickets (status = 'ACTION_REQUIRED' DESC, due, id) WHERE final = 0;
CREATE INDEX only_unread ON tickets (id) WHERE unread > 0;
CREATE INDEX only_action ON tickets (id) WHERE status = 'ACTION_REQUIRED';
CREATE INDEX only_mine ON tickets (id) WHERE mine = 1;
CREATE INDEX only_draft ON tickets (id) WHERE draft = 1;

CREATE TABLE details (
  key INTEGER PRIMARY KEY,
  ticket TEXT NOT NULL,
  raw TEXT
);

CREATE TABLE ticket_search (key INTEGER PRIMARY KEY, final INTEGER NOT NULL, text TEXT NOT NULL);

CREATE TABLE aliases (id TEXT PRIMARY KEY, key INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX aliases_by_key ON aliases (key);

CREATE TABLE summaries (id TEXT PRIMARY KEY, summary TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE emails (id TEXT PRIMARY KEY, key INTEGER, email TEXT NOT NULL, fetched_at INTEGER NOT NULL);
CREATE INDEX emails_by_key ON emails (key);

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE stats (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  total INTEGER NOT NULL, open INTEGER NOT NULL, action INTEGER NOT NULL, unread INTEGER NOT NULL,
  mine INTEGER NOT NULL, draft INTEGER NOT NULL
);
INSERT INTO stats VALUES (1, 0, 0, 0, 0, 0, 0);
CREATE TRIGGER tickets_stats_insert AFTER INSERT ON tickets BEGIN
  UPDATE stats SET total = total + 1, open = open + (new.final = 0),
    action = action + (new.status = 'ACTION_REQUIRED'), unread = unread + (new.unread > 0),
    mine = mine + new.mine, draft = draft + new.draft;
END;
CREATE TRIGGER tickets_stats_delete AFTER DELETE ON tickets BEGIN
  UPDATE stats SET total = total - 1, open = open - (old.final = 0),
    action = action - (old.status = 'ACTION_REQUIRED'), unread = unread - (old.unread > 0),
    mine = mine - old.mine, draft = draft - old.draft;
END;
CREATE TRIGGER tickets_stats_update AFTER UPDATE OF status, final, unread, asked, by_contact, draft ON tickets BEGIN
  UPDATE stats SET open = open + (new.final = 0) - (old.final = 0),
    action = action + (new.status = 'ACTION_REQUIRED') - (old.status = 'ACTION_REQUIRED'),
    unread = unread + (new.unread > 0) - (old.unread > 0),
    mine = mine + new.mine - old.mine, draft = draft + new.draft - old.draft;
END;

CREATE TABLE ticket_ibx (
  ibx TEXT NOT NULL, key INTEGER NOT NULL, final INTEGER NOT NULL,
  PRIMARY KEY (ibx, key)
) WITHOUT ROWID;
CREATE INDEX ticket_ibx_by_key ON ticket_ibx (key);
CREATE TABLE ibx_stats (ibx TEXT PRIMARY KEY, open INTEGER NOT NULL, total INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER ticket_ibx_insert AFTER INSERT ON ticket_ibx BEGIN
  UPDATE ibx_stats SET open = open + (new.final = 0), total = total + 1 WHERE ibx = new.ibx;
END;
CREATE TRIGGER ticket_ibx_delete AFTER DELETE ON ticket_ibx BEGIN
  UPDATE ibx_stats SET open = open - (old.final = 0), total = total - 1 WHERE ibx = old.ibx;
END;
`;

/** What this person has not seen yet, and which tickets were created, opened or asked for. */
export const READS = `
CREATE TABLE unseen (
  key INTEGER NOT NULL, item TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (key, item)
) WITHOUT ROWID;
CREATE TABLE tracks (
  id TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, tried_at INTEGER,
  PRIMARY KEY (id, reason)
) WITHOUT ROWID;
`;

/** What this person wrote. Rescued from a damaged database, so these tables stay plain. */
export const DRAFTS_AND_OUTBOX = `
CREATE TABLE drafts (
  ticket_id TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, extra TEXT, updated_at INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, kind)
);
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL, ticket_id TEXT NOT NULL, text TEXT NOT NULL, extra TEXT,
  state TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, error TEXT, remote_id TEXT, before TEXT
);
CREATE INDEX outbox_by_ticket ON outbox (ticket_id);
CREATE INDEX outbox_unsent ON outbox (id) WHERE state NOT IN ('sent', 'withdrawn');
`;

/**
 * The filter's trigrams of the list's words, and the full text of everything. Both are written at the end of a
 * transaction and without triggers: FTS5 flushes its buffer at every statement that could fail half-way, and statements
 * with triggers can.
 */
export const SEARCH = `
CREATE VIRTUAL TABLE ticket_words USING fts5 (
  text, content = 'ticket_search', content_rowid = 'key', tokenize = 'trigram case_sensitive 1', columnsize = 0
);
INSERT INTO ticket_words (rowid, text) SELECT key, text FROM ticket_search;

CREATE TABLE documents (
  doc INTEGER PRIMARY KEY, key INTEGER NOT NULL, place TEXT NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL,
  UNIQUE (key, place, item)
);
CREATE VIRTUAL TABLE document_words USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
`;

/** Which process does what, when several share this database. */
export const LEASES = `
CREATE TABLE leases (name TEXT PRIMARY KEY, owner TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
`;

/** Order history tells no time of update: until the ticket itself is read, its creation gives it its place. */
export const UPDATES = `
ALTER TABLE tickets ADD COLUMN updated INTEGER;
UPDATE tickets SET updated = -newest WHERE newest <> 0;
UPDATE tickets SET newest = -created WHERE newest = 0 AND created <> 0;
`;

/** Since when it has been whose turn, so that the list can say it without reading every ticket. */
export const TURNS_SINCE = 'ALTER TABLE tickets ADD COLUMN turn_since INTEGER;';

/** What became new in which ticket, in the order in which this database learnt it. A version is never given twice. */
export const CHANGES = `
CREATE TABLE changes (
  version INTEGER PRIMARY KEY AUTOINCREMENT,
  key INTEGER NOT NULL, item TEXT NOT NULL, previous_status TEXT, at INTEGER NOT NULL
);
CREATE INDEX changes_by_key ON changes (key);
`;

/** The service's JSON of a ticket's row in order history; apart from the summaries, whose rows must stay short. */
export const ORDER_ROWS = 'CREATE TABLE order_rows (id TEXT PRIMARY KEY, json TEXT NOT NULL);';

/** What is ours alone: private notes, and tickets that are out of sight for a while. The service never gets any of it. */
export const REMARKS = `
CREATE TABLE remarks (
  id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL, by_name TEXT NOT NULL, text TEXT NOT NULL, created_at INTEGER NOT NULL
);
CREATE INDEX remarks_by_ticket ON remarks (ticket_id);
CREATE INDEX remark_documents ON documents (item) WHERE place = 'remark';
CREATE TABLE snoozes (
  ticket_id TEXT PRIMARY KEY, until INTEGER NOT NULL, since INTEGER NOT NULL, by_name TEXT NOT NULL
);
`;

/**
 * Who has taken which ticket, and what a team shares over its desk: what still waits to be delivered there, the consoles
 * of the others, what they have sent.
 */
export const DESK = `
CREATE TABLE claims (
  ticket_id TEXT NOT NULL, who TEXT NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (ticket_id, who)
);
CREATE INDEX claims_by_who ON claims (who);
ALTER TABLE tickets ADD COLUMN claimed_by TEXT;
CREATE INDEX only_claimed ON tickets (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE TABLE desk_ops (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, op TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE TABLE desk_members (
  member TEXT PRIMARY KEY, who TEXT NOT NULL, seen_at INTEGER NOT NULL, drafts TEXT NOT NULL
);
CREATE TABLE desk_sends (
  id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL, who TEXT NOT NULL, at INTEGER NOT NULL, operation TEXT NOT NULL,
  sha256 TEXT NOT NULL, length INTEGER NOT NULL, result TEXT NOT NULL, remote_id TEXT
);
CREATE INDEX desk_sends_by_ticket ON desk_sends (ticket_id);
`;

/** Bodies of e-mails as text: a timeline of a hundred of them opens at once. Older ones are made when they are looked at. */
export const MAIL_TEXTS = `
ALTER TABLE emails ADD COLUMN text TEXT;
ALTER TABLE emails ADD COLUMN text_form INTEGER NOT NULL DEFAULT 0;
`;
/** Until when what was written can be taken back before it is sent. */
export const TAKE_BACK = 'ALTER TABLE outbox ADD COLUMN not_before INTEGER;';

/** Notices about sites. Beside `changes`, which is about tickets, they have versions of their own, given once each. */
export const NOTICES = `
CREATE TABLE notices (
  id TEXT PRIMARY KEY, listed TEXT NOT NULL, full TEXT, ends INTEGER NOT NULL, first_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL, revision INTEGER NOT NULL, seen_at INTEGER, full_at INTEGER, version INTEGER NOT NULL
);
CREATE INDEX notices_by_version ON notices (version);
`;

/**
 * Parts of words: sequences of three letters, and only in which texts they are; the texts show whether they stand
 * together. Texts of older versions are indexed later, so that no start is delayed.
 */
export const WORD_PARTS = `
CREATE VIRTUAL TABLE document_parts USING fts5 (
  text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram remove_diacritics 1'
);
CREATE TABLE parts_todo (doc INTEGER PRIMARY KEY);
INSERT INTO parts_todo SELECT doc FROM documents;
`;

/**
 * Orders that are no tickets stand behind the tickets of their sort. SQLite adds no stored column to a table that is
 * there; an index holds this one's values.
 */
export const OTHER_ORDERS = `
DROP INDEX by_attention;
DROP INDEX open_by_attention;
ALTER TABLE tickets DROP COLUMN attention;
ALTER TABLE tickets ADD COLUMN attention INTEGER GENERATED ALWAYS AS (CASE
  WHEN kind IN ('SMART_HANDS', 'WORK_VISIT', 'SHIPMENT', 'CROSS_CONNECT', 'ORDER') THEN CASE WHEN final = 0 THEN 3 ELSE 5 END
  WHEN turn = 0 THEN 0 WHEN unread > 0 THEN 1 WHEN final = 0 THEN 2 ELSE 4 END) VIRTUAL;
CREATE INDEX by_attention ON tickets (attention, newest, id, status, final, unread, mine, draft, created);
CREATE INDEX open_by_attention ON tickets (attention, newest, id, status, unread, mine, draft, created) WHERE final = 0;
CREATE INDEX only_orders ON tickets (id) WHERE kind IN ('SMART_HANDS', 'WORK_VISIT', 'SHIPMENT', 'CROSS_CONNECT', 'ORDER');
`;

/**
 * What orders ask their customer, and until when: of what waits for the customer, that which runs out comes first. The
 * column holds the greatest number where nothing runs out.
 */
export const NEGOTIATIONS = `
CREATE TABLE negotiations (
  key INTEGER PRIMARY KEY, list TEXT NOT NULL, read_at INTEGER NOT NULL, next_at INTEGER NOT NULL,
  newest INTEGER NOT NULL, told_for INTEGER
);
ALTER TABLE tickets ADD COLUMN deadline INTEGER NOT NULL DEFAULT 9007199254740991;
DROP INDEX by_attention;
DROP INDEX open_by_attention;
CREATE INDEX by_attention ON tickets (attention, deadline, newest, id, status, final, unread, mine, draft, created);
CREATE INDEX open_by_attention ON tickets (attention, deadline, newest, id, status, unread, mine, draft, created)
  WHERE final = 0;
`;

/** To count open tickets by status and age: as narrow as it can be, for counting walks over all of them. */
export const OPEN_COUNTS = `
CREATE INDEX open_by_status ON tickets (status, created) WHERE final = 0;
`;
