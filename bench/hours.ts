/**
 * What the real program holds after eight hours on a lively service: `node bench/hours.ts`, after a build. Its clock and its
 * timers run so much quicker; each minute one of its 50 open tickets has a new note, and somebody walks about.
 */
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {startAnswering} from './answering-service.ts';
import {emptyHome} from './console-home.ts';
import {Probe} from './probe.ts';

const HOURS = 8;
const HOUR = 3_600_000;
const FASTER = 360;
const OPEN = 50;
/** Everything is read, and what only the start needed is given back. */
const SETTLED_AFTER_MS = 5000;
const WALK = ['j', 'j', 'k', '\r', 'j', '\u001B', 'j', 'k'];
const STEP_MS = 700;

const QUICKER = `
const begun = Date.now();
const {now} = Date;
const quick = () => Math.round(begun + (now() - begun) * ${FASTER});
const Slow = Date;
globalThis.Date = class Date extends Slow {
  constructor(...given) { given.length === 0 ? super(quick()) : super(...given); }
  static now() { return quick(); }
};
for (const name of ['setTimeout', 'setInterval']) {
  const slow = globalThis[name];
  // The start itself is as long as ever: at its end memory is given back.
  const isSlow = (ms) => ms < 5000 && now() < begun + 4000;
  globalThis[name] = (run, ms = 0, ...given) => slow(run, isSlow(ms) ? ms : ms / ${FASTER}, ...given);
}`;

export type Hours = {
  readonly hours: number;
  readonly startMb: number;
  readonly endMb: number;
  readonly mostMb: number;
  readonly requests: number;
};

/** Takes 85 seconds. */
export async function measureHours(): Promise<Hours> {
  const begun = Date.now();
  const now = () => Math.round(begun + (Date.now() - begun) * FASTER);
  const service = await startAnswering({open: OPEN, latencyMs: 0, lively: now});
  // As time passes, an answer takes minutes.
  const home = emptyHome({endpoint: service.endpoint, config: '[api]\ntimeout = "30m"\n', preload: QUICKER});
  const probe = new Probe(home.program, {cols: 80, rows: 24});
  try {
    await probe.list();
    await pause(SETTLED_AFTER_MS);
    const startMb = probe.memoryMb();
    const before = service.requests();
    const memory: number[] = [];
    const until = performance.now() + (HOURS * HOUR) / FASTER;
    for (let step = 0; performance.now() < until; step += 1) {
      probe.write(WALK[step % WALK.length] ?? 'j');
      await pause(STEP_MS);
      memory.push(probe.memoryMb());
    }
    return {
      hours: HOURS,
      startMb,
      endMb: memory.at(-1) ?? Number.NaN,
      mostMb: Math.max(...memory),
      requests: service.requests() - before,
    };
  } finally {
    await probe.end();
    service.close();
    home.remove();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await measureHours());
