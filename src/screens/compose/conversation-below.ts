import type {StoredTicket} from '../../domain/records.ts';
import {statusLabel} from '../../domain/ticket.ts';
import type {TimeText} from '../ticket/times.ts';

/** Where the text for the editor ends, as git has it. */
const SCISSORS = '# ------------------------ >8 ------------------------';
const LEFT_OUT = '# Nothing of the lines below that begin with # goes into the text.';
/** Older parts are on screen before; nobody reads more in an editor. */
const MOST_LINES = 400;
/**
 * Words that make vi, vim and Emacs read a line as settings; another person's text must not give settings to the
 * editor.
 */
const MODELINE = /\b(vim?|ex)(?=[<=>]?\d*:)|\b(Local)(?= Variables:)/gi;

export function withoutModelines(row: string): string {
  return row.replaceAll(MODELINE, '$1$2 ');
}

/** The conversation as lines of `#`, the newest note first, to stand below the text in an editor. */
export function conversationBelow({ticket, row}: StoredTicket, time: TimeText): string {
  const about = `${ticket.id}  ${statusLabel(ticket.status)}  ${ticket.ibx.join(', ')}  ${row.summary}`;
  const notes = (ticket.notes ?? [])
    .toReversed()
    .flatMap((note) => [
      `${note.author ?? 'Equinix'}, ${time(note.createdDateTime)}:`,
      ...note.text.split('\n').map((line) => `  ${line}`),
      '',
    ]);
  const opened = ticket.description?.split('\n').map((line) => `  ${line}`) ?? [];
  const rows = [about, '', ...notes, `Opened ${time(ticket.createdDateTime)}:`, ...opened];
  const shown = rows.slice(0, MOST_LINES).map((line) => `# ${withoutModelines(line)}`.trimEnd());
  return [SCISSORS, LEFT_OUT, ...shown].join('\n');
}

/**
 * The text from the editor without the conversation below it. Only lines that were put there are removed: the user's
 * own lines stay, also those that start with `#` or were written between the lines of the conversation.
 */
export function withoutConversation(edited: string, below: string): string {
  const lines = edited.split('\n');
  const at = lines.indexOf(SCISSORS);
  const put = new Set(below.split('\n'));
  const isOwn = (line: string) => line.trim() !== '' && !put.has(line.trimEnd());
  if (at === -1)
    return lines
      .filter((line) => line.trim() === '' || isOwn(line))
      .join('\n')
      .trimEnd();
  const above = lines.slice(0, at).join('\n').trimEnd();
  const between = lines.slice(at).filter(isOwn);
  return [above, ...between].join('\n').replace(/^\n+(?=\S)/, '');
}
