import {expect, test} from 'vitest';
import type {Ticket, TicketNote} from '../../src/domain/ticket.ts';
import {conversationBelow, withoutConversation} from '../../src/screens/compose/conversation-below.ts';
import {quoteLast} from '../../src/screens/compose/quote-last.ts';
import {templateValues} from '../../src/screens/compose/template-values.ts';
import type {StoredTicket} from '../../src/domain/records.ts';
import {fillTemplate} from '../../src/text/fill-template.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';
import {SHIPPED_TEMPLATES} from '../../src/settings/shipped-templates.ts';

const safe = toSafeText;
const note = (type: string, text: string, author?: string): TicketNote => ({
  type: safe(type),
  text: safe(text),
  createdDateTime: safe('2026-11-23T04:34:00.000Z'),
  ...(author === undefined ? {} : {author: safe(author)}),
});

const time = () => '04:34';

test('the last note of theirs is quoted, whatever we wrote after it', () => {
  const notes = [
    note('RESOLUTION_NOTES', 'first'),
    note('RESOLUTION_NOTES', 'Please confirm.\n\nWe hold the technician.', 'Desk'),
    note('CUSTOMER_NOTES', 'ours'),
  ];
  expect(quoteLast({notes}, time)).toBe('Desk, 04:34:\n> Please confirm.\n>\n> We hold the technician.\n\n');
  expect(quoteLast({notes: notes.slice(2)}, time)).toBeUndefined();
  expect(quoteLast(undefined, time)).toBeUndefined();
});

test('a long note is quoted as far as an answer needs it', () => {
  const quote = quoteLast({notes: [note('RESOLUTION_NOTES', 'word '.repeat(600))]}, time) ?? '';
  expect(quote.length).toBeLessThan(1300);
  expect(quote).toContain('[…]');
});

test('a quote gives no settings to the editor', () => {
  const quote = quoteLast(
    {notes: [note('X', 'vim: set modelines=5:\nthe ex: level, vi:noai\nvim>700:x')]},
    time,
  );
  expect(quote).not.toMatch(/\b(?:vim?|ex)[<=>]?\d*:/);
  expect(quote).toContain('the ex : level');
});

test('placeholders stand for what the ticket says, wherever it says it', () => {
  const ticket: Ticket = {
    id: safe('11150929'),
    kind: 'CASE',
    status: 'IN_PROGRESS',
    ibx: [safe('DA3'), safe('SV5')],
    customerReferenceId: safe('OPS-1'),
    accountNumber: safe('182389736'),
    lines: [
      {
        cage: safe('DA3:01:002MC1'),
        purchaseOrder: [],
        additionalInfo: [
          {key: safe('CABINET'), value: safe('DA3:01:002MC1:0310')},
          {key: safe('Asset number'), value: safe('20771183')},
        ],
      },
    ],
  };
  const stored = {ticket, row: {summary: safe('Reseat')}} as unknown as StoredTicket;
  const values = templateValues(stored);
  expect(
    fillTemplate(
      '{id} {status} {ibx} {cage} {cabinet} {asset} {reference} {account} {order} {summary}',
      values,
    ),
  ).toEqual({
    text: '11150929 IN PROGRESS DA3, SV5 DA3:01:002MC1 DA3:01:002MC1:0310 20771183 OPS-1 182389736 {order} Reseat',
    left: ['{order}'],
  });
});

test('no shipped template begs for what every ticket knows', () => {
  const known = new Set(['{id}', '{status}', '{category}']);
  for (const {text} of SHIPPED_TEMPLATES) {
    for (const placeholder of text.match(/\{[a-z_]+\}/g) ?? []) expect(known).not.toContain(placeholder);
  }
});

const conversation = conversationBelow(
  {
    ticket: {
      id: safe('11150929'),
      kind: 'TROUBLE',
      ibx: [safe('DA3')],
      description: safe('Reseat it.\n# not a comment'),
      notes: [
        note('RESOLUTION_NOTES', 'Which slot?\n\nvim: set sh=1:', 'Desk'),
        note('CUSTOMER_NOTES', 'Slot 3.'),
        note('RESOLUTION_NOTES', 'Local Variables:'),
      ],
    },
    row: {summary: safe('Reseat it.')},
  } as unknown as StoredTicket,
  time,
);

test('the editor is given the conversation, the newest note first, and nothing in it that an editor takes for settings', () => {
  const lines = conversation.split('\n');
  expect(lines[0]).toContain('>8');
  expect(lines.every((line) => line.startsWith('#'))).toBe(true);
  expect(lines.indexOf('#   Slot 3.')).toBeLessThan(lines.indexOf('#   Which slot?'));
  expect(conversation).not.toMatch(/vim:|Local Variables/);
});

test.each([
  ['as it was given', 'my text', 'my text'],
  ['an empty text', '', ''],
  ['a line of mine that begins with #', '# my heading\n\n#3 is mine', '# my heading\n\n#3 is mine'],
])('from the editor comes the text alone: %s', (_what, text, kept) => {
  expect(withoutConversation(`${text}\n\n${conversation}`, conversation)).toBe(kept);
});

test('what was written between the lines of the conversation is kept, and so is a text whose scissors were cut away', () => {
  const [scissors = '', ...below] = conversation.split('\n');
  const answered = [
    'above',
    '',
    scissors,
    ...below.slice(0, 4),
    'Slot 4, sorry.',
    '# and 5',
    ...below.slice(4),
  ];
  expect(withoutConversation(answered.join('\n'), conversation)).toBe('above\nSlot 4, sorry.\n# and 5');
  expect(withoutConversation(['# mine', 'text', '', ...below].join('\n'), conversation)).toBe('# mine\ntext');
});
