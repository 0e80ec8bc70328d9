import {expect, test} from 'vitest';
import type {Ticket} from '../../src/domain/ticket.ts';
import {turnSince} from '../../src/domain/ticket/turn-since.ts';
import type {StoredTicket, TicketRow} from '../../src/domain/records.ts';
import {handoverEntry, handoverParts, joinParts, type HandoverEntry} from '../../src/domain/handover-text.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const HEAD = {now: NOW, zone: 'utc', account: 'prod'} as const;
const safe = toSafeText;
const at = (time: string) => safe(`2026-06-01T${time}:00.000Z`);

function ticket(more: Partial<Ticket> = {}): Ticket {
  return {
    id: safe('11150929'),
    kind: 'CASE',
    status: 'IN_PROGRESS',
    ibx: [safe('DA3')],
    createdDateTime: at('06:00'),
    ...more,
  };
}

function stored(more: Partial<Ticket> = {}, row: Partial<TicketRow> = {}): StoredTicket {
  const full = ticket(more);
  const turn = row.turn ?? 'them';
  const base: TicketRow = {
    id: full.id,
    kind: full.kind,
    status: full.status,
    ibx: full.ibx,
    summary: safe('Reseat line card 3'),
    customerReferenceId: undefined,
    createdAt: undefined,
    updatedAt: undefined,
    unread: 0,
    turn,
    turnSince: turnSince(full, turn),
    respondBy: undefined,
    hasDraft: false,
    pending: 0,
    hasRemark: false,
    isSnoozed: false,
    fetchedAt: NOW,
    claimedBy: undefined,
  };
  return {
    ticket: full,
    row: {...base, ...row},
    raw: undefined,
    rawOrder: undefined,
    tracked: false,
    unseen: new Set(),
    seenAt: undefined,
    remarks: [],
    negotiations: undefined,
    notices: [],
    snooze: undefined,
    claims: [],
    writing: [],
    sends: [],
  };
}

const textOf = (entries: readonly HandoverEntry[], head: typeof HEAD) =>
  joinParts(handoverParts('text', entries, head));
const markdownOf = (entries: readonly HandoverEntry[], head: typeof HEAD) =>
  joinParts(handoverParts('md', entries, head));

test('an entry leaves out what is not known', () => {
  expect(handoverEntry(stored(), undefined)).toEqual({
    id: '11150929',
    status: 'IN_PROGRESS',
    ibx: ['DA3'],
    summary: 'Reseat line card 3',
    createdDateTime: '2026-06-01T06:00:00.000Z',
    turn: 'them',
    turnSince: '2026-06-01T06:00:00.000Z',
    unread: 0,
    unsent: 0,
    fetchedAt: '2026-06-01T12:00:00.000Z',
  });
});

test('plain text has state, turn and how long, last note and next step', () => {
  const notes = [
    {
      createdDateTime: at('10:00'),
      type: safe('RESOLUTION_NOTES'),
      author: safe('Priya'),
      text: safe('Card reseated.\nPlease check the light.'),
    },
    {createdDateTime: at('08:00'), type: safe('CUSTOMER_NOTES'), text: safe('Any news?')},
  ];
  const us = handoverEntry(
    stored({notes, category: safe('Remote hands')}, {turn: 'us', unread: 2, hasDraft: true, pending: 1}),
    'Check light levels, then close.',
  );
  expect(textOf([us], HEAD)).toBe(`Hand-over, 2026-06-01 12:00 UTC: 1 ticket, prod

11150929  IN PROGRESS  DA3
  Remote hands
  Reseat line card 3
  Turn: ours, for 2 h
  Opened 6 h ago
  New since last looked at: 2
  Written here and not sent: 2
  Last note, Priya, 2026-06-01 10:00 UTC:
    Card reseated.
    Please check the light.
  Next: Check light levels, then close.
`);
});

test('in Markdown remote text stays text', () => {
  const text = safe(
    '# not a heading\n- not a list\n1. nor this\n<script>x</script> *a* [b](c)\n        deep',
  );
  const markdown = markdownOf([handoverEntry(stored({notes: [{text}]}), 'a\nb')], HEAD);
  expect(markdown).toBe(String.raw`# Hand-over, 2026-06-01 12:00 UTC: 1 ticket, prod

## 11150929 · IN PROGRESS · DA3

- Reseat line card 3
- Turn: theirs, for 6 h
- Opened 6 h ago
- Last note, Equinix:
  > \# not a heading
  > \- not a list
  > 1\. nor this
  > \<script\>x\</script\> \*a\* \[b\](c)
  >    deep
- **Next:** a b
`);
});

test('a very long note is cut and says so', () => {
  const rows = textOf(
    [handoverEntry(stored({notes: [{text: safe('row\n'.repeat(100))}]}), undefined)],
    HEAD,
  ).split('\n');
  expect(rows.length).toBeLessThan(30);
  expect(rows.map((row) => row.trim())).toContain('…');
});

test.each<[string, Partial<Ticket>, 'us' | 'them' | 'nobody', string | undefined]>([
  [
    'ours since the status asked for action',
    {
      statusHistory: [
        {status: 'SUBMITTED', createdDateTime: at('06:00')},
        {status: 'ACTION_REQUIRED', createdDateTime: at('09:00')},
      ],
    },
    'us',
    '09:00',
  ],
  [
    'ours since their last note where only that asked',
    {notes: [{type: safe('RESOLUTION_NOTES'), createdDateTime: at('07:30'), text: safe('?')}]},
    'us',
    '07:30',
  ],
  [
    'theirs since our last note',
    {notes: [{type: safe('CUSTOMER_NOTES'), createdDateTime: at('08:00'), text: safe('!')}]},
    'them',
    '08:00',
  ],
  [
    'theirs since our answer was taken',
    {
      statusHistory: [
        {status: 'ACTION_REQUIRED', createdDateTime: at('09:00')},
        {status: 'IN_PROGRESS', createdDateTime: at('09:10')},
      ],
    },
    'them',
    '09:10',
  ],
  ['theirs since it was opened', {}, 'them', '06:00'],
  ['nobody has no since', {}, 'nobody', undefined],
])('%s', (_name, more, turn, time) => {
  const since = turnSince(ticket(more), turn);
  expect(since === undefined ? undefined : new Date(since).toISOString()).toBe(
    time === undefined ? undefined : at(time),
  );
});
