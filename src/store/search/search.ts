import {boundaryFrom, wholeRange} from '../../text/graphemes.ts';
import {plainNumber} from '../../domain/ticket/ticket-ids.ts';
import {noticeWords} from '../../domain/notices/notice-text.ts';
import type {Database} from '../database/database.ts';
import {readNotices} from '../notices.ts';
import {indexText} from '../tickets/documents.ts';
import {storedText} from '../tickets/ticket-json.ts';
import {partsQuery} from './word-parts.ts';
import type {SearchHit} from '../../domain/records.ts';

type FoundRow = {id: string; place: SearchHit['where']; item: string; text: string};
type HitRow = FoundRow & {doc: number};

/** More is a pasted text: what holds the first of its words is found. */
const MOST_WORDS = 100;

/** Common words match too many texts to read: only the newest of them are ranked. */
const RANKED = 300;

const SEARCH_SQL = `
SELECT t.id, d.place, d.item, d.text, d.doc FROM (
  SELECT rowid AS doc FROM document_words WHERE document_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2
) CROSS JOIN documents AS d USING (doc) CROSS JOIN tickets AS t ON t.key = d.key
ORDER BY d.doc DESC`;

const PARTS_SQL = `
SELECT t.id, d.place, d.item, d.text, d.doc FROM (
  SELECT rowid AS doc FROM document_parts WHERE document_parts MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3
) CROSS JOIN documents AS d USING (doc) CROSS JOIN tickets AS t ON t.key = d.key
ORDER BY d.doc DESC`;

/** So many texts are looked into for parts of words. */
const LOOKED_INTO = 3000;
/** A text with a word only inside other words comes after those with it at the start of a word. */
const INSIDE = 1000;

/**
 * Full-text search over everything known. Every word must occur, as the start of a word or, if few texts have it so,
 * inside one. Best first. If many texts have the exact words, texts with longer words are left out: to find those, all
 * words with the same start would have to be collected first, however many there are.
 */
export function search(db: Database, words: string, limit: number): readonly SearchHit[] {
  const wanted = words
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS)
    .map(plainNumber);
  if (wanted.length === 0) return [];
  const most = Math.max(limit, RANKED);
  const exact = db.all<HitRow>(SEARCH_SQL, queryOf(wanted, ''), most);
  const begun = exact.length >= most ? exact : db.all<HitRow>(SEARCH_SQL, queryOf(wanted, '*'), most);
  const known = new Set(begun.map(({doc}) => doc));
  const inside = begun.length >= most ? [] : withParts(db, wanted, most).filter(({doc}) => !known.has(doc));
  const rows: readonly FoundRow[] = [...noticesWith(db, wanted), ...begun, ...inside];
  const ranks = rankTexts(
    rows.map(({text}) => text),
    wanted,
  );
  // Of equal ones the newer first, as they come.
  const best = rows
    .map((row, at) => ({row, rank: (ranks[at] ?? 0) + (at < rows.length - inside.length ? 0 : INSIDE)}))
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

/** Notices of the sites that hold all words anywhere: they are few, and in no index. */
function noticesWith(db: Database, words: readonly string[]): readonly FoundRow[] {
  const texts = db.remember('words of notices', () =>
    readNotices(db).map(({notice}) => {
      const text = noticeWords(notice);
      return {id: notice.id, text, folded: plain(text)};
    }),
  );
  const folded = words.map(plain);
  return texts
    .filter((one) => folded.every((word) => one.folded.includes(word)))
    .map(({id, text}) => ({id, place: 'notice', item: '', text}));
}

