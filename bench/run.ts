/**
 * Measures casedeck from outside, and neomutt and aerc where they are installed, in one run on the same
 * number of messages: `npm run bench [-- --sizes 100,10000 --starts 5 --json FILE]`. See README.md.
 */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import {availableParallelism, cpus, tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {printFull} from './full.ts';
import {printIdle} from './idle.ts';
import {Probe, quantile, type Keys, type Program, type Size, type Start} from './probe.ts';
import {contestants} from './programs.ts';
import {printTable, type Row} from './table.ts';

const SMALL: Size = {cols: 80, rows: 24};
const LARGE: Size = {cols: 200, rows: 50};
const KEYS = 40;
const FULL_STARTS = 3;
/** What a program keeps for its next start is written by then; the probe kills what it has measured. */
const KEEPS_WITHIN_MS = 2500;
const NOTE = 'The technician reseated the optics and cleaned both ends; light is back at -3 dBm. '.repeat(50);
const NOTE_LENGTH = 3900;

const {values: flags} = parseArgs({
  options: {
    sizes: {type: 'string', default: '100,10000,100000'},
    starts: {type: 'string', default: '7'},
    only: {type: 'string'},
    json: {type: 'string'},
  },
});
const sizes = flags.sizes.split(',').map(Number);
const starts = Number(flags.starts);

/** A service that takes requests and never answers: nothing on the screen changes by itself. */
async function startSilence(): Promise<{endpoint: string; close: () => void}> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const {port} = server.address() as AddressInfo;
  return {endpoint: `http://127.0.0.1:${port}`, close: () => server.close()};
}

async function withProbe<T>(program: Program, size: Size, measure: (probe: Probe) => Promise<T>): Promise<T> {
  const probe = new Probe(program, size);
  try {
    return await measure(probe);
  } finally {
    await probe.end();
  }
}

/** The median of several starts, after one that fills the caches. */
async function measureStart(program: Program): Promise<Start> {
  const measured: Start[] = [];
  for (let round = 0; round <= starts; round += 1) {
    const start = await withProbe(program, SMALL, async (probe) => {
      const list = await probe.list();
      if (round === 0) await pause(KEEPS_WITHIN_MS);
      return list;
    });
    if (round > 0) measured.push(start);
  }
  const median = (pick: (start: Start) => number) => quantile(measured.map(pick), 0.5);
  return {
    firstByteMs: median((start) => start.firstByteMs),
    listMs: median((start) => start.listMs),
    computedMs: median((start) => start.computedMs),
    rows: median((start) => start.rows),
  };
}

async function measureKeys(program: Program, size: Size): Promise<Keys & {readonly memoryMb: number}> {
  return await withProbe(program, size, async (probe) => {
    await probe.list();
    const keys = await probe.keys('j', KEYS);
    return {...keys, memoryMb: probe.memoryMb()};
  });
}

async function measureTyping(program: Program): Promise<Keys> {
  return await withProbe(program, SMALL, async (probe) => {
    await probe.list();
    probe.write('c');
    await probe.quiet();
    probe.write(`\x1b[200~${NOTE.slice(0, NOTE_LENGTH)}\x1b[201~`);
    await probe.quiet();
    return await probe.keys('x', KEYS);
  });
}

async function measureOne(name: string, count: number, program: Program): Promise<Row> {
  return {
    name,
    count,
    start: await measureStart(program),
    small: await measureKeys(program, SMALL),
    large: await measureKeys(program, LARGE),
    typing: name === 'casedeck' ? await measureTyping(program) : undefined,
  };
}

const silence = await startSilence();
const all = contestants(silence.endpoint);
const chosen = all.filter(({name}) => flags.only === undefined || flags.only.split(',').includes(name));
const rows: Row[] = [];
for (const {name, prepare} of chosen) {
  for (const count of sizes) {
    const home = mkdtempSync(join(tmpdir(), 'casedeck-bench-'));
    try {
      rows.push(await measureOne(name, count, prepare(home, count)));
      process.stderr.write(`${name} ${count} measured\n`);
    } finally {
      rmSync(home, {recursive: true, force: true});
    }
  }
}
silence.close();

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}`;
const versions = Object.fromEntries(all.map(({name, version}) => [name, version]));
printTable(machine, versions, rows);
await printFull(FULL_STARTS);
await printIdle();
const tidy = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value);
const json = JSON.stringify({machine, versions, rows}, tidy);
if (flags.json === undefined) console.log(`\n${json}`);
else writeFileSync(flags.json, `${json}\n`);
