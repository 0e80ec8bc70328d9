/**
 * Measures casedeck from outside, and beside it neomutt, aerc, tig (those that are installed) and Node alone, in one run:
 * `npm run bench [-- --write] [--sizes 100,10000 --starts 5 --only casedeck,neomutt --json FILE]`. See README.md.
 */
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import {availableParallelism, cpus, loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {budgetTable, type Measured} from './budgets.ts';
import {commandTable, measureCommands} from './commands.ts';
import {fullTable, measureFull} from './full.ts';
import {measureHours, type Hours} from './hours.ts';
import {measureIdle} from './idle.ts';
import {mailTables, measureMails} from './mail.ts';
import {measurePaste} from './paste.ts';
import {memoryOf, Probe, quantile, type Keys, type Program, type Size, type Start} from './probe.ts';
import {contestants} from './programs.ts';
import {programTable, type NodeFloor, type Row, type Sized} from './table.ts';

const SMALL: Size = {cols: 80, rows: 24};
const LARGE: Size = {cols: 200, rows: 50};
/** Fewer than the fewest tickets, so that the last one is answered, too. */
const KEYS = 90;
const COMMAND_ROUNDS = 9;
/** What a program keeps for its next start is written by then; the probe kills what it has measured. */
const KEEPS_WITHIN_MS = 2500;
const NOTE = 'The technician reseated the optics and cleaned both ends; light is back at -3 dBm. '.repeat(50);
const NOTE_LENGTH = 3900;

const {values: flags} = parseArgs({
  options: {
    sizes: {type: 'string', default: '100,10000,100000'},
    // The others are held against with so many.
    others: {type: 'string', default: '10000'},
    starts: {type: 'string', default: '5'},
    only: {type: 'string'},
    json: {type: 'string'},
    write: {type: 'boolean', default: false},
  },
});
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

function floorMs(): number {
  const started = performance.now();
  spawnSync(process.execPath, ['-e', '0'], {stdio: 'ignore'});
  return performance.now() - started;
}

/** Node doing nothing. */
async function nodeFloor(): Promise<NodeFloor> {
  const idle = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], {stdio: 'ignore'});
  await pause(1000);
  const memoryMb = memoryOf(idle.pid ?? 0);
  idle.kill('SIGKILL');
  return {startMs: quantile(floors, 0.5), memoryMb};
}

/** A program with so many messages, in a home of its own. */
type Subject = {
  readonly name: string;
  readonly count: number;
  readonly program: Program;
  readonly starts: Start[];
  readonly remove: () => void;
};

async function prepareSubjects(): Promise<readonly Subject[]> {
  const subjects: Subject[] = [];
  for (const {name, prepare} of all.filter((one) => isChosen(one.name))) {
    for (const count of (name === 'casedeck' ? flags.sizes : flags.others).split(',').map(Number)) {
      const home = mkdtempSync(join(tmpdir(), 'casedeck-bench-'));
      const remove = () => rmSync(home, {recursive: true, force: true});
      const program = await part(`${name}, ${count}, prepared`, () => prepare(home, count));
      if (program === undefined) remove();
      else subjects.push({name, count, program, starts: [], remove});
    }
  }
  return subjects;
}

/**
 * All in turn, `node -e 0` as well, so that no one has the machine in a better hour; the first round fills the caches and
 * is not counted. Gives those that started each time.
 */
async function measureStarts(subjects: readonly Subject[]): Promise<readonly Subject[]> {
  let left = subjects;
  for (let round = 0; round <= starts; round += 1) {
    for (const subject of left) {
      floors.push(floorMs());
      const start = await withProbe(subject.program, SMALL, async (probe) => {
        const list = await probe.list();
        if (round === 0) await pause(KEEPS_WITHIN_MS);
        return list;
      }).catch((error: unknown) => fail(`${nameOf(subject)}, start`, error));
      if (start === undefined) left = left.filter((one) => one !== subject);
      else if (round > 0) subject.starts.push(start);
    }
  }
  return left;
}

function startOf(measured: readonly Start[]): Start {
  const median = (pick: (start: Start) => number) => quantile(measured.map(pick), 0.5);
  return {
    firstByteMs: median((start) => start.firstByteMs),
    listMs: median((start) => start.listMs),
    computedMs: median((start) => start.computedMs),
    rows: median((start) => start.rows),
  };
}

