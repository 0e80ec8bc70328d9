/**
 * Whole-process times of commands that scripts call often, beside Node's own start, in turns so that a busy
 * moment falls on all of them: `npm run --silent build && node bench/commands.ts [--tickets N] [--rounds N]`. Where
 * `npm run standalone` has made the executable (`--bin FILE`: another one), it stands beside `bin/casedeck.js`.
 */
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {quantile} from './probe.ts';
import {fillStore} from './tickets.ts';

const {values: flags} = parseArgs({
  options: {
    tickets: {type: 'string', default: '10000'},
    rounds: {type: 'string', default: '15'},
    bin: {type: 'string'},
  },
});
const casedeck = fileURLToPath(new URL('../bin/casedeck.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'casedeck-bench-'));
const env = {HOME: home, PATH: process.env['PATH'], LANG: 'C.UTF-8', TZ: 'UTC'};

const COMMANDS: readonly (readonly string[])[] = [
  ['-e', '0'],
  [casedeck, 'completion', '--answer', 'id', '1'],
  [casedeck, 'completion', '--answer', 'view', ''],
  [casedeck, '--version'],
  [casedeck, 'completion', 'bash'],
  [casedeck, 'show', '--json', '--offline', '1-204000000001'],
  [casedeck, 'search', 'optics', '--json'],
  [casedeck, 'list', '--json', '--offline', '--limit', '50'],
  [casedeck, 'list', '--json', '--offline'],
  [casedeck, 'list', '--view', 'all', '--offline'],
];

const executable = flags.bin ?? fileURLToPath(new URL('../standalone/casedeck', import.meta.url));
const EXECUTABLE = existsSync(executable) ? executable : undefined;
/** The same by the packaged executable, in the same turns, where it was made. */
const BY_EXECUTABLE =
  EXECUTABLE === undefined ? [] : COMMANDS.slice(1).map(([, ...args]) => [EXECUTABLE, ...args]);
const ALL = [...COMMANDS, ...BY_EXECUTABLE];

type Measured = {readonly ms: number; readonly bytes: number};

function measure(args: readonly string[]): Measured {
  const [program, given] =
    args[0] === EXECUTABLE && EXECUTABLE !== undefined
      ? [EXECUTABLE, args.slice(1)]
      : [process.execPath, args];
  const started = performance.now();
  const {stdout} = spawnSync(program, given, {env, maxBuffer: 2 ** 30});
  return {ms: performance.now() - started, bytes: stdout.length};
}

try {
  const state = join(home, '.local/state/casedeck');
  mkdirSync(state, {recursive: true, mode: 0o700});
  fillStore(join(state, 'default.db'), Number(flags.tickets), Date.now());
  const times = ALL.map((): number[] => []);
  const sizes: number[] = [];
  for (let round = 0; round <= Number(flags.rounds); round += 1) {
    for (const [index, args] of ALL.entries()) {
      const {ms, bytes} = measure(args);
      sizes[index] = bytes;
      // The first round fills the caches.
      if (round > 0) times[index]?.push(ms);
    }
  }
  console.log(`${cpus()[0]?.model ?? ''}, Node ${process.versions.node}, ${flags.tickets} tickets\n`);
  console.log('| command | median ms | fastest ms | kB |\n|---|---|---|---|');
  const NAMES: Readonly<Record<string, string>> = {
    [casedeck]: 'casedeck',
    [EXECUTABLE ?? ' ']: 'executable',
    '': "''",
  };
  for (const [index, args] of ALL.entries()) {
    const name = args.map((word) => NAMES[word] ?? word).join(' ');
    const taken = times[index] ?? [];
    const [median, fastest] = [quantile(taken, 0.5), Math.min(...taken)].map((ms) => ms.toFixed(0));
    console.log(
      `| ${index === 0 ? `node ${name}` : name} | ${median} | ${fastest} | ${((sizes[index] ?? 0) / 1024).toFixed(0)} |`,
    );
  }
} finally {
  rmSync(home, {recursive: true, force: true});
}
