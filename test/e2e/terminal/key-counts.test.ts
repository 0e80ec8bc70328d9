import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {composerOf} from '../../support/composer-title.ts';
import {selectTicket} from '../../support/find-ticket.ts';
import {countKeys, type CountedKeys} from '../../support/count-keys.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {ALL_TICKETS} from '../../support/start-console.ts';
import type {Console, ConsoleOptions} from '../../support/start-console.ts';
import {temporaryHome} from '../../support/temporary-home.ts';
import {jpeg} from '../../pictures/samples.ts';
import {untilAllRead} from '../../support/until-all-read.ts';

// The jobs of a night, and how many keys each may take at most. Texts are not counted.

type Job = Console & {readonly hand: CountedKeys};

async function begin(options: ConsoleOptions = {}): Promise<Job> {
  const app = await openConsole({sandbox: ALL_TICKETS, cols: 80, rows: 24, ...options});
  // Every ticket was read once: from then on the cursor stays on its ticket.
  await app.terminal.waitForText(/1 Open 43 /);
  await app.terminal.waitForText(/▸.? ?ACT/);
  return {...app, hand: countKeys(app)};
}

// Also proven by get-there.test.ts walks the same way.
longTest('a ticket that no list shows is open after 2 keys', async () => {
  await using job = await begin();
  const {hand, terminal} = job;
  hand.press('filter.open');
  hand.type('11147093');
  await terminal.waitForText('Open 11147093 (not in the list');
  hand.press('filter.done');
  await terminal.waitForText(/┌ 11147093 [^─]/);
  expect(hand.pressed()).toBeLessThanOrEqual(2);
});

test('what waits is read and answered with 2 keys', async () => {
  await using job = await begin();
  const {hand, terminal, sandbox} = job;
  hand.press('ticket.note');
  await terminal.waitForText(/┌ Answer to \S+ /);
  const [, id = ''] = /┌ Answer to (\S+) /.exec(terminal.screen()) ?? [];
  // The conversation stands above the answer.
  await terminal.waitForText(`┌ ${id} `);
  hand.type('Yes, go ahead.');
  await terminal.waitForText('14 of 4000');
  hand.press('write.send');
  await terminal.waitFor('the answer', () => sandbox.ticket(id)?.notes.at(-1)?.text === 'Yes, go ahead.');
  expect(hand.pressed()).toBeLessThanOrEqual(2);
});

// Also proven by get-there.test.ts walks the same way.
longTest('the ticket of before and back take a key each', async () => {
  await using job = await begin();
  const {hand, terminal} = job;
  for (const id of ['1-204976070710', '11150929']) {
    terminal.paste(id);
    await terminal.waitForText(`┌ ${id} `);
  }
  hand.press('place.ticket');
  await terminal.waitForText('┌ 1-204976070710 ');
  expect(hand.pressed()).toBe(1);
  hand.press('place.ticket');
  await terminal.waitForText('┌ 11150929 ');
  expect(hand.pressed()).toBe(2);
});

// Also proven by triage.test.ts walks the same way.
longTest('one note goes to five marked tickets with 8 keys', async () => {
  await using job = await begin();
  const {hand, terminal} = job;
  for (let at = 1; at <= 5; at += 1) {
    hand.press('mark.toggle');
    await terminal.waitForText(`${at} marked`);
  }
  hand.press('bulk.note');
  await terminal.waitForText('Note to 5 tickets');
  hand.type('Hold until noon.');
  await terminal.waitForText('16 of 4000');
  hand.press('write.send');
  await terminal.waitForText('5 done');
  expect(hand.pressed()).toBeLessThanOrEqual(8);
});

