import {numbersOf, type Ticket, type TicketEmail} from '../../domain/ticket.ts';
import type {Database} from '../database/database.ts';
import {parseEmail, parseTicket} from './ticket-json.ts';
import type {ReadBody} from '../../domain/records.ts';
import {toSafeText} from '../../text/safe/to-safe-text.ts';
import {awaitParts, removeParts} from '../search/word-parts.ts';
import {noteKey} from '../../domain/ticket/unseen-items.ts';

type Place = 'ticket' | 'note' | 'email' | 'remark';
type Document = {readonly place: Place; readonly item: string; readonly text: string};
type StoredDocument = {doc: number; place: Place; item: string; text: string};

/** Letters of scripts written without spaces: each is a word of its own, so that any part of a text is found. */
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;

/** A text as the index takes it, and as queries must be written for it. */
export function indexText(text: string): string {
  return text.replace(SPACELESS, ' $& ');
}

/** Brings the search index up to date with a ticket; texts that did not change cost no writing. */
export function syncDocuments(db: Database, key: number, ticket: Ticket, isNew: boolean): void {
  const rows = isNew ? [] : documentsOf(db, key).filter(({place}) => place !== 'remark');
  const stored = new Map(rows.map((row) => [`${row.place} ${row.item}`, row]));
  for (const document of documentsIn(ticket)) {
    const name = `${document.place} ${document.item}`;
    const old = stored.get(name);
    stored.delete(name);
    // The body of an e-mail is read on its own; its entry in the ticket must not replace it.
    if (old !== undefined && (document.place === 'email' || old.text === document.text)) continue;
    if (old === undefined) addDocument(db, key, document);
    else replaceDocument(db, old.doc, document.text);
  }
  for (const gone of stored.values()) removeDocument(db, gone.doc);
}

function documentsIn(ticket: Ticket): readonly Document[] {
  return joined([
    {place: 'ticket', item: '', text: ticketText(ticket)},
    ...(ticket.notes ?? []).map((note): Document => ({place: 'note', item: noteKey(note), text: note.text})),
    ...(ticket.emails ?? []).map((email): Document => ({
      place: 'email',
      item: `email:${email.id}`,
      text: emailHead(email),
    })),
  ]);
}

/** Nothing keeps the service from giving two notes one id, or the same note twice without any: they share a document. */
function joined(documents: readonly Document[]): readonly Document[] {
  const groups = Map.groupBy(documents, ({place, item}) => `${place} ${item}`);
  return [...groups.values()].map((group) => {
    const [first = {place: 'ticket', item: '', text: ''}, ...others] = group;
    if (others.length === 0) return first;
    return {...first, text: [...new Set(group.map(({text}) => text))].join('\n')};
  });
}

function ticketText(ticket: Ticket): string {
  const lines = [
    [...numbersOf(ticket), ticket.customerReferenceId, ...(ticket.purchaseOrders ?? [])],
    ticket.ibx,
    [ticket.category, ticket.subCategory],
    [ticket.primaryId, ticket.secondaryId],
    [ticket.accountName, ticket.accountNumber],
    ...(ticket.lines ?? []).map((line) => [line.lineId, line.cage, line.productName]),
    [ticket.description],
  ];
  const texts = lines.map((line) => line.filter((word) => word !== undefined && word !== '').join(' '));
  return [...new Set(texts)].filter((text) => text !== '').join('\n');
}

function emailHead(email: TicketEmail): string {
  const people = [email.authorName, email.from, ...email.to].filter((name) => name !== undefined);
  return `${email.subject ?? ''}\n${people.join(' ')}`.trim();
}

/** Indexes the body of an e-mail that was read. */
export function putEmailDocument(
  db: Database,
  key: number,
  emailId: string,
  {email, words}: Omit<ReadBody, 'text'>,
): void {
  const people = [email.from, ...email.to, ...email.cc].filter((name) => name !== undefined);
  const text = [email.subject ?? '', people.join(' '), words].join('\n').trim();
  putDocument(db, key, {place: 'email', item: `email:${emailId}`, text});
}

