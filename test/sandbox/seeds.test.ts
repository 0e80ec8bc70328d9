import {expect, test} from 'vitest';
import type {StoredTicket} from '../../src/sandbox/model.ts';
import {seedTickets} from '../../src/sandbox/seed/seed-tickets.ts';
import {ticketReply} from '../../src/sandbox/wire.ts';
import {NOW} from './support.ts';

const TICKETS = seedTickets(NOW, 1);

function count(has: (ticket: StoredTicket) => boolean): number {
  return TICKETS.filter(has).length;
}

test('there are at least 60, with every status, both kinds of id and a dozen sites', () => {
  expect(TICKETS.length).toBeGreaterThanOrEqual(60);
  for (const status of [
    'SUBMITTED',
    'IN_PROGRESS',
    'ACTION_REQUIRED',
    'RESOLVED',
    'CLOSED',
    'CANCELLED',
  ] as const) {
    expect(count((ticket) => ticket.status === status)).toBeGreaterThanOrEqual(3);
  }
  expect(
    count(({orderNumber, caseNumber}) => orderNumber !== undefined && caseNumber === undefined),
  ).toBeGreaterThan(20);
  expect(
    count(({orderNumber, caseNumber}) => orderNumber === undefined && caseNumber !== undefined),
  ).toBeGreaterThan(5);
  expect(
    count(({orderNumber, caseNumber}) => orderNumber !== undefined && caseNumber !== undefined),
  ).toBeGreaterThan(5);
  const sites = new Set(TICKETS.flatMap(({ibx}) => ibx).filter((code) => /^[A-Z]{2}\d$/.test(code)));
  expect(sites.size).toBeGreaterThanOrEqual(12);
});

test('numbers have their form and occur once', () => {
  const numbers = TICKETS.flatMap(({orderNumber, caseNumber}) =>
    [orderNumber, caseNumber].filter((number) => number !== undefined),
  );
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const number of numbers) expect(number).toMatch(/^(1-\d{12}|\d{8})$/);
});

test('times run forwards and end before now', () => {
  for (const ticket of TICKETS) {
    const lists = [
      ticket.notes.map((note) => note.createdDateTime),
      ticket.statusHistory.map((change) => change.createdDate),
    ];
    for (const times of lists) {
      expect(times, ticket.orderNumber ?? ticket.caseNumber).toEqual(times.toSorted());
      for (const time of times) {
        expect(Date.parse(time), ticket.orderNumber ?? ticket.caseNumber).toBeGreaterThanOrEqual(
          Date.parse(ticket.createdDateTime),
        );
        expect(Date.parse(time)).toBeLessThanOrEqual(NOW);
      }
    }
    expect(ticket.statusHistory.at(-1)?.status, ticket.orderNumber ?? ticket.caseNumber).toBe(ticket.status);
  }
});

test('one note has exactly 4,000 characters and none has more', () => {
  const lengths = TICKETS.flatMap(({notes}) => notes.map(({text}) => [...text].length));
  expect(Math.max(...lengths)).toBe(4000);
});

test('both forms of the arrays occur, with files and e-mails in them', () => {
  const nested = TICKETS.filter((ticket) => ticket.nested === true).map(ticketReply);
  expect(
    nested.some(
      ({attachments}) =>
        Array.isArray(attachments) && Array.isArray(attachments[0]) && attachments[0].length > 0,
    ),
  ).toBe(true);
  expect(
    nested.some(({email}) => Array.isArray(email) && Array.isArray(email[0]) && email[0].length > 1),
  ).toBe(true);
  expect(count(({emails, nested: isNested}) => emails.length > 0 && isNested === undefined)).toBeGreaterThan(
    3,
  );
});

test('e-mails hold tables, lists, links and quoted threads', () => {
  const html = TICKETS.flatMap(({emails}) => emails.map((email) => email.html)).join('\n');
  for (const piece of [
    '<table',
    '<ul>',
    '<ol>',
    '<a href="https://',
    'javascript:',
    '<blockquote',
    '<pre>',
    '&amp;',
  ]) {
    expect(html).toContain(piece);
  }
});

test('every field of the reply is filled on some ticket', () => {
  const filled = new Set<string>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, path);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, path === '' ? key : `${path}.${key}`);
    } else if (value !== '' && value !== undefined) filled.add(path);
  };
  for (const ticket of TICKETS) visit(ticketReply(ticket), '');
  expect([...filled].toSorted()).toMatchSnapshot();
});

// Each is something that must not reach a terminal as it is.
const HOSTILE: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['ESC CSI', /\u001B\[2J/],
  ['OSC title', /\u001B\]0;/],
  ['OSC 52 clipboard', /\u001B\]52;/],
  ['OSC 8 link', /\u001B\]8;;/],
  ['DCS', /\u001BP/],
  ['APC', /\u001B_/],
  ['C1 CSI', /\u009B/],
  ['C1 OSC', /\u009D/],
  ['CR', /\r[^\n]/],
  ['BEL', /\u0007/],
  ['BS', /\u0008/],
  ['NUL', /\u0000/],
  ['bidi override', /\u202E/],
  ['bidi isolate', /\u2066/],
  ['zero width', /\u200B/],
  ['line separator', /\u2028/],
  ['tag characters', /\u{E0041}/u],
  ['lone surrogate', /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/],
];

test.each(HOSTILE)('hostile text is among the notes: %s', (_, pattern) => {
  expect(
    TICKETS.flatMap(({notes}) => notes)
      .concat()
      .some(({text}) => pattern.test(text)) || TICKETS.some(({description}) => pattern.test(description)),
  ).toBe(true);
});

test('hostile text is also in subjects, file names, account names, contacts and lines', () => {
  const escape = '\u001B';
  expect(count(({emails}) => emails.some(({subject}) => subject.includes(escape)))).toBeGreaterThan(0);
  expect(count(({attachments}) => attachments.some(({name}) => name.includes(escape)))).toBeGreaterThan(0);
  expect(count(({attachments}) => attachments.some(({name}) => name.startsWith('../')))).toBeGreaterThan(0);
  expect(count(({accountName}) => accountName.includes(escape))).toBeGreaterThan(0);
  expect(count(({contacts}) => contacts.some(({firstName}) => firstName.includes(escape)))).toBeGreaterThan(
    0,
  );
  expect(count(({lines}) => JSON.stringify(lines).includes(String.raw`\u001b`))).toBeGreaterThan(0);
});

test('scripts of the world are among them', () => {
  const text = TICKETS.map(
    ({description, notes}) => description + notes.map((note) => note.text).join(''),
  ).join('');
  for (const script of [
    /\p{Script=Han}/u,
    /\p{Script=Hiragana}/u,
    /\p{Script=Hangul}|\p{Script=Thai}/u,
    /\p{Script=Arabic}/u,
    /\p{Script=Hebrew}/u,
    /\p{Emoji_Presentation}/u,
    /\u200D/,
    /\p{Mn}/u,
    /[\uFF61-\uFF9F]/,
  ]) {
    expect(text).toMatch(script);
  }
});