async function measureKeys(program: Program, size: Size): Promise<Sized> {
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

async function measureOne({name, count, program, starts: started}: Subject): Promise<Row> {
  const isOurs = name === 'casedeck';
  const listening = {...program, args: [...program.args, '--screen-reader']};
  return {
    name,
    count,
    floorMs: quantile(floors, 0.5),
    start: startOf(started),
    small: await measureKeys(program, SMALL),
    large: await measureKeys(program, LARGE),
    typing: isOurs ? await measureTyping(program) : undefined,
    screenReader: isOurs && count === 10_000 ? await measureKeys(listening, SMALL) : undefined,
  };
}

const failures: string[] = [];
/** Milliseconds of `node -e 0`, before each start. */
const floors: number[] = [];

/** What one part measured, or undefined where it could not: the others are measured all the same. */
async function part<T>(name: string, measure: () => T | Promise<T>): Promise<T | undefined> {
  try {
    const measured = await measure();
    process.stderr.write(`${name}: measured\n`);
    return measured;
  } catch (error) {
    return fail(name, error);
  }
}

function fail(name: string, error: unknown): undefined {
  failures.push(`${name}: not measured. ${error instanceof Error ? error.message : String(error)}`);
  process.stderr.write(`${failures.at(-1)}\n`);
}

async function measurePrograms(): Promise<readonly Row[]> {
  const subjects = await prepareSubjects();
  const rows: Row[] = [];
  try {
    for (const subject of await measureStarts(subjects)) {
      const row = await part(nameOf(subject), () => measureOne(subject));
      if (row !== undefined) rows.push(row);
    }
  } finally {
    for (const {remove} of subjects) remove();
  }
  return rows;
}

function nameOf({name, count}: Subject): string {
  return `${name}, ${count}`;
}

function isChosen(name: string): boolean {
  return flags.only === undefined || flags.only.split(',').includes(name.split(' ')[0] ?? '');
}

function hoursLines({hours, startMb, endMb, mostMb, requests}: Hours): readonly string[] {
  return [
    '| hours on a lively service, 50 open tickets | at the start MB | at the end MB | most MB | requests |',
    '|---|---|---|---|---|',
    `| ${hours}, simulated | ${startMb.toFixed(0)} | ${endMb.toFixed(0)} | ${mostMb.toFixed(0)} | ${requests} |`,
  ];
}

function versionLine(): string {
  const others = all.flatMap(({name, version}) =>
    name.startsWith('casedeck') ? [] : [version.startsWith(name) ? version : `${name} ${version}`],
  );
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}`;
  return [new Date().toISOString().slice(0, 10), machine, ...others].join('; ');
}

const load = () => (loadavg()[0] ?? 0).toFixed(1);
const silence = await startSilence();
const all = contestants(silence.endpoint);
const begun = {at: performance.now(), load: load()};
const rows = await measurePrograms();
silence.close();
const isOurs = isChosen('casedeck');
const ours = <T>(name: string, measure: () => T | Promise<T>) => (isOurs ? part(name, measure) : undefined);
const commands = await ours('commands', () => measureCommands({tickets: 10_000, rounds: COMMAND_ROUNDS}));
const full = await ours('first starts', measureFull);
const idle = await ours('an idle hour', measureIdle);
const hours = await ours('eight hours', measureHours);
const paste = await ours('5 MB pasted', measurePaste);
const mails = await ours('mails', measureMails);
const measured: Measured = {rows, commands, full, idle, hours, paste, mails};
const floor = await nodeFloor();
const minutes = ((performance.now() - begun.at) / 60_000).toFixed(1);

const report = [
  `${versionLine()}. ${minutes} minutes; load of the machine ${begun.load} at the beginning, ${load()} at the end (one is this run itself).`,
  '',
  ...budgetTable(measured),
  '',
  ...programTable(rows, floor),
  '',
  'Times in milliseconds; keys as median / 95th percentile.',
  '',
  ...(full === undefined ? [] : [...fullTable(full), '']),
  ...(idle === undefined
    ? []
    : [`Requests an hour, idle, 50 open tickets, 80x24, simulated: ${idle.join(', ')}.`, '']),
  ...(hours === undefined ? [] : [...hoursLines(hours), '']),
  ...(paste === undefined
    ? []
    : [
        `5 MB pasted into a note: the longest stop ${paste.ms.toFixed(0)} ms, ${paste.computedMs.toFixed(0)} ms of it computed.`,
        '',
      ]),
  ...(commands === undefined ? [] : [...commandTable(commands), '']),
  ...(mails === undefined ? [] : [...mailTables(mails), '']),
  ...failures,
];
for (const line of report) console.log(line);
if (flags.json !== undefined) {
  const tidy = (_: string, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 10) / 10 : value;
  writeFileSync(flags.json, `${JSON.stringify(measured, tidy)}\n`);
}
if (flags.write) {
  const file = new URL('README.md', import.meta.url);
  const [before = '', , after = ''] = readFileSync(file, 'utf8').split(
    /<!-- (?:figures|end of figures) -->\n/,
  );
  const text = [
    before,
    '<!-- figures -->\n',
    `${report.join('\n').trim()}\n`,
    '<!-- end of figures -->\n',
    after,
  ];
  writeFileSync(file, text.join(''));
}
process.exitCode = failures.length === 0 ? 0 : 1;
