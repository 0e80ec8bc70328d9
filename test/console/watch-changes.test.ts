import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import type {Opened} from '../../src/console/session/open-services.ts';
import {watchChanges} from '../../src/console/watch-changes.ts';
import {openStore} from '../../src/store/open-store.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ORDER = '1-204976070520';
const BELL = '\u0007';

beforeEach(() => void vi.useFakeTimers({now: new Date(2026, 10, 23, 4).getTime()}));
afterEach(() => void vi.useRealTimers());

/** A ticket whose order asks something, and what the terminal gets to hear of it. */
function listen({inMs, quiet}: {readonly inMs: number; readonly quiet?: string}) {
  const clock = {now: Date.now};
  const store = openStore({file: ':memory:', clock});
  const ask = (list: readonly string[]) => {
    const expires = toSafeText(new Date(Date.now() + inMs).toISOString());
    const asked = list.map((id) => ({referenceId: toSafeText(id), expires}));
    store.putNegotiations(ORDER, asked, {at: Date.now(), nextAt: Date.now() + HOUR});
  };
  const ticket = {id: toSafeText(ORDER), kind: 'TROUBLE', status: 'ACTION_REQUIRED', ibx: [], notes: []};
  store.putTicket(ticket as Parameters<typeof store.putTicket>[0], '{}', Date.now());
  ask(['4-1']);
  const notify = {on: [], bell: true, desktop: 'osc9', command: undefined, deadlineMs: HOUR, quiet};
  const none = () => () => undefined;
  const services = {
    ...{store, clock, log: {write: none}, settings: {notify}, platform: {env: {}}},
    poller: {onChanges: none, onNotices: none, subscribe: none},
  } as unknown as Opened;
  const written: string[] = [];
  const {stop} = watchChanges(services, (bytes) => written.push(bytes));
  return {written, ask, stop};
}

test('a question that runs out in an hour rings and is told once, before its end', async () => {
  const {written, stop} = listen({inMs: 3 * HOUR});
  await vi.advanceTimersByTimeAsync(2 * HOUR - MINUTE);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(written).toEqual([BELL, `\u001B]9;New: ${ORDER} (to be answered in 1 h)${BELL}`]);
  await vi.advanceTimersByTimeAsync(3 * HOUR);
  expect(written).toHaveLength(2);
  stop();
});

test('in quiet hours it waits for their end, and what was answered by then is not told', async () => {
  const waiting = listen({inMs: 3.5 * HOUR, quiet: '22:00-07:00'});
  const answered = listen({inMs: 3.5 * HOUR, quiet: '22:00-07:00'});
  await vi.advanceTimersByTimeAsync(3 * HOUR - MINUTE);
  expect(waiting.written).toEqual([]);
  answered.ask([]);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(waiting.written[1]).toContain('to be answered in 30 min');
  expect(answered.written).toEqual([]);
  waiting.stop();
  answered.stop();
});
