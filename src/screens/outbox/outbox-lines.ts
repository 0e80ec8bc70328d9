import {line, span, type Line} from '../../components/lines.ts';
import {accountIn} from '../../domain/joined-id.ts';
import {contentOf} from '../../domain/draft-content.ts';
import {writtenText} from '../../domain/orders/negotiation-text.ts';
import type {DraftKind, OutboxItem} from '../../domain/records.ts';
import {isLookedFor} from '../../domain/outbox-before.ts';
import {ageShort, formatStamp, parseIso} from '../../text/time/dates.ts';
import type {NearNote} from '../../sync/contracts.ts';
import {padEnd, wrap} from '../../text/width.ts';
import {theme, type StyleName} from '../../terminal/theme.ts';
import {idCell, idWidth} from '../id-cell.ts';
import {entryText, type OutboxEntry} from './outbox-entries.ts';

const KINDS: Readonly<Record<DraftKind, string>> = {
  note: 'note',
  reply: 'reply',
  answer: 'answer',
  cancel: 'cancel',
  create: 'new',
  remark: 'private',
};

const STATES: Readonly<Record<OutboxItem['state'], readonly [string, StyleName]>> = {
  queued: ['waiting', 'normal'],
  held: ['held', 'warning'],
  sending: ['sending', 'normal'],
  sent: ['sent', 'ok'],
  failed: ['not sent', 'danger'],
  unknown: ['unknown', 'danger'],
  withdrawn: ['as draft', 'dim'],
};

/** One row: what has become of it, what it is, which ticket, how old, and how it begins. */
export function entryLine(
  entry: OutboxEntry,
  now: number,
  {width, selected}: {readonly width: number; readonly selected: boolean},
): Line {
  const {ticketId, kind, updatedAt} = entryText(entry);
  const [state, style] = entry.kind === 'draft' ? (['draft', 'warning'] as const) : STATES[entry.item.state];
  const id = idCell(ticketLabel(entry), 1 + idWidth(width, accountIn(ticketId) !== ''));
  const content = entry.kind === 'draft' ? entry.draft : contentOf(entry.item.text, entry.item.extra);
  const begin = writtenText(kind, content) || (kind === 'create' ? '' : '(no text yet)');
  const spans = [
    span(selected ? `${theme.glyphs.pointer} ` : '  ', 'normal'),
    span(padEnd(state, 9), style),
    span(padEnd(KINDS[kind], 8), 'dim'),
    span(`${id} `, 'normal'),
    span(`${ageShort(now - updatedAt).padStart(3)}  `, 'dim'),
    span(begin, 'normal'),
  ];
  return {spans, selected};
}

/** Which ticket the text is for. */
export function ticketLabel(entry: OutboxEntry): string {
  const {ticketId, kind} = entryText(entry);
  if (kind === 'create') return ticketId === '' ? 'new ticket' : `new, ${accountIn(ticketId) || ticketId}`;
  return ticketId === '' ? 'several tickets' : ticketId;
}

const OUTCOMES: Partial<Record<OutboxItem['state'], string>> = {
  queued: 'It goes out as soon as somebody is signed in and the service can be reached.',
  held: 'It is held back: nothing is sent before you say so.',
  sending: 'It is being sent.',
  unknown:
    'It was sent and the answer was lost. casedeck looks for it in the ticket before anything is sent again.',
};

function outcomeText(item: OutboxItem): string | undefined {
  // The error says already that it was looked for.
  return isLookedFor(item) ? 'casedeck looks once more before it goes out again.' : OUTCOMES[item.state];
}

/** What is done when the user asks to send an item again. */
export function againText({before}: OutboxItem): string {
  return before === undefined
    ? 'It goes out again.'
    : 'It is looked for once more, and goes out again if it is not there.';
}

/** Of a pasted log the beginning tells what it is. */
const MOST_SHOWN = 20_000;

/** The text of an entry, and above it what stands in its way. */
export function entryDetail(entry: OutboxEntry, width: number, near?: NearNote): readonly Line[] {
  const {text} = entryText(entry);
  const words = entry.kind === 'item' ? [entry.item.error, outcomeText(entry.item)] : [];
  const tone: StyleName = entry.kind === 'item' && entry.item.error !== undefined ? 'danger' : 'dim';
  const why = words.filter((part) => part !== undefined).join(' ');
  return [
    ...(why === '' ? [] : [...wrap(why, width).map((row) => line(span(row, tone))), line()]),
    ...(near === undefined ? wrapped(text, width) : besides(text, near, width)),
  ];
}

function wrapped(text: string, width: number): readonly Line[] {
  if (text === '') return [];
  const shown = wrap(text.slice(0, MOST_SHOWN), width).map((row) => line(row));
  if (text.length <= MOST_SHOWN) return shown;
  return [...shown, line(span(`${text.length - MOST_SHOWN} characters more are in the draft.`, 'dim'))];
}

/** Narrower than this the two stand below one another. */
const BESIDE_FROM = 60;

/** What was written here and the note that resembles it, beside each other. */
function besides(text: string, {note}: NearNote, width: number): readonly Line[] {
  const at = parseIso(note.createdDateTime ?? '');
  const when = at === undefined ? '' : ` at ${formatStamp(at, 'local')}`;
  const by = note.author === undefined ? '' : ` by ${note.author}`;
  const title = `A note${when}${by} resembles yours:`;
  if (width < BESIDE_FROM)
    return [...wrapped(text, width), line(), ...[title, note.text].flatMap((part) => wrapped(part, width))];
  const half = Math.floor((width - 3) / 2);
  const [ours, theirs] = [wrap(`Yours:\n${text}`, half), wrap(`${title}\n${note.text}`, half)];
  const rows = Math.max(ours.length, theirs.length);
  return Array.from({length: rows}, (_, row) =>
    line(`${padEnd(ours[row] ?? '', half)} ${theme.glyphs.border.vertical} ${theirs[row] ?? ''}`),
  );
}
