import {fork} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';
import {often} from '../support/long.ts';
import type {SoakHour, SoakMessage} from './support/soak-messages.ts';

const HOURS = Number(process.env['CASEDECK_SOAK_HOURS'] ?? often(1, 24));
const TICKETS = often(250, 5000);
/** A disk in memory where there is one: 50,000 transactions are waited for otherwise. */
const MEMORY = '/dev/shm';
/** The first hours fill caches and read every open ticket for the first time. */
const WARM_UP = Math.min(4, Math.floor(HOURS / 3));
/** No claim about time: an hour takes a few seconds, and more where other work keeps the processors. */
const TIMEOUT_MS = 60_000 + HOURS * 120_000;

type Done = SoakMessage & {readonly kind: 'done'};

/** Runs the child; the sandbox's clock and technicians follow its time. */
async function soak(hours: number): Promise<{readonly series: readonly SoakHour[]; readonly done: Done}> {
  let now = Date.UTC(2026, 5, 1);
  const sandbox = await startSandbox({tickets: TICKETS, now: () => now, logLimit: 10, answerAfterMs: 60_000});
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'casedeck-soak-'));
  const script = fileURLToPath(new URL('support/soak.ts', import.meta.url));
  const {url, clientId, clientSecret} = sandbox;
  const args = [join(folder, 'store.db'), url, clientId, clientSecret, String(hours), String(now)];
  const child = fork(script, args, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await sandbox.close();
    rmSync(folder, {recursive: true, force: true});
  });
  const series: SoakHour[] = [];
  return await new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`The child ended with ${String(code)}.`)));
    child.on('message', (message: SoakMessage) => {
      if (message.kind === 'hour') series.push(message);
      if (message.kind === 'done') resolve({series, done: message});
      if (message.kind !== 'tick') return;
      now = message.now;
      sandbox.tick();
      child.send('on');
    });
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

test(
  `${HOURS} simulated hours over ${TICKETS} tickets that live`,
  {timeout: TIMEOUT_MS},
  async ({annotate}) => {
    const {series, done} = await soak(HOURS);
    const last = series.at(-1);
    const settled = series.slice(WARM_UP);
    const half = Math.ceil(settled.length / 2);
    const [early, late] = [settled.slice(0, half), settled.slice(-half)].map((part) => ({
      memory: mean(part.map(({memory}) => memory)),
      rss: mean(part.map(({rss}) => rss)),
    }));
    if (last === undefined || early === undefined || late === undefined) throw new Error('no hours');
    const growth = late.memory / early.memory - 1;
    const perSecond = last.requests / (HOURS * 3600);
    await annotate(
      [
        `${done.all} tickets, ${done.open} open; ${last.requests} requests, ${perSecond.toFixed(2)} a second,`,
        `at most ${last.busiest} in one second and ${last.mostUnderWay} at a time.`,
        `Memory ${megabytes(early.memory)} to ${megabytes(late.memory)} MB (${(growth * 100).toFixed(1)} %),`,
        `resident ${megabytes(early.rss)} to ${megabytes(late.rss)} MB;`,
        `handles ${series.map(({handles}) => handles).join(' ')}, files ${series.map(({files}) => files).join(' ')}.`,
      ].join(' '),
    );
    // Some are plain cases or somebody else's: order history lists neither.
    expect(done.all).toBeGreaterThan(TICKETS - 50);
    expect(done.error).toBeUndefined();
    expect(growth).toBeLessThan(0.05);
    expect(last.busiest).toBeLessThanOrEqual(2);
    expect(last.mostUnderWay).toBeLessThanOrEqual(4);
    const [firstSettled] = settled;
    expect(last.handles).toBeLessThanOrEqual((firstSettled?.handles ?? 0) + 2);
    expect(last.files).toBeLessThanOrEqual((firstSettled?.files ?? 0) + 2);
    expect(last.timers).toBeLessThan(20);
  },
);
