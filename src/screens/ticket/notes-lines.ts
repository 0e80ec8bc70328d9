import type {Ticket, TicketNote} from '../../domain/ticket.ts';
import {line, span, spread, type Line} from '../../components/lines.ts';
import type {OutboxItem, Remark} from '../../domain/records.ts';
import {isLookedFor} from '../../domain/outbox-before.ts';
import {attachmentsOf, contentOf} from '../../domain/draft-content.ts';
import {writtenText} from '../../domain/orders/negotiation-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {noteKey} from '../../domain/ticket/unseen-items.ts';
import {wrap} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import type {DetailItem} from '../../state/detail-state.ts';
import type {LineContext} from './ticket-context.ts';
import {isOurs} from './ticket-labels.ts';

/** Lines with the places of the items in them, so that the screen can jump to one and tell which are visible. */
export type ItemLines = {
  readonly lines: readonly Line[];
  readonly items: readonly DetailItem[];
};

/** The ticket as a conversation: its description, the notes, newest last, and what was written here and is on its way. */
export function notesLines(
  ticket: Ticket,
  {outbox, remarks}: {readonly outbox: readonly OutboxItem[]; readonly remarks: readonly Remark[]},
  context: LineContext,
): ItemLines {
  const lines: Line[] = [...descriptionLines(ticket, context)];
  const items: {key: string; start: number; end: number}[] = [];
  for (const note of ticket.notes ?? []) {
    const key = noteKey(note);
    const start = lines.length;
    lines.push(...noteLines(note, context));
    items.push({key, start, end: lines.length});
    lines.push(line());
  }
  for (const item of outbox) lines.push(...pendingLines(item, context));
  for (const remark of remarks) lines.push(...remarkLines(remark, context), line());
  if (items.length + outbox.length + remarks.length === 0) lines.push(line(span(noNotesText(ticket), 'dim')));
  return {lines, items};
}

/** A private note of ours, marked as such. */
export function remarkLines({by, createdAt, text}: Remark, {width, time}: LineContext): readonly Line[] {
  const when = {text: `  ${time(new Date(createdAt).toISOString())}`, style: 'dim'} as const;
  return [
    spread([span(by, 'ours'), when], [span('private note', 'warning')], width),
    ...bodyLines(text, width),
  ];
}

/** A note: who, when, what, and the files that came with it. */
export function noteLines(note: TicketNote, context: LineContext): readonly Line[] {
  const role = note.id !== undefined && context.isAnswer(note.id) ? ' (reply)' : '';
  const who = isOurs(note)
    ? span(`${context.nameOf(noteKey(note)) ?? note.author ?? 'You'}${role}`, 'ours')
    : span(note.author ?? 'Equinix', 'theirs');
  const isNew = context.isNew(noteKey(note)) ? [span(`${theme.glyphs.unread} new`, 'unread')] : [];
  return [
    spread([who, {text: `  ${context.time(note.createdDateTime)}`, style: 'dim'}], isNew, context.width),
    ...bodyLines(note.text, context.width),
    ...(note.attachments ?? []).map((file) => line(span(`  with ${file.name ?? file.id}`, 'dim'))),
  ];
}

/** What the ticket began with. */
export function descriptionLines(ticket: Ticket, context: LineContext): readonly Line[] {
  if (ticket.description === undefined) return [];
  const opened = `  opened ${context.time(ticket.createdDateTime)}`;
  return [
    line(span('Description', 'strong'), span(opened, 'dim')),
    ...bodyLines(ticket.description, context.width),
    line(),
  ];
}

/** Order history knows no notes: before the ticket itself is read, nobody can say that there are none. */
export function noNotesText(ticket: Ticket): string {
  return ticket.notes === undefined ? 'Not read yet.' : 'No notes yet.';
}

/** A text below its head. */
export function bodyLines(text: string, width: number): readonly Line[] {
  return wrap(text, Math.max(1, width - 2)).map((row) => line(`  ${row}`));
}

const PENDING_WORDS: Readonly<Record<OutboxItem['state'], string>> = {
  queued: 'waiting to be sent',
  held: 'held back',
  sending: 'sending…',
  sent: 'sent',
  failed: 'not sent',
  unknown: 'sent, answer lost: checking',
  withdrawn: 'withdrawn',
};

const PENDING_TITLES: Readonly<Record<OutboxItem['kind'], string>> = {
  note: 'You',
  reply: 'You (reply)',
  answer: 'Answer',
  cancel: 'Cancellation',
  create: 'New ticket',
};

/** Something that was written here and is on its way. */
export function pendingLines(item: OutboxItem, {width, outboxKeys, undoKey}: LineContext): readonly Line[] {
  const isTrouble = item.state === 'failed' || item.state === 'unknown';
  const isAbsent = isLookedFor(item);
  const undo = undoKey(item);
  const waiting =
    undo === undefined ? PENDING_WORDS[item.state] : `goes out in a moment, ${undo} takes it back`;
  const words = isAbsent ? 'answer lost, not found' : waiting;
  const state = span(`${theme.glyphs.sending} ${words}`, isTrouble ? 'danger' : 'warning');
  const files = sentFiles(item);
  const hasKeys = isAbsent || item.state === 'failed' || item.state === 'held';
  const reason = item.error === undefined ? [] : wrap(item.error, Math.max(1, width - 2));
  return [
    spread([span(titleOf(item), 'ours')], [state], width),
    ...bodyLines(item.text, width),
    ...files.map((name) => line(span(`  with ${name}`, 'dim'))),
    ...reason.map((row) => line(span(`  ${row}`, 'danger'))),
    ...(hasKeys ? [line(span(`  ${outboxKeys}`, 'dim'))] : []),
    line(),
  ];
}

/** Of an answer also which one it is. */
function titleOf({kind, extra}: OutboxItem): string {
  const which = writtenText(kind, contentOf('', extra));
  return which === '' ? PENDING_TITLES[kind] : `${PENDING_TITLES[kind]}: ${which}`;
}

function sentFiles(item: OutboxItem): readonly string[] {
  return attachmentsOf(item).map(({name}) => toSafeLine(name));
}
