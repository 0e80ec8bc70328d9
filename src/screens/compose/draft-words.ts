import {isFinal} from '../../domain/ticket.ts';
import type {EditedDraft} from '../../hooks/useDraft.ts';
import {formatTime} from '../../text/time/dates.ts';
import type {Zone} from '../../text/time/zones.ts';
import {statusWords} from '../ticket/words.ts';

/** What is being written and to which ticket; that it has come to its end meanwhile. */
export function composerTitle(kind: 'note' | 'reply', ticketId: string, status: string | undefined): string {
  const end = isFinal(status) ? ` (${statusWords(status)})` : '';
  return `${kind === 'reply' ? 'Reply' : 'Note'} to ${ticketId}${end}`;
}

/** `123 of 4000`, or how many too many. */
export function countWords(length: number, limit: number): string {
  return length <= limit ? `${length} of ${limit}` : `${length} of ${limit}: ${length - limit} too many`;
}

/** When the draft was saved last, to go behind the count; or that it is not. */
export function savedWords(
  {savedAt, unsaved}: Pick<EditedDraft, 'savedAt' | 'unsaved'>,
  zone: Zone = 'local',
): string {
  const at = savedAt.get();
  if (unsaved.get() !== undefined) return ' · NOT SAVED, trying again';
  return at === undefined ? '' : ` · draft saved ${formatTime(at, zone, at)}`;
}
