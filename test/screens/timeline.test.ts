import {expect, test} from 'vitest';
import type {Ticket} from '../../src/domain/ticket.ts';
import {timeline} from '../../src/domain/ticket/timeline.ts';
import {AppError} from '../../src/errors.ts';
import {layoutTicket} from '../../src/screens/ticket/layout.ts';
import {createDetailState} from '../../src/state/detail-state.ts';
import {openStore} from '../../src/store/open-store.ts';
import {htmlToText} from '../../src/text/html/html-to-text.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';

const safe = toSafeText;
const NOW = Date.parse('2026-11-23T12:00:00Z');
const at = (time: string) => safe(`2026-11-23T${time}:00.000Z`);
const ID = '11150929';

const TICKET: Ticket = {
  id: safe(ID),
  kind: 'CASE',
  status: 'IN_PROGRESS',
  ibx: [safe('DA3')],
  createdDateTime: at('06:00'),
  description: safe('Reseat the card'),
  notes: [
    {
      id: safe('a'),
      createdDateTime: at('08:00'),
      text: safe('Done so far'),
      attachments: [{id: safe('f2'), name: safe('after.jpg')}],
    },
    {id: safe('b'), createdDateTime: at('10:00'), text: safe('All done')},
  ],
  emails: [{id: safe('m'), createdDateTime: at('09:00'), subject: safe('Re: the card'), to: []}],
  attachments: [
    {id: safe('f1'), name: safe('before.jpg')},
    {id: safe('f2'), name: safe('after.jpg')},
    {id: safe('f3'), name: safe('log.txt')},
  ],
  statusHistory: [
    {status: 'SUBMITTED', createdDateTime: at('06:00')},
    {status: 'IN_PROGRESS', createdDateTime: at('07:00')},
  ],
};

const MAIL = htmlToText('<p>Our own words</p><blockquote><p>Old words</p><p>Older words</p></blockquote>');

function drawn(
  mails: ReadonlyMap<string, typeof MAIL>,
  failures = new Map<string, {error: AppError}>(),
  {ticket = TICKET, queued = []}: {readonly ticket?: Ticket; readonly queued?: readonly string[]} = {},
) {
  const store = openStore({file: ':memory:'});
  store.putTicket(ticket, '{}', NOW);
  for (const text of queued) store.enqueue({kind: 'note', ticketId: ID, text, extra: undefined}, NOW);
  store.addRemark({ticketId: ID, text: safe('Spoke to the site')}, Date.parse(at('08:30')));
  const stored = store.ticket(ID);
  if (stored === undefined) throw new Error('the ticket was not stored');
  return layoutTicket(stored, store.outboxOf(ID), {
    nav: {tab: 'timeline', time: 'utc'},
    width: 60,
    now: NOW,
    selected: undefined,
    sites: [],
    page: '',
    outboxKeys: '',
    fileKeys: '',
    undoKey: () => undefined,
    isAnswer: () => false,
    nameOf: () => undefined,
    isNew: (key) => key === 'note:b',
    texts: {mails, fileTimes: new Map([['file:f3', Date.parse(at('09:30'))]])},
    failures,
  });
}

const textOf = ({lines}: ReturnType<typeof drawn>) =>
  lines
    .map(({spans}) =>
      spans
        .map((part) => part.text)
        .join('')
        .trimEnd(),
    )
    .join('\n');

test('everything in one order of time; files of a note stand in it, those whose time nobody knows at the beginning', () => {
  const fileTimes = new Map([['file:f3', Date.parse(at('09:30'))]]);
  expect(timeline(TICKET, {remarks: [], fileTimes}).map(({key}) => key)).toEqual([
    'file:f1',
    `status:${at('06:00')}`,
    `status:${at('07:00')}`,
    'note:a',
    'email:m',
    'file:f3',
    'note:b',
  ]);
});