// Also proven by handover.test.ts and stories/list.ts walk the same ways.
longTest('the shift is handed over with 2 keys, a ticket is out of sight with 2', async () => {
  await using job = await begin();
  const {hand, terminal} = job;
  hand.press('handover');
  await terminal.waitForText('┌ Hand-over');
  hand.press('handover.copy');
  await terminal.waitForText('The hand-over is on the clipboard');
  expect(hand.pressed()).toBe(2);
  terminal.press('esc');
  await terminal.waitForText('┌ Open');
  hand.press('ticket.snooze');
  await terminal.waitForText('┌ Snooze');
  hand.type('2h');
  await terminal.waitForText('out of sight');
  hand.keys('enter');
  await terminal.waitForText(/1-\d+|11\d+: out of sight/);
  expect(hand.pressed()).toBe(4);
});

test('a ticket is cancelled with 3 keys and its number typed out', async () => {
  await using job = await begin({cols: 100, rows: 30});
  const {hand, terminal, sandbox} = job;
  hand.press('ticket.cancel');
  await terminal.waitForText(/┌ Cancel \S+/);
  const [, id = ''] = /┌ Cancel (\S+)/.exec(terminal.screen()) ?? [];
  hand.type('Opened twice.');
  await terminal.waitForText('13 of 4000');
  hand.press('field.next');
  hand.type(id);
  await terminal.waitForText(`to confirm: ${id}`);
  hand.press('write.send');
  await terminal.waitFor('the cancellation', () => sandbox.ticket(id)?.status === 'CANCELLED');
  expect(hand.pressed()).toBeLessThanOrEqual(3);
});

// Also proven by triage.test.ts and view-files.test.ts; this counts.
longTest('a serial number is found in all notes with 2 keys, a photo is seen with 3', async () => {
  await using job = await begin({cols: 100, rows: 30});
  const {hand, terminal} = job;
  hand.press('search.open');
  await terminal.waitForText('Words:');
  hand.type('1011585-M');
  await terminal.waitForText(/1 of \d+/);
  hand.press('pick.choose');
  await terminal.waitForText('┌ 11150871 ');
  expect(hand.pressed()).toBeLessThanOrEqual(2);
  terminal.pressAll(['esc', 'esc']);
  await terminal.waitForText('┌ Open');
  await selectTicket(terminal, 'reseat');
  const before = hand.pressed();
  hand.press('ticket.files');
  await terminal.waitForText('[Files');
  hand.press('open');
  await terminal.waitForText('a JPEG picture of');
  expect(hand.pressed() - before).toBeLessThanOrEqual(3);
});

const TEN = [
  ...['11150871', '11150929', '11150640', '11150590', '11149001', '1-204976070440'],
  ...['1-204976070641', '1-204976070590', '1-204976070520', '1-204976070710'],
];

/** Equinix writes a note to the ticket. */
function tell({sandbox}: Pick<Job, 'sandbox'>, id: string): void {
  const ticket = sandbox.ticket(id);
  if (ticket === undefined) throw new Error(`no ${id}`);
  const createdDateTime = new Date().toISOString();
  const note = {id: `new-${id}`, text: `Told of ${id}.`, type: 'RESOLUTION_NOTES' as const, createdDateTime};
  sandbox.put({...ticket, updatedDateTime: createdDateTime, notes: [...ticket.notes, note]});
}

