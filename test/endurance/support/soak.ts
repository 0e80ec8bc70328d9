/**
 * A casedeck without a screen that polls for simulated hours: `soak.ts FILE ENDPOINT CLIENT SECRET HOURS START`.
 * Time passes only while no request is under way. Told to the parent: `{tick}` each 20 simulated seconds,
 * answered by any message, `{hour}` with figures, `{done}`.
 */
import {readdirSync} from 'node:fs';
import type {SendRequest} from '../../../src/api/http/message.ts';
import {createSend} from '../../../src/api/http/network.ts';
import {createApi} from '../../../src/api/create-api.ts';
import {openStore} from '../../../src/store/open-store.ts';
import {createSync} from '../../../src/sync/create-sync.ts';
import {PatientTime} from '../../support/patient-time.ts';
import type {SoakMessage} from './soak-messages.ts';

const [file = '', endpoint = '', clientId = '', clientSecret = '', hours = '0', start = '0'] =
  process.argv.slice(2);
const HOUR_MS = 3_600_000;
const TICK_MS = 20_000;

let mostUnderWay = 0;
let requests = 0;
const starts: number[] = [];
let busiest = 0;

const time = new PatientTime(Number(start));
const {clock, timers} = time;
const send = time.sender(createSend({env: {}}));
const countedSend: SendRequest = (request) => {
  const sent = send(request);
  // A token, once an hour, is beside the budget.
  if (!request.url.includes('/oauth2/')) count();
  return sent;
};

function count(): void {
  const now = time.elapsed;
  requests += 1;
  mostUnderWay = Math.max(mostUnderWay, time.underWay);
  starts.push(now);
  while ((starts[0] ?? now) <= now - 1000) starts.shift();
  busiest = Math.max(busiest, starts.length);
}

function tell(message: SoakMessage): void {
  process.send?.(message);
}

async function tick(): Promise<void> {
  const ticked = new Promise((resolve) => {
    process.once('message', resolve);
  });
  tell({kind: 'tick', now: clock.now()});
  await ticked;
}

function figures(hour: number): SoakMessage {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  const {heapUsed, external, rss} = process.memoryUsage();
  return {
    kind: 'hour',
    hour,
    memory: heapUsed + external,
    rss,
    handles: process.getActiveResourcesInfo().length,
    files: readdirSync('/proc/self/fd').length,
    timers: time.timerCount,
    requests,
    busiest,
    mostUnderWay,
  };
}

const store = openStore({file, clock});
const api = createApi({
  endpoint,
  credentials: () => Promise.resolve({clientId, clientSecret}),
  send: countedSend,
  clock,
  timers,
  rate: {atOnce: 4, perSecond: 2},
});
const {poller, outbox} = createSync({
  api,
  gate: api.gate,
  store,
  clock,
  timers,
  refresh: {listMs: 60_000, visibleMs: 60_000, openMs: 900_000},
  readOnly: false,
  audit: () => undefined,
});
outbox.start();
poller.start();
for (let hour = 1; hour <= Number(hours); hour += 1) {
  for (let end = time.elapsed + TICK_MS; end <= hour * HOUR_MS; end += TICK_MS) {
    poller.setVisible(store.page({filter: {}, sort: 'attention'}, 0, 20).map(({id}) => id));
    await time.advance(end - time.elapsed);
    await tick();
  }
  tell(figures(hour));
}
poller.stop();
await outbox.stop(0);
const status = poller.status();
tell({kind: 'done', all: store.counts().all, open: store.counts().open, error: status.error?.message});
store.close();
process.disconnect();
