import type {DraftKey, OutboxKind} from '../domain/records.ts';

/** What a person calls it. */
export const NAMES: Readonly<Record<OutboxKind, string>> = {
  note: 'note',
  reply: 'reply',
  answer: 'answer',
  cancel: 'cancellation',
  create: 'new ticket',
};

/** `a note`, `an answer`. */
export function oneOf(name: string): string {
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** Behind the name of a text: ` to 11150929`, ` of 11150929`; nothing where it is for no ticket that there is, or for several. */
export function whoseText({kind, ticketId}: DraftKey): string {
  if (ticketId === '') return '';
  return ` ${kind === 'cancel' ? 'of' : kind === 'remark' ? 'on' : 'to'} ${ticketId}`;
}

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
