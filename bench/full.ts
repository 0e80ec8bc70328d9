/**
 * How long a first start takes until every row has its words, against a service that answers after 150 ms; and what
 * happens where it allows five requests a second: `node bench/full.ts`, after `npm run build`.
 */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {startAnswering, type AnsweringOptions} from './answering-service.ts';
import {Probe, quantile} from './probe.ts';

const casedeck = fileURLToPath(new URL('../bin/casedeck.js', import.meta.url));
const LATENCY_MS = 150;
const LIMIT_MS = 120_000;
/** The last words are drawn within this. */
const DRAWN_WITHIN_MS = 1500;

type Full = {
  /** From start until the first screen had its words. */
  readonly screenMs: number;
  /** From start until the last words were drawn. */
  readonly fullMs: number;
  readonly requests: number;
  readonly refused: number;
  readonly refusedTwice: number;
};

async function measure(options: AnsweringOptions): Promise<Full> {
  const service = await startAnswering(options);
  const home = mkdtempSync(join(tmpdir(), 'casedeck-bench-'));
  const env = {
    HOME: home,
    EQUINIX_API_ENDPOINT: service.endpoint,
    EQUINIX_API_CLIENTID: 'bench',
    EQUINIX_API_CLIENTSECRET: 'bench-secret',
  };
  // As users start it: with the code compiled by an earlier start.
  execFileSync(process.execPath, [casedeck, '--version'], {env, stdio: 'ignore'});
  const startedAt = performance.now();
  const probe = new Probe({command: process.execPath, args: [casedeck], env}, {cols: 80, rows: 24});
  try {
    const screenMs = await firstScreen(probe, startedAt);
    while (service.details().count < options.open && performance.now() - startedAt < LIMIT_MS)
      await pause(50);
    if (service.details().count < options.open) throw new Error('Not every ticket was read.');
    await pause(DRAWN_WITHIN_MS);
    const statuses = service.answered();
    return {
      screenMs,
      fullMs: probe.drawnAt() - startedAt,
      requests: [...statuses.values()].reduce((sum, count) => sum + count, 0),
      refused: statuses.get(429) ?? 0,
      refusedTwice: service.refusedTwice(),
    };
  } finally {
    await probe.end();
    service.close();
    rmSync(home, {recursive: true, force: true});
  }
}

/** The first screen is full when its last row has its words: no new mark for half a second. */
async function firstScreen(probe: Probe, startedAt: number): Promise<number> {
  const {listMs} = await probe.list();
  return listMs - (startedAt - probe.startedAt);
}

const CASES: readonly (AnsweringOptions & {readonly name: string})[] = [
  {name: '50 open', open: 50, latencyMs: LATENCY_MS},
  {name: '200 open', open: 200, latencyMs: LATENCY_MS},
  {name: '50 open, 5 a second allowed', open: 50, latencyMs: LATENCY_MS, perSecond: 5},
];

/** Prints a Markdown table: the median of so many first starts for each case. */
export async function printFull(rounds: number): Promise<void> {
  console.log('\n| first start, empty store | first screen s | full s | requests | 429 | two 429 in a row |');
  console.log('|---|---|---|---|---|---|');
  for (const {name, ...options} of CASES) {
    const measured: Full[] = [];
    for (let round = 0; round < rounds; round += 1) measured.push(await measure(options));
    const median = (pick: (full: Full) => number) => quantile(measured.map(pick), 0.5);
    const cells = [
      // Held back by a 429, rows come so slowly that their end cannot be told.
      options.perSecond === undefined ? seconds(median((full) => full.screenMs)) : '',
      seconds(median((full) => full.fullMs)),
      median((full) => full.requests),
      median((full) => full.refused),
      median((full) => full.refusedTwice),
    ];
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFull(Number(process.argv[2] ?? 3));
