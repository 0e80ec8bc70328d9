import {isOrderKind, type OrderKind} from './orders/other-orders.ts';
import {isOurNote, statusLabel, type TicketNote} from './ticket.ts';
import {remarkJson, type RemarkJson} from './ticket/ticket-as-json.ts';
import {negotiationJson, type NegotiationFacts} from './orders/negotiation-as-json.ts';
import {leftText, type TextPlace} from './orders/negotiation-text.ts';
import {noticeFacts, type NoticeFacts} from './notices/notice-as-json.ts';
import {noticeLine} from './notices/notice-text.ts';
import type {Millis, StoredTicket, Turn} from './records.ts';
import {ageLong, duration, formatStamp, millisOf, parseIso} from '../text/time/dates.ts';
import type {Zone} from '../text/time/zones.ts';
import {beginSentence} from '../text/sentence.ts';

/** What the next shift has to know of one ticket; also what `handover --format json` prints. */
export type HandoverEntry = {
  readonly id: string;
  /** Of an order that is no ticket: of which kind. */
  readonly order?: OrderKind;
  readonly status?: string;
  readonly ibx: readonly string[];
  /** Category and sub-category. */
  readonly what?: string;
  readonly summary: string;
  readonly customerReferenceId?: string;
  readonly createdDateTime?: string;
  readonly updatedDateTime?: string;
  readonly turn: Turn;
  readonly turnSince?: string;
  /** What its order asks, until when. */
  readonly negotiations?: readonly NegotiationFacts[];
  /** New since this person last looked. */
  readonly unread: number;
  /** Written here and not yet sent. */
  readonly unsent: number;
  readonly lastNote?: {
    readonly by: 'us' | 'them';
    readonly author?: string;
    readonly createdDateTime?: string;
    readonly text: string;
  };
  /** Private notes of ours, oldest first. */
  readonly remarks?: readonly RemarkJson[];
  /** What the service tells of its sites while it lives. */
  readonly notices?: readonly NoticeFacts[];
  readonly snoozedUntil?: string;
  /** The next step as the engineer typed it. */
  readonly next?: string;
  readonly fetchedAt?: string;
};

export type HandoverHead = {readonly now: Millis; readonly zone: Zone; readonly account: string};

/** The facts of one ticket, without anything unknown. */
export function handoverEntry(stored: StoredTicket, next: string | undefined): HandoverEntry {
  const {ticket, row} = stored;
  const what = [ticket.category, ticket.subCategory].filter((part) => part !== undefined).join(' / ');
  const note = lastNote(ticket.notes ?? []);
  return {
    id: row.id,
    ...known('order', isOrderKind(row.kind) ? row.kind : undefined),
    ibx: row.ibx,
    summary: row.summary,
    turn: row.turn,
    unread: row.unread,
    unsent: row.pending + (row.hasDraft ? 1 : 0),
    ...known('status', row.status),
    ...known('what', what === '' ? undefined : what),
    ...known('customerReferenceId', row.customerReferenceId),
    ...known('createdDateTime', ticket.createdDateTime),
    ...known('updatedDateTime', ticket.updatedDateTime),
    ...known('turnSince', isoOf(row.turnSince)),
    ...known('negotiations', stored.negotiations?.list.map(negotiationJson)),
    ...known('lastNote', note === undefined ? undefined : noteFacts(note)),
    ...known('remarks', stored.remarks.length === 0 ? undefined : stored.remarks.map(remarkJson)),
    ...known('notices', stored.notices.length === 0 ? undefined : stored.notices.map(noticeFacts)),
    ...known('snoozedUntil', isoOf(stored.snooze?.until)),
    ...known('next', next),
    ...known('fetchedAt', isoOf(row.fetchedAt)),
  };
}

function known<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): {readonly [N in Name]?: Value} {
  // An absent field means unknown. TypeScript cannot see that the computed name is this field.
  return value === undefined ? {} : ({[name]: value} as {readonly [N in Name]: Value});
}

function lastNote(notes: readonly TicketNote[]): TicketNote | undefined {
  const time = (note: TicketNote) =>
    note.createdDateTime === undefined ? 0 : (parseIso(note.createdDateTime) ?? 0);
  return notes.reduce<TicketNote | undefined>(
    (last, note) => (last === undefined || time(note) >= time(last) ? note : last),
    undefined,
  );
}

function noteFacts(note: TicketNote): NonNullable<HandoverEntry['lastNote']> {
  return {
    by: isOurNote(note) ? 'us' : 'them',
    text: note.text,
    ...known('author', note.author),
    ...known('createdDateTime', note.createdDateTime),
  };
}