test('a mail says what it says, what it quotes is folded; what is new is marked, and opens there', () => {
  const layout = drawn(new Map([['m', MAIL]]));
  const text = textOf(layout);
  const places = [
    'Reseat the card',
    'SUBMITTED',
    'Done so far',
    'with after.jpg',
    'private note',
    'Re: the card',
    'Our own words',
    'File log.txt',
    '● new',
    'All done',
  ];
  const found = places.map((words) => text.indexOf(words));
  expect(found).toEqual(found.toSorted((one, other) => one - other));
  expect(found).not.toContain(-1);
  expect(text).toContain('quoted lines');
  expect(text).not.toContain('Older words');
  expect(layout.start).toBe(layout.items.find(({key}) => key === 'note:b')?.start);
});

test('a mail that is not there yet is named alone, and says why where it could not be had', () => {
  const waiting = drawn(new Map());
  expect(textOf(waiting)).toContain('Not read yet.');
  expect(waiting.items.find(({key}) => key === 'email:m')?.isNameOnly).toBe(true);
  const error = new AppError('forbidden', 'The service does not let you read it.');
  expect(textOf(drawn(new Map(), new Map([['m', {error}]])))).toContain('Not read: The service does not let');
});

test('a ticket with as many notes on their way as it has is not said to have none', () => {
  const {id, kind, ibx, notes = []} = TICKET;
  const ticket = {id, kind, ibx, notes: notes.slice(0, 1)};
  // Its note and the private one of ours.
  const text = textOf(drawn(new Map(), new Map(), {ticket, queued: ['Please look again', 'Still dark']}));
  expect(text).toContain('Done so far');
  expect(text).toContain('Still dark');
  expect(text).not.toContain('No notes yet.');
});

test('the links of a mail stand below it; how many more there are is said where there are too many', () => {
  const mailOf = (count: number) =>
    htmlToText(
      Array.from({length: count}, (_each, at) => `<a href="https://a.example/${at}">p${at}</a>`).join(' '),
    );
  const few = textOf(drawn(new Map([['m', mailOf(2)]])));
  expect(few).toContain('[2] https://a.example/1');
  expect(few).not.toContain('more links');
  expect(textOf(drawn(new Map([['m', mailOf(60)]])))).toMatch(/and \d+ more links/);
});

test('what comes in above does not move what is read', () => {
  const detail = createDetailState();
  const show = (layout: ReturnType<typeof drawn>) => {
    const frame = {id: ID, tab: 'timeline', layout, height: 4} as const;
    const top = detail.topOf(frame);
    detail.shown({...frame, top});
    return textOf({...layout, lines: layout.lines.slice(top, top + 4)});
  };
  const before = drawn(new Map());
  show(before);
  detail.jump(-1);
  show(before);
  const place = before.items.find(({key}) => key === 'file:f3')?.start ?? 0;
  detail.move(place);
  const seen = show(before);
  expect(seen).toContain('File log.txt');
  expect(show(drawn(new Map([['m', MAIL]])))).toBe(seen);
});

test('a mail that arrives and an error below the text move nothing where nobody has scrolled', () => {
  const detail = createDetailState();
  const show = (layout: ReturnType<typeof drawn>, height: number) => {
    const frame = {id: ID, tab: 'timeline', layout: {...layout, start: layout.total}, height} as const;
    const top = detail.topOf(frame);
    detail.shown({...frame, top});
    return textOf({...layout, lines: layout.lines.slice(top, top + height)});
  };
  const [before, after] = [drawn(new Map()), drawn(new Map([['m', MAIL]]))].map((layout) => ({
    ...layout,
    items: layout.items.filter(({key}) => !key.startsWith('remark:')),
  }));
  if (before === undefined || after === undefined) throw new Error('Nothing was drawn.');
  const opened = show(before, 5).split('\n');
  expect(opened[0]).toContain('File log.txt');
  expect(show(before, 2).split('\n')).toEqual(opened.slice(3));
  expect(show(before, 5).split('\n')).toEqual(opened);
  expect(show(after, 4).split('\n')).toEqual(opened.slice(0, 4));
  expect(show(after, 2).split('\n')).toEqual(opened.slice(0, 2));
});
