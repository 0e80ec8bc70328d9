import type {StoredTicket} from '../../src/domain/records.ts';
import {emailsLines, filesLines, historyLines, moreLines} from '../../src/screens/ticket/tab-lines.ts';
import {notesLines} from '../../src/screens/ticket/notes-lines.ts';
import type {LineContext} from '../../src/screens/ticket/ticket-context.ts';

/** Wide enough that no value is cut. */
const CONTEXT: LineContext = {
  width: 100_000,
  now: 0,
  time: (iso) => iso ?? '',
  times: (iso) => [iso],
  sites: [],
  page: '',
  outboxKeys: '',
  undoKey: () => undefined,
  fileKeys: '',
  isAnswer: () => false,
  nameOf: () => undefined,
  isNew: () => false,
};

/** Every row of a ticket's tabs, as the console draws them. */
export function rowsOf({ticket}: StoredTicket): readonly string[] {
  const lines = [
    ...notesLines(ticket, {outbox: [], remarks: []}, CONTEXT).lines,
    ...emailsLines(ticket.emails ?? [], '', CONTEXT).lines,
    ...filesLines(ticket.attachments ?? [], '', CONTEXT).lines,
    ...historyLines(ticket, CONTEXT),
    ...moreLines(ticket, CONTEXT),
  ];
  return lines.map(({spans}) => spans.map(({text}) => text).join(''));
}