function isoOf(at: Millis | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

export type HandoverFormat = 'md' | 'text';

/** The hand-over in pieces: a heading, then one piece for each ticket. */
export function handoverParts(
  format: HandoverFormat,
  entries: readonly HandoverEntry[],
  head: HandoverHead,
): readonly string[] {
  const orders = entries.filter(({order}) => order !== undefined).length;
  const heading = handoverHeading(format, {tickets: entries.length - orders, orders}, head);
  return [heading, ...entries.map((entry) => handoverPart(format, entry, head))];
}

/** How many tickets are handed over, and how many other orders; the orders come after the tickets. */
export type HandoverCounts = {readonly tickets: number; readonly orders: number};

/** Above all of them. */
export function handoverHeading(format: HandoverFormat, counts: HandoverCounts, head: HandoverHead): string {
  const words = headText(counts, head);
  return format === 'text' ? `Hand-over, ${words}` : `# Hand-over, ${escapeMarkdown(words)}`;
}

/** One ticket: plain text for a mail or a chat, or Markdown in which text of the service is never markup. */
export function handoverPart(format: HandoverFormat, entry: HandoverEntry, head: HandoverHead): string {
  return format === 'text' ? textPart(entry, head) : markdownPart(entry, head);
}

/** The pieces as one text. */
export function joinParts(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function textPart(entry: HandoverEntry, head: HandoverHead): string {
  return [
    titleOf(entry, '  '),
    ...factsOf(entry, head).map((fact) => `  ${fact}`),
    ...quoteOf(entry, head).map((row, index) => (index === 0 ? `  ${row}` : `    ${row}`)),
    ...remarkRows(entry, head).map((row) => `  ${row}`),
    `  Next: ${entry.next ?? 'not said'}`,
  ].join('\n');
}

function markdownPart(entry: HandoverEntry, head: HandoverHead): string {
  const [said, ...rows] = quoteOf(entry, head);
  return [
    `## ${escapeMarkdown(titleOf(entry, ' · '))}`,
    '',
    ...factsOf(entry, head).map((fact) => `- ${escapeMarkdown(fact)}`),
    ...(said === undefined
      ? []
      : [`- ${escapeMarkdown(said)}`, ...rows.map((row) => `  > ${escapeMarkdown(row)}`.trimEnd())]),
    ...remarkRows(entry, head).map((row) => `- ${escapeMarkdown(row)}`),
    `- **Next:** ${entry.next === undefined ? 'not said' : escapeMarkdown(entry.next.replaceAll('\n', ' '))}`,
  ].join('\n');
}

/** Private notes of ours, each in one row. */
function remarkRows({remarks = []}: HandoverEntry, {zone}: HandoverHead): readonly string[] {
  return remarks.map(({by, createdDateTime, text}) => {
    const at = formatStamp(parseIso(createdDateTime) ?? 0, zone);
    return `Private note, ${by}, ${at}: ${text.replaceAll(/\s+/g, ' ').trim()}`;
  });
}

function headText({tickets, orders}: HandoverCounts, {now, zone, account}: HandoverHead): string {
  const more = orders === 0 ? '' : ` and ${orders} other order${orders === 1 ? '' : 's'}`;
  return `${formatStamp(now, zone)}: ${tickets} ticket${tickets === 1 ? '' : 's'}${more}, ${account}`;
}

function titleOf({id, status, ibx}: HandoverEntry, separator: string): string {
  return [id, statusLabel(status), ibx.join(', ')].filter((part) => part !== '').join(separator);
}

const TURN_WORDS: Readonly<Record<Turn, string>> = {us: 'ours', them: 'theirs', nobody: "nobody's"};

function factsOf(entry: HandoverEntry, {now, zone}: HandoverHead): readonly string[] {
  const age = (iso: string | undefined) => {
    const at = iso === undefined ? undefined : parseIso(iso);
    return at === undefined ? undefined : ageLong(now - at);
  };
  const since =
    entry.turnSince === undefined ? undefined : duration(now - (parseIso(entry.turnSince) ?? now));
  const ages = [
    textWith('opened', age(entry.createdDateTime)),
    textWith('updated', age(entry.updatedDateTime)),
  ];
  return [
    entry.what,
    entry.summary === entry.what ? undefined : entry.summary,
    textWith('Reference:', entry.customerReferenceId),
    // Nothing can be answered in an order.
    entry.order === undefined
      ? `Turn: ${TURN_WORDS[entry.turn]}${since === undefined ? '' : `, for ${since}`}`
      : 'An order and no ticket: it is only read here.',
    ...(entry.negotiations ?? []).map((asked) => askedText(asked, {zone, now})),
    ...(entry.notices ?? []).map((notice) =>
      noticeLine({notice, firstAt: millisOf(notice.start) ?? now}, {zone, now}),
    ),
    beginSentence(ages.filter((words) => words !== undefined).join(', ')),
    entry.unread > 0 ? `New since last looked at: ${entry.unread}` : undefined,
    entry.unsent > 0 ? `Written here and not sent: ${entry.unsent}` : undefined,
  ].flatMap((fact) => (fact === undefined || fact === '' ? [] : fact.replaceAll('\n', ' ')));
}

function askedText({respondBy, question}: NegotiationFacts, {zone, now}: TextPlace): string {
  const at = millisOf(respondBy);
  const until =
    at === undefined ? '' : ` by ${formatStamp(at, zone)} (${leftText(at, now)}), else Equinix may cancel it`;
  return `To be answered${until}: ${question}`;
}

function textWith(name: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${name} ${value}`;
}

const QUOTE_ROWS = 12;
const QUOTE_LENGTH = 1500;

/** Who wrote last and when, then the first rows of the text. */
function quoteOf({lastNote: note}: HandoverEntry, {zone}: HandoverHead): readonly string[] {
  if (note === undefined) return ['No notes known.'];
  const at = note.createdDateTime === undefined ? undefined : parseIso(note.createdDateTime);
  const who = note.author ?? (note.by === 'us' ? 'us' : 'Equinix');
  const when = at === undefined ? '' : `, ${formatStamp(at, zone)}`;
  const cut =
    note.text.length > QUOTE_LENGTH
      ? `${note.text.slice(0, QUOTE_LENGTH).replace(/[\ud800-\udbff]$/, '')}…`
      : note.text;
  const rows = cut.trim().split('\n');
  const shown = rows.length > QUOTE_ROWS ? [...rows.slice(0, QUOTE_ROWS), '…'] : rows;
  return [`Last note, ${who}${when}:`, ...shown];
}

/** The text of one line with everything escaped that CommonMark could read as markup; deep indents would be code. */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>#|~!&]/g, String.raw`\$&`)
    .replace(/^(\s*)([-+=])/, String.raw`$1\$2`)
    .replace(/^(\s*\d+)([.)])/, String.raw`$1\$2`)
    .replace(/^\s{4,}/, '   ');
}
