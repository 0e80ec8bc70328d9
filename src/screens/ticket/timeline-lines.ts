import {line, span, spread, type Line} from '../../components/lines.ts';
import {describeError} from '../../errors.ts';
import type {OutboxItem, StoredTicket, TimelineTexts} from '../../domain/records.ts';
import {
  caseNumberOf,
  statusLabel,
  type Ticket,
  type TicketAttachment,
  type TicketEmail,
} from '../../domain/ticket.ts';
import {timeline, type TimelineEntry} from '../../domain/ticket/timeline.ts';
import type {DetailItem} from '../../state/detail-state.ts';
import type {Poller} from '../../sync/contracts.ts';
import type {MailText} from '../../text/html/html-to-text.ts';
import {truncate, wrap} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import {blockLines} from '../email/email-lines.ts';
import {
  bodyLines,
  descriptionLines,
  noNotesText,
  noteLines,
  pendingLines,
  remarkLines,
  type ItemLines,
} from './notes-lines.ts';
import type {LineContext} from './ticket-context.ts';

export type TimelineParts = {
  readonly outbox: readonly OutboxItem[];
  readonly texts: TimelineTexts;
  readonly failures: ReturnType<Poller['mailFailures']>;
};

/** Lines of one entry; behind `end` of them nothing has to be read. */
type Drawn = {readonly lines: readonly Line[]; readonly end?: number; readonly isNameOnly?: boolean};

/** A mail of a newsletter has dozens; the e-mail itself shows them all. */
const MOST_LINKS = 5;

/** Everything in a ticket in one order of time: notes, e-mails with what they say, changes of status, files, and what is on its way. */
export function timelineLines(stored: StoredTicket, parts: TimelineParts, context: LineContext): ItemLines {
  const {ticket, remarks} = stored;
  const {outbox, texts} = parts;
  const lines: Line[] = [...descriptionLines(ticket, context)];
  const items: DetailItem[] = [];
  const entries = timeline(ticket, {remarks, fileTimes: texts.fileTimes});
  for (const [index, entry] of entries.entries()) {
    const drawn = entryLines(entry, stored, parts, context);
    const start = lines.length;
    lines.push(...drawn.lines);
    const end = start + (drawn.end ?? drawn.lines.length);
    items.push({key: entry.key, start, end, isNameOnly: drawn.isNameOnly === true});
    if (entry.kind === 'note') items.push(...filesWithin(entry, {start, end}));
    if (!isOneLine(entry) || !isOneLine(entries[index + 1])) lines.push(line());
  }
  for (const item of outbox) lines.push(...pendingLines(item, context));
  if (entries.length + outbox.length === 0) lines.push(line(span(noNotesText(ticket), 'dim')));
  return {lines, items};
}

/** Files that came with a note are read with it. */
function filesWithin(
  {note}: TimelineEntry & {readonly kind: 'note'},
  place: Pick<DetailItem, 'start' | 'end'>,
): readonly DetailItem[] {
  return (note.attachments ?? []).map(({id}) => ({key: `file:${id}`, ...place}));
}

function isOneLine(entry: TimelineEntry | undefined): boolean {
  return entry?.kind === 'status' || entry?.kind === 'file';
}

// oxlint-disable-next-line max-params -- the entry, and all that stands around it
function entryLines(
  entry: TimelineEntry,
  {ticket}: StoredTicket,
  parts: TimelineParts,
  context: LineContext,
): Drawn {
  switch (entry.kind) {
    case 'note':
      return {lines: noteLines(entry.note, context)};
    case 'email':
      return emailLines(entry.email, ticket, parts, context);
    case 'remark':
      return {lines: remarkLines(entry.remark, context)};
    case 'status':
      return {lines: [oneLine(statusLabel(entry.change.status), entry, context)]};
    case 'file':
      return {lines: [oneLine(fileText(entry.file), entry, context)]};
  }
}

function oneLine(words: string, {key, at}: TimelineEntry, context: LineContext): Line {
  const time = at === undefined ? 'with the ticket, or later' : context.time(new Date(at).toISOString());
  return spread(
    [span(words, 'strong'), {text: `  ${time}`, style: 'dim'}],
    newMark(key, context),
    context.width,
  );
}

function fileText({id, name, source}: TicketAttachment): string {
  return `${source === 'CUSTOMER' ? 'Your file' : 'File'} ${name ?? id}`;
}

function newMark(key: string, {isNew}: LineContext) {
  return isNew(key) ? [span(`${theme.glyphs.unread} new`, 'unread')] : [];
}

// oxlint-disable-next-line max-params -- the e-mail, and all that stands around it
function emailLines(
  email: TicketEmail,
  ticket: Ticket,
  {texts, failures}: TimelineParts,
  context: LineContext,
): Drawn {
  const who = span(email.authorName ?? email.from ?? 'unknown sender', 'theirs');
  const when = span(`  ${context.time(email.createdDateTime)}  e-mail`, 'dim');
  const subject = wrap(email.subject ?? '(no subject)', Math.max(1, context.width - 2));
  const head = [
    spread([who, when], newMark(`email:${email.id}`, context), context.width),
    ...subject.map((row) => line(span(`  ${row}`, 'strong'))),
  ];
  const text = texts.mails.get(email.id);
  if (text !== undefined) return mailLines(head, text, context.width);
  const error = failures.get(email.id)?.error;
  const words = error === undefined ? [waitingText(ticket)] : failedText(error);
  const style = error === undefined ? 'dim' : 'danger';
  const rows = words.flatMap((part) => wrap(part, Math.max(1, context.width - 2)));
  return {lines: [...head, ...rows.map((row) => line(span(`  ${row}`, style)))], isNameOnly: true};
}

function failedText(error: Parameters<typeof describeError>[0]): readonly string[] {
  const {title, hint, reference} = describeError(error);
  return [`Not read: ${title}`, ...[hint, reference].filter((part) => part !== undefined)];
}

/** An e-mail can be had by case number only. */
function waitingText(ticket: Ticket): string {
  return caseNumberOf(ticket) === undefined
    ? 'It cannot be fetched: the ticket has no 8-digit case number.'
    : 'Not read yet.';
}

/** The e-mail's own words; what it quotes below them was sent before. */
function mailLines(head: readonly Line[], {blocks, links}: MailText, width: number): Drawn {
  const inside = Math.max(1, width - 2);
  const last = blocks.findLastIndex(({kind}) => kind === 'text') + 1;
  const draw = (from: number, to?: number) =>
    blocks
      .slice(from, to)
      .flatMap((block) => blockLines(block, inside, false))
      .map(indented);
  const own = [...head, ...draw(0, last)];
  if (blocks.length === 0) own.push(...bodyLines('(no text)', width));
  const shown = links.slice(0, MOST_LINKS).map((url, index) => {
    const text = truncate(`[${index + 1}] ${url}`, inside, theme.glyphs.ellipsis);
    return line('  ', {text, style: 'link', link: url});
  });
  const left = links.length - shown.length;
  const more = left === 0 ? [] : [line(span(`  and ${left} more links`, 'dim'))];
  return {lines: [...own, ...draw(last), ...shown, ...more], end: own.length};
}

function indented({spans}: Line): Line {
  return line('  ', ...spans);
}
