/**
 * A casedeck without a screen that polls for simulated hours: `soak.ts FILE ENDPOINT CLIENT SECRET HOURS START`.
 * Time passes only while no request is under way. Told to the parent: `{tick}` each 20 simulated seconds,
 * answered by any message, `{hour}` with figures, `{done}`.
 */
import {readdirSync} from 'node:fs';
import {Readable} from 'node:stream';
import type {SendRequest} from '../../../src/api/http/message.ts';
import {createSend} from '../../../src/api/http/network.ts';
import {createApi} from '../../../src/api/create-api.ts';
import {openStore} from '../../../src/store/open-store.ts';
import {createSync} from '../../../src/sync/create-sync.ts';
import type {Timers} from '../../../src/api/timers.ts';
import type {SoakMessage} from './soak-messages.ts';

const [file = '', endpoint = '', clientId = '', clientSecret = '', hours = '0', start = '0'] =
  process.argv.slice(2);
const HOUR_MS = 3_600_000;
const TICK_MS = 20_000;

let elapsed = 0;
let underWay = 0;
let mostUnderWay = 0;
let requests = 0;
const starts: number[] = [];
let busiest = 0;
const clock = {now: () => Number(start) + elapsed};

type Pending = {readonly at: number; readonly run: () => void};
const pending = new Set<Pending>();
const timers: Timers = {
  setTimeout(run, ms) {
    const timer = {at: elapsed + Math.max(0, ms), run};
    pending.add(timer);
    return timer;
  },
  clearTimeout: (timer) => void pending.delete(timer as Pending),
};

let {promise: answered, resolve: wake} = Promise.withResolvers<void>();

const send = createSend({env: {}});
const countedSend: SendRequest = async (request) => {
  underWay += 1;
  // A token, once an hour, is beside the budget.
  if (!request.url.includes('/oauth2/')) count();
  try {
    const answer = await send(request);
    const parts: Uint8Array[] = [];
    for await (const part of answer.body) parts.push(part);
    return {...answer, body: Readable.from(parts)};
  } finally {
    underWay -= 1;
    wake();
    ({promise: answered, resolve: wake} = Promise.withResolvers<void>());
  }
};

function count(): void {
  requests += 1;
  mostUnderWay = Math.max(mostUnderWay, underWay);
  starts.push(elapsed);
  while ((starts[0] ?? elapsed) <= elapsed - 1000) starts.shift();
  busiest = Math.max(busiest, starts.length);
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Everything has happened that this moment brings. */
async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await turn();
    if (underWay === 0) continue;
    await answered;
    quiet = 0;
  }
}

function earliest(): Pending | undefined {
  let first: Pending | undefined;
  for (const timer of pending) if (first === undefined || timer.at < first.at) first = timer;
  return first;
}

async function advanceTo(end: number): Promise<void> {
  await settled();
  for (let next = earliest(); next !== undefined && next.at <= end; next = earliest()) {
    elapsed = Math.max(elapsed, next.at);
    pending.delete(next);
    next.run();
    await settled();
  }
  elapsed = end;
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
    timers: pending.size,
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
  for (let end = elapsed + TICK_MS; end <= hour * HOUR_MS; end += TICK_MS) {
    poller.setVisible(store.page({filter: {}, sort: 'attention'}, 0, 20).map(({id}) => id));
    await advanceTo(end);
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
