import type {OutboxKind} from '../domain/records.ts';

/** What a person calls it. */
export const NAMES: Readonly<Record<OutboxKind, string>> = {
  note: 'note',
  reply: 'reply',
  answer: 'answer',
  cancel: 'cancellation',
  create: 'new ticket',
};

/** Where a text that was not sent is, and how it goes on. */
export function keptMessage(kind: OutboxKind, ticketId: string): string {
  const command = {
    note: `note ${ticketId}`,
    reply: `note ${ticketId} --reply`,
    answer: `answer ${ticketId}`,
    cancel: `cancel ${ticketId}`,
    create: 'create',
  }[kind];
  const whose = ticketId === '' ? '' : ` of ${ticketId}`;
  return [
    `The ${NAMES[kind]} was not sent; its text is kept as the draft${whose}.`,
    `"casedeck ${command} --draft" takes it up again, and so does the console.\n`,
  ].join('\n');
}