// Also proven by unread.test.ts and composer.test.ts; this counts.
longTest('ten unread tickets are read, and three of them answered, with 20 keys', async () => {
  await using job = await begin();
  const {hand, terminal, sandbox} = job;
  await untilAllRead(job);
  for (const id of TEN) tell(job, id);
  terminal.press(keyOf('refresh'));
  await terminal.waitForText(/3 Unread 10 /);
  const opened = () => {
    const [, id = ''] = /┌ (\S+) · /.exec(terminal.screen()) ?? [];
    return terminal.screen().includes(`Told of ${id}.`) ? id : undefined;
  };
  const read: string[] = [];
  for (const [at] of TEN.entries()) {
    hand.press('unread.next');
    // In the list it is the cursor that goes there.
    if (at === 0) hand.press('open');
    await terminal.waitFor('the next one', () => opened() !== undefined && opened() !== read.at(-1));
    // What stood on screen is no longer new.
    if (at < 9) await terminal.waitForText(`3 Unread ${9 - at} `);
    const id = opened() ?? '';
    read.push(id);
    if (read.length % 3 !== 0) continue;
    hand.press('ticket.note');
    await terminal.waitForText(composerOf(id));
    hand.type('Thank you.');
    await terminal.waitForText('10 of 4000');
    hand.press('write.send');
    await terminal.waitFor('the answer', () => sandbox.ticket(id)?.notes.at(-1)?.text === 'Thank you.');
    await terminal.waitForNoText('10 of 4000');
    // What the service makes of the answer is seen where it is shown; later it would be news.
    const status = sandbox.ticket(id)?.status.replaceAll('_', ' ') ?? '';
    await terminal.waitForText(new RegExp(`┌ ${id} .*${status}`));
  }
  expect(read.toSorted()).toEqual(TEN.toSorted());
  expect(hand.pressed()).toBeLessThanOrEqual(20);
});

// Also proven by create-ticket.test.ts; this counts.
longTest('a new ticket with a cage, two contacts and a photo takes 17 keys', async () => {
  const home = temporaryHome();
  writeFileSync(join(home, 'p.jpg'), jpeg());
  await using job = await begin({home, cols: 100, rows: 40});
  const {hand, terminal, sandbox} = job;
  hand.press('ticket.new');
  await terminal.waitForText('Power / Total power outage');
  hand.type('partial power');
  await terminal.waitForNoText('Total power outage');
  hand.press('pick.choose');
  await terminal.waitForText('of 4000 characters');
  hand.type('Feed B is dark.');
  await terminal.waitForText('15 of 4000');
  hand.press('form.next');
  await terminal.waitForText('cage in SV5');
  hand.type('sv5:02');
  await terminal.waitForNoText('cage in DA3');
  hand.keys('down');
  hand.press('pick.choose');
  await terminal.waitForText('cabinet in SV5');
  hand.press('form.next');
  await terminal.waitForText('When it began');
  hand.type('2h ago');
  await terminal.waitForText(/at SV5 =/);
  hand.press('form.next');
  await terminal.waitForText('at most 200 characters');
  hand.press('form.next');
  await terminal.waitForText('Portal user names');
  for (const [contact, offered, kept] of [
    ['nadia.oyelaran', 'ORDERING: nadia.oyelaran', 'NOTIFICATION: nadia.oyelaran'],
    ['Jane Doe; jane@x.example; +1-4601231122', 'PHONE +1-4601231122', 'TECHNICAL: Jane Doe'],
  ] as const) {
    hand.type(contact);
    await terminal.waitForText(offered);
    hand.press('pick.choose');
    await terminal.waitForText(kept);
  }
  const toFiles = async () => {
    hand.press('form.next');
    await terminal.settled();
  };
  for (let at = 0; at < 4 && !terminal.screen().includes('Enter attaches'); at += 1) await toFiles();
  hand.type(join(home, 'p.jpg'));
  await terminal.waitForText(/p\.jpg {2}\d/);
  hand.press('pick.choose');
  await terminal.waitForText(/p\.jpg, \d/);
  hand.press('form.review');
  await terminal.waitForText('as it goes out');
  hand.press('review.send');
  await terminal.waitForText(/1-\d+ · TROUBLE · SUBMITTED/);
  const created = sandbox.log().filter(({operation}) => operation === 'createTicket');
  expect(created).toHaveLength(1);
  const {contacts, attachments} = (created[0]?.body ?? {}) as Readonly<Record<string, readonly unknown[]>>;
  expect([contacts?.length, attachments?.length]).toEqual([2, 1]);
  expect(hand.pressed()).toBeLessThanOrEqual(17);
});
