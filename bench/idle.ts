/** How many requests an hour an idle console makes with 50 open tickets, in simulated time: `node bench/idle.ts`. */
import {fileURLToPath} from 'node:url';
import {createPoller} from '../src/sync/poller/poller.ts';
import {createTestGate, gated} from '../test/sync/gated.ts';
import {createWorld, type World} from '../test/sync/support.ts';
import {toSafeText} from '../src/text/safe/to-safe-text.ts';

const HOUR = 3_600_000;
/** On the first screen of an 80x24 terminal. */
const VISIBLE = 20;
const SETTINGS = {listMs: 60_000, visibleMs: 60_000, openMs: 900_000};

/** The last news of 50 open tickets: some of this hour, most of the last days and weeks. */
const QUIET_HOURS = [
  0.1, 0.3, 0.5, 0.8, 1, 2, 4, 6, 10, 15, 20, 24, 30, 40, 48, 60, 72, 96, 120, 168, 200, 240, 300, 400, 500,
];

function fill({time, service}: World): void {
  QUIET_HOURS.flatMap((hours) => [hours, hours * 1.5]).forEach((hours, index) => {
    const at = toSafeText(new Date(time.clock.now() - hours * HOUR).toISOString());
    const status = index % 5 === 0 ? 'ACTION_REQUIRED' : 'IN_PROGRESS';
    service.add(`1-${100_000 + index}`, {status, createdDateTime: at, updatedDateTime: at});
  });
}

/** The requests of each of three hours, after one in which everything is read for the first time. */
export async function measureIdle(): Promise<readonly number[]> {
  const world = createWorld();
  fill(world);
  const gate = createTestGate(world, {});
  const poller = createPoller({
    api: gated(world.service.api, gate),
    gate,
    store: world.store,
    clock: world.time.clock,
    timers: world.time.timers,
    random: () => 0.5,
    owner: 'bench/1/a',
    isOwnerGone: () => false,
    settings: SETTINGS,
  });
  poller.start();
  await world.time.advance(10_000);
  poller.setVisible([...world.service.tickets.keys()].slice(0, VISIBLE));
  await world.time.advance(HOUR);
  const perHour: number[] = [];
  for (let hour = 0; hour < 3; hour += 1) {
    const before = world.service.calls.length;
    await world.time.advance(HOUR);
    perHour.push(world.service.calls.length - before);
  }
  poller.stop();
  gate.clear();
  return perHour;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(`Requests an hour, idle, 50 open tickets, 80x24: ${(await measureIdle()).join(', ')}`);