function putDocument(db: Database, key: number, document: Document): void {
  const sql = 'SELECT doc FROM documents WHERE key = ? AND place = ? AND item = ?';
  const old = db.get<{doc: number}>(sql, key, document.place, document.item);
  if (old === undefined) addDocument(db, key, document);
  else replaceDocument(db, old.doc, document.text);
}

/** Indexes a private note. */
export function putRemarkDocument(db: Database, key: number, id: string, text: string): void {
  removeRemarkDocument(db, id);
  addDocument(db, key, {place: 'remark', item: `remark:${id}`, text});
}

export function removeRemarkDocument(db: Database, id: string): void {
  const sql = "SELECT doc FROM documents WHERE place = 'remark' AND item = ?";
  const old = db.get<{doc: number}>(sql, `remark:${id}`);
  if (old !== undefined) removeDocument(db, old.doc);
}

function documentsOf(db: Database, key: number): readonly StoredDocument[] {
  return db.all<StoredDocument>('SELECT doc, place, item, text FROM documents WHERE key = ?', key);
}

function addDocument(db: Database, key: number, {place, item, text}: Document): void {
  const {rowId} = db.run(
    'INSERT INTO documents (key, place, item, text) VALUES (?, ?, ?, ?)',
    key,
    place,
    item,
    text,
  );
  db.beforeCommit(() => addWords(db, rowId, text));
}

function replaceDocument(db: Database, doc: number, text: string): void {
  db.run('UPDATE documents SET text = ? WHERE doc = ?', text, doc);
  db.beforeCommit(() => {
    removeText(db, doc);
    addWords(db, doc, text);
  });
}

function removeDocument(db: Database, doc: number): void {
  db.run('DELETE FROM documents WHERE doc = ?', doc);
  db.beforeCommit(() => removeText(db, doc));
}

function addWords(db: Database, doc: number, text: string): void {
  db.run('INSERT INTO document_words (rowid, text) VALUES (?, ?)', doc, indexText(text));
  awaitParts(db, doc);
}

function removeText(db: Database, doc: number): void {
  db.run('DELETE FROM document_words WHERE rowid = ?', doc);
  removeParts(db, doc);
}

export function removeDocuments(db: Database, key: number): void {
  for (const row of documentsOf(db, key)) removeDocument(db, row.doc);
}

/** Fills the index from what is stored; for databases older than the index. */
export function indexAll(db: Database): void {
  for (const {key} of db.all<{key: number}>('SELECT key FROM details')) {
    const json = db.get<{ticket: string}>('SELECT ticket FROM details WHERE key = ?', key)?.ticket;
    const ticket = json === undefined ? undefined : parseTicket(json);
    if (ticket !== undefined) syncDocuments(db, key, ticket, true);
    const rows = db.all<{id: string; email: string}>('SELECT id, email FROM emails WHERE key = ?', key);
    for (const row of rows) {
      const email = parseEmail(row.email);
      if (email === undefined) continue;
      // The parser of mails is not loaded here: their tags are found, too.
      putEmailDocument(db, key, row.id, {email, words: toSafeText(email.html)});
    }
  }
}

/** What {@link giveEmailDocuments} gives to another ticket. */
export function takeEmailDocuments(db: Database, key: number): readonly Document[] {
  const sql = `SELECT d.place, d.item, d.text FROM documents AS d JOIN emails AS e ON d.item = 'email:' || e.id
    WHERE d.key = ? AND d.place = 'email'`;
  return db.all<Document>(sql, key);
}

/** The bodies of e-mails that were read, for the ticket that they belong to now. */
export function giveEmailDocuments(db: Database, key: number, documents: readonly Document[]): void {
  for (const document of documents) putDocument(db, key, document);
}
