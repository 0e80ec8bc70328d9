import {wantsAnswer} from '../../domain/ticket/permissions.ts';
import {isFinal, statusLabel, type Ticket} from '../../domain/ticket.ts';
import type {EditedDraft} from '../../hooks/useDraft.ts';
import {lengthOf, type TextBuffer} from '../../text/edit/text-buffer.ts';
import {formatTime} from '../../text/time/dates.ts';
import type {Zone} from '../../text/time/zones.ts';

/** What is being written and to which ticket; that it has come to its end meanwhile. */
export function composerTitle(
  kind: 'note' | 'reply',
  ticketId: string,
  ticket: Pick<Ticket, 'status' | 'respond' | 'lines'>,
): string {
  const {status} = ticket;
  const end = isFinal(status) ? ` (${statusLabel(status)})` : '';
  const unasked = wantsAnswer(ticket) ? '' : ' (nobody waits for one)';
  return kind === 'reply' ? `Answer to ${ticketId}${end}${unasked}` : `Note to ${ticketId}${end}`;
}

/** `123 of 4000`, or how many too many; and how many are not shown. */
export function countText(buffer: TextBuffer, limit: number): string {
  const length = lengthOf(buffer);
  const more = buffer.rest.length;
  if (more > 0) return `${length} of ${limit}, ${more} more in the draft`;
  return length <= limit ? `${length} of ${limit}` : `${length} of ${limit}: ${length - limit} too many`;
}

/** That the draft holds more than is edited here; `what` can be done about it. */
export function restText({rest}: Pick<TextBuffer, 'rest'>, what: string): string | undefined {
  return rest === '' ? undefined : `${rest.length} characters more are kept in the draft: ${what}.`;
}

/** When the draft was saved last, to go behind the count; or that it is not. */
export function savedText(
  {savedAt, unsaved}: Pick<EditedDraft, 'savedAt' | 'unsaved'>,
  zone: Zone = 'local',
): string {
  const at = savedAt.get();
  if (unsaved.get() !== undefined) return ' · NOT SAVED, trying again';
  return at === undefined ? '' : ` · draft saved ${formatTime(at, zone, at)}`;
}
