import type {NearNote} from '../../sync/contracts.ts';
import {formatStamp, parseIso} from '../../text/time/dates.ts';

/** The note that resembles what was sent, as it stands on the ticket. */
export function nearText({note}: NearNote): string {
  const at = parseIso(note.createdDateTime ?? '');
  const when = at === undefined ? '' : ` at ${formatStamp(at, 'local')}`;
  const by = note.author === undefined ? '' : ` by ${note.author}`;
  const text = note.text.split('\n').map((row) => `  ${row}`);
  return [`A new note${when}${by} resembles yours:`, ...text].join('\n');
}
