import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {TicketRow} from '../../src/domain/records.ts';
import {createNotifier, type Announcement, type ChangeKind} from '../../src/sync/notifier.ts';
import {FakeTime} from './fake-time.ts';
import {often} from '../support/long.ts';

const ALL: readonly ChangeKind[] = ['note', 'email', 'file', 'status', 'action'];

function start(
  on: readonly (ChangeKind | 'watched')[] = ALL,
  statuses: Readonly<Record<string, string>> = {},
  quietMs: (now: number) => number = () => 0,
) {
  const time = new FakeTime();
  const said: (Announcement & {readonly at: number})[] = [];
  const notifier = createNotifier({
    store: {row: (id) => ({status: statuses[id]}) as TicketRow, tracked: () => ['11147093']},
    clock: time.clock,
    timers: time.timers,
    on,
    quietMs,
    announce: (announcement) => void said.push({...announcement, at: time.elapsed}),
  });
  const words = () => said.map((each) => each.words);
  return {time, said, words, notifier};
}

test('the first change is announced at once, those of the next minute together', async () => {
  const {time, words, notifier} = start();
  notifier.changed([{id: '11150929', items: ['note:1', 'email:2']}]);
  expect(words()).toEqual(['New: 11150929 (note, e-mail)']);
  notifier.changed([{id: '11150640', items: ['file:1']}]);
  await time.advance(30_000);
  notifier.changed([
    {id: '11150640', items: ['note:9']},
    {id: '1-2', items: ['note:3']},
  ]);
  expect(words()).toHaveLength(1);
  await time.advance(30_000);
  expect(words()[1]).toBe('New: 11150640 (file, note), 1-2 (note)');
  await time.advance(600_000);
  expect(words()).toHaveLength(2);
});

test('many tickets are counted, not listed', () => {
  const {words, notifier} = start();
  notifier.changed(['1', '2', '3', '4', '5'].map((id) => ({id, items: ['note:1']})));
  expect(words()).toEqual(['New: 1 (note), 2 (note), 3 (note) and 2 more']);
});

test('only the kinds that were chosen count', () => {
  const {words, notifier} = start(['email']);
  notifier.changed([{id: '1', items: ['note:1', 'status:2026']}]);
  notifier.changed([{id: '2', items: []}]);
  expect(words()).toEqual([]);
  notifier.changed([{id: '1', items: ['note:1', 'email:1']}]);
  expect(words()).toEqual(['New: 1 (e-mail)']);
});

test('a status that makes it our turn is a kind of its own', () => {
  const statuses = {'1': 'ACTION_REQUIRED', '2': 'IN_PROGRESS'};
  const only = start(['action'], statuses);
  only.notifier.changed([{id: '2', items: ['status:x']}]);
  only.notifier.changed([{id: '1', items: ['status:x']}]);
  expect(only.said.map(({tickets}) => tickets)).toEqual([[{id: '1', kinds: ['action']}]]);
  const both = start(ALL, statuses);
  both.notifier.changed([{id: '1', items: ['status:x', 'note:1']}]);
  expect(both.words()).toEqual(['New: 1 (note, your turn)']);
});

test('after the end nothing is announced', async () => {
  const {time, words, notifier} = start();
  notifier.changed([{id: '1', items: ['note:1']}]);
  notifier.changed([{id: '2', items: ['note:1']}]);
  notifier.stop();
  await time.advance(120_000);
  expect(words()).toHaveLength(1);
  expect(time.timerCount).toBe(0);
});

test('never twice in a minute, and nothing is forgotten, whenever changes come and the clock is set', async () => {
  const step = fc.record({
    wait: fc.integer({min: 0, max: 90_000}),
    shift: fc.constantFrom(0, 0, 0, -3_600_000, 3_600_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, {maxLength: 20}), async (steps) => {
      const {time, said, notifier} = start();
      for (const [index, {wait, shift}] of steps.entries()) {
        await time.advance(wait);
        // Forwards an announcement may come early by the clock on the wall; that is the clock's fault.
        if (shift < 0) time.shiftClock(shift);
        notifier.changed([{id: String(index), items: ['note:1']}]);
      }
      await time.advance(120_000);
      for (const [index, each] of said.entries())
        expect(each.at - (said[index - 1]?.at ?? -60_000)).toBeGreaterThanOrEqual(60_000);
      expect(said.flatMap(({tickets}) => tickets.map(({id}) => id))).toEqual(
        steps.map((_, index) => String(index)),
      );
    }),
    {numRuns: often(30, 60)},
  );
});

test('of what is followed by number everything counts, of the rest what was chosen', () => {
  const {words, notifier} = start(['action', 'watched']);
  notifier.changed([
    {id: '11147093', items: ['note:1', 'file:2']},
    {id: '11150929', items: ['note:1']},
  ]);
  expect(words()).toEqual(['New: 11147093 (note, file)']);
});

test('in quiet hours nothing is announced; at their end all of it together, and never more than one a minute', async () => {
  const from = new FakeTime().clock.now() + 30_000;
  const until = from + 3_600_000;
  const {time, said, words, notifier} = start(ALL, {}, (now) =>
    now >= from && now < until ? until - now : 0,
  );
  notifier.changed([{id: '1', items: ['note:1']}]);
  await time.advance(10_000);
  notifier.changed([{id: '2', items: ['note:1']}]);
  // That one waits for its minute, and the quiet hours begin meanwhile.
  await time.advance(1_800_000);
  notifier.changed([{id: '3', items: ['email:1']}]);
  expect(words()).toEqual(['New: 1 (note)']);
  await time.advance(1_830_000);
  expect(words()).toEqual(['New: 1 (note)', 'New: 2 (note), 3 (e-mail)']);
  expect(said[1]?.at).toBe(3_630_000);
});
