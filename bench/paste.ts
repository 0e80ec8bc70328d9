/** How long 5 MB pasted into a note hold everything else up: `node bench/paste.ts`, after a build. */
import {readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {startAnswering} from './answering-service.ts';
import {emptyHome} from './console-home.ts';
import {Probe} from './probe.ts';

const LINE = 'a line of a log, and more of it\n';
const SIZE = 5_000_000;
const LIMIT_MS = 30_000;

/** The longest time between two turns of a timer of 1 ms, by the clock and by what the first thread computed. */
const WATCH = `
const {writeFileSync} = require('node:fs');
const used = () => { const {user, system} = process.threadCpuUsage(); return (user + system) / 1000; };
let longest = {ms: 0, computedMs: 0};
let [at, computed] = [performance.now(), used()];
let isOn = false;
process.on('SIGUSR2', () => {
  if (isOn) writeFileSync(process.env.HOME + '/stops.json', JSON.stringify(longest));
  isOn = true;
  setInterval(() => {
    const [now, nowUsed] = [performance.now(), used()];
    longest = {ms: Math.max(longest.ms, now - at), computedMs: Math.max(longest.computedMs, nowUsed - computed)};
    [at, computed] = [now, nowUsed];
  }, 1).unref();
  [at, computed] = [performance.now(), used()];
});`;

export type Stops = {readonly ms: number; readonly computedMs: number};

export async function measurePaste(): Promise<Stops> {
  const service = await startAnswering({open: 20, latencyMs: 0});
  const home = emptyHome({endpoint: service.endpoint, preload: WATCH});
  const probe = new Probe(home.program, {cols: 80, rows: 24});
  try {
    await probe.list();
    probe.write('c');
    await probe.quiet();
    process.kill(probe.pid, 'SIGUSR2');
    await pause(50);
    probe.write(`\u001B[200~${LINE.repeat(Math.ceil(SIZE / LINE.length))}\u001B[201~`);
    await probe.text('characters more', LIMIT_MS);
    await probe.quiet();
    process.kill(probe.pid, 'SIGUSR2');
    await pause(300);
    return JSON.parse(readFileSync(join(home.folder, 'stops.json'), 'utf8')) as Stops;
  } finally {
    await probe.end();
    service.close();
    home.remove();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await measurePaste());