/** The newest texts that hold all words anywhere. */
function withParts(db: Database, words: readonly string[], most: number): readonly HitRow[] {
  const folded = words.map(plain);
  const query = partsQuery(folded);
  if (query === undefined) return [];
  const found: HitRow[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (let looked = 0; looked < LOOKED_INTO && found.length < most; looked += RANKED) {
    const rows = db.all<HitRow>(PARTS_SQL, query, before, RANKED);
    for (const row of rows) {
      const text = plain(row.text);
      if (folded.every((word) => text.includes(word))) found.push(row);
    }
    if (rows.length < RANKED) break;
    before = rows.at(-1)?.doc ?? 0;
  }
  return found;
}

function queryOf(words: readonly string[], end: '' | '*'): string {
  return words.map((word) => `"${indexText(word).replaceAll('"', ' ').trim()}" ${end}`).join(' ');
}

/** BM25's usual constants: how soon repetition stops counting, and how much length does. */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/**
 * A rank for texts that all have the words: lower is better. This is BM25 among these texts only; FTS5's own version
 * counts all matches of each word, which costs more than finding them.
 */
function rankTexts(texts: readonly string[], words: readonly string[]): readonly number[] {
  const wanted = words.map(plain);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const usual = length === 0 ? 1 : length / texts.length;
  return texts.map((text) => {
    const folded = plain(text);
    const fullness = SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * text.length) / usual);
    return wanted.reduce((rank, word) => {
      const count = occurrences(folded, word);
      return rank - count / (count + fullness);
    }, 0);
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** At least one: the index splits words at their punctuation, and so finds what stands here otherwise. */
function occurrences(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) count += 1;
  return Math.max(1, count);
}

const START = '\u{e000}';
const END = '\u{e001}';
const MAX_LENGTH = 200;
const BEFORE_MATCH = 60;

type Range = {readonly start: number; readonly end: number};

/** Of a text, the line in which most of the words occur, with each match between U+E000 and U+E001. */
export function matchingLine(text: string, words: readonly string[]): string {
  const folded = words.flatMap((word) => partsOf(fold(word).text));
  let best: {line: string; ranges: readonly Range[]; words: number} = {line: '', ranges: [], words: -1};
  for (const line of text.split('\n')) {
    const plain = fold(line);
    const found = folded.map((word) => rangesOf(plain, word));
    const count = found.filter((ranges) => ranges.length > 0).length;
    if (count > best.words) best = {line, ranges: found.flat(), words: count};
  }
  return mark(best.line, best.ranges);
}

/** The index splits a word at its punctuation, so the parts may stand on different lines. */
function partsOf(word: string): readonly string[] {
  return word.match(/[\p{L}\p{N}]+(?:[-:._/][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Where each code unit came from; undefined: they stand where they stood. */
type Folded = {readonly text: string; readonly origin: readonly number[] | undefined};

const ASCII = /^[\x00-\x7f]*$/;

/** Lower case without accents. */
function fold(text: string): Folded {
  if (ASCII.test(text)) return {text: text.toLowerCase(), origin: undefined};
  let folded = '';
  const origin: number[] = [];
  let index = 0;
  for (const char of text) {
    const plain = char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    folded += plain;
    for (let i = 0; i < plain.length; i++) origin.push(index);
    index += char.length;
  }
  origin.push(index);
  return {text: folded, origin};
}

function rangesOf({text, origin}: Folded, word: string): readonly Range[] {
  const place = (at: number) => (origin === undefined ? at : (origin[at] ?? origin.at(-1) ?? at));
  const ranges: Range[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    ranges.push({start: place(at), end: place(at + word.length)});
  }
  return ranges;
}

function mark(line: string, ranges: readonly Range[]): string {
  const sorted = ranges
    .map(({start, end}) => wholeRange(line, start, end))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const first = sorted[0]?.start ?? 0;
  const from = line.length <= MAX_LENGTH ? 0 : boundaryFrom(line, first - BEFORE_MATCH);
  const to = boundaryFrom(line, from + MAX_LENGTH);
  let marked = from > 0 ? '…' : '';
  let done = from;
  for (const {start, end} of sorted) {
    if (start < done || end > to) continue;
    marked += `${line.slice(done, start)}${START}${line.slice(start, end)}${END}`;
    done = end;
  }
  return `${marked}${line.slice(done, to)}${to < line.length ? '…' : ''}`.trim();
}
