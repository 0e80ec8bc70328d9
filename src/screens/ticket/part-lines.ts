import type {Line} from '../../components/lines.ts';
import type {Ticket} from '../../domain/ticket.ts';
import {section} from './section.ts';

/** The service's own ids of a ticket's notes, e-mails and files, with what the tabs leave out of each. */
export function partLines(
  {notes = [], emails = [], attachments = []}: Ticket,
  width: number,
): readonly Line[] {
  const words = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join('  ');
  const rows = [
    ...notes.map(({id, type, author}) => ['Note', words(id, type, author)] as const),
    ...emails.map(({id, from}) => ['E-mail', words(id, from)] as const),
    ...attachments.map(({id, name, source}) => ['File', words(id, name, source)] as const),
  ].filter(([, value]) => value !== '');
  return rows.length === 0 ? [] : section('Ids', rows, width);
}
