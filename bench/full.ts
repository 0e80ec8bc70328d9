/**
 * How long a first start takes until every row has its words, against a service that answers after 150 ms; and what
 * happens where it allows five requests a second: `node bench/full.ts`, after `npm run build`.
 */
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {startAnswering, type AnsweringOptions} from './answering-service.ts';
import {emptyHome} from './console-home.ts';
import {Probe, quantile} from './probe.ts';

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
  const home = emptyHome({endpoint: service.endpoint});
  const startedAt = performance.now();
  const probe = new Probe(home.program, {cols: 80, rows: 24});
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
    home.remove();
  }
}

/** The first screen is full when its last row has its words: no new mark for half a second. */
async function firstScreen(probe: Probe, startedAt: number): Promise<number> {
  const {listMs} = await probe.list();
  return listMs - (startedAt - probe.startedAt);
}

const CASES: readonly (AnsweringOptions & {readonly name: string; readonly rounds: number})[] = [
  {name: '50 open', open: 50, latencyMs: LATENCY_MS, rounds: 3},
  {name: '200 open', open: 200, latencyMs: LATENCY_MS, rounds: 2},
  {name: '50 open, 5 a second allowed', open: 50, latencyMs: LATENCY_MS, perSecond: 5, rounds: 1},
];

export type FullCase = Full & {readonly name: string; readonly isHeldBack: boolean};

/** The median of a few first starts for each case. Takes 50 seconds. */
export async function measureFull(): Promise<readonly FullCase[]> {
  const cases: FullCase[] = [];
  for (const {name, rounds, ...options} of CASES) {
    const measured: Full[] = [];
    for (let round = 0; round < rounds; round += 1) measured.push(await measure(options));
    const median = (pick: (full: Full) => number) => quantile(measured.map(pick), 0.5);
    cases.push({
      name,
      isHeldBack: options.perSecond !== undefined,
      screenMs: median((full) => full.screenMs),
      fullMs: median((full) => full.fullMs),
      requests: median((full) => full.requests),
      refused: median((full) => full.refused),
      refusedTwice: median((full) => full.refusedTwice),
    });
  }
  return cases;
}

/** A Markdown table of them. */
export function fullTable(cases: readonly FullCase[]): readonly string[] {
  return [
    '| first start, empty store | first screen s | time to full s | requests until full | 429 | two 429 in a row |',
    '|---|---|---|---|---|---|',
    ...cases.map(({name, isHeldBack, screenMs, fullMs, requests, refused, refusedTwice}) => {
      // Held back by a 429, rows come so slowly that their end cannot be told.
      const screen = isHeldBack ? '' : seconds(screenMs);
      return `| ${name} | ${screen} | ${seconds(fullMs)} | ${requests} | ${refused} | ${refusedTwice} |`;
    }),
  ];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const line of fullTable(await measureFull())) console.log(line);
