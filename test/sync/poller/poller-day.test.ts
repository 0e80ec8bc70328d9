import {expect, test} from 'vitest';
import {often} from '../../support/long.ts';
import {addTickets, busiestSecond, createWorld, startPoller} from '../support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Somebody looks at it for so long; for the rest of the day the terminal has lost the focus. */
const HOURS_OF_WORK = 2;
const HOURS = often(3, 24);
const OPEN = 100;
const CLOSED = often(900, 4900);

test(
  `${HOURS} hours over ${OPEN + CLOSED} tickets keep within the budget and leave nothing behind`,
  {timeout: often(120_000, 900_000)},
  async ({annotate}) => {
    const world = createWorld();
    addTickets(world, 20, 'ACTION_REQUIRED');
    addTickets(world, 80, 'IN_PROGRESS');
    addTickets(world, CLOSED, 'CLOSED');
    const {poller} = startPoller(world);
    const ids = [...world.service.tickets.keys()];
    poller.setVisible(ids.slice(0, 10));
    const perHour: number[] = [];
    let mostTimers = 0;
    for (let hour = 0; hour < HOURS; hour += 1) {
      world.service.addNote(ids[hour] ?? '', 'Still working on it.', 'RESOLUTION_NOTES');
      world.service.change(ids[60 + hour] ?? '', {status: 'CLOSED'});
      poller.setFocused(hour < HOURS_OF_WORK);
      await world.time.advance(HOUR);
      perHour.push(world.service.calls.length);
      mostTimers = Math.max(mostTimers, world.time.timerCount);
    }
    const {calls} = world.service;
    const figures = `${calls.length} requests, at most ${busiestSecond(calls)} in a second, ${world.service.mostUnderWay} at a time`;
    await annotate(`${HOURS} hours: ${figures}`);
    expect(busiestSecond(calls)).toBeLessThanOrEqual(2);
    expect(world.service.mostUnderWay).toBeLessThanOrEqual(4);
    const [work = 0, idle = 0] = [HOURS_OF_WORK - 1, HOURS - 1].map(
      (hour) => (perHour[hour] ?? 0) - (perHour[hour - 1] ?? 0),
    );
    expect(work).toBeGreaterThan(500);
    expect(idle).toBeLessThan(work / 3);
    expect(idle).toBeGreaterThan(work / 8);
    expect(mostTimers).toBeLessThan(12);
    expect(world.store.row(ids[60] ?? '')?.status).toBe('CLOSED');
    expect(world.store.counts()).toMatchObject({all: OPEN + CLOSED, open: OPEN - HOURS});
    poller.stop();
  },
);
