import {statusLabel} from '../../domain/ticket.ts';
import {line, span, type Line} from '../../components/lines.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {ageLong} from '../../text/time/dates.ts';
import {theme} from '../../terminal/theme.ts';

/** What was new when the ticket was opened; it stays said until the ticket is left. */
export type News = {readonly keys: ReadonlySet<string>; readonly lookedAt: number | undefined};

const KINDS: readonly (readonly [prefix: string, one: string, many: string])[] = [
  ['note:', 'note', 'notes'],
  ['email:', 'e-mail', 'e-mails'],
  ['file:', 'file', 'files'],
];

/** What happened since this person last looked; nothing where nothing did. */
export function newsLine(stored: StoredTicket, {keys, lookedAt}: News, now: number): readonly Line[] {
  const parts = KINDS.flatMap(([prefix, one, many]) => {
    const count = [...keys].filter((key) => key.startsWith(prefix)).length;
    return count === 0 ? [] : [`${count} new ${count === 1 ? one : many}`];
  });
  const status = [...keys].some((key) => key.startsWith('status:'));
  const all = status ? [...parts, `now ${statusLabel(stored.ticket.status)}`] : parts;
  if (all.length === 0) return [];
  const since =
    lookedAt === undefined ? 'Not looked at yet' : `Since you last looked, ${ageLong(now - lookedAt)}`;
  return [line(span(`${theme.glyphs.unread} ${since}: `, 'unread'), all.join(', '))];
}
