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

const casedeck = fileURLToPath(new URL('../bin/casedeck.js', import.meta.url));

/** Node's own start comes first: what the others are held against. */
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

export type CommandTimes = {
  readonly name: string;
  readonly medianMs: number;
  readonly fastestMs: number;
  readonly bytes: number;
  /** Times Node's own start, in turn with it. */
  readonly ratio: number;
};

export type CommandOptions = {
  readonly tickets: number;
  readonly rounds: number;
  /** The executable that stands beside the script; the one that `npm run standalone` makes. */
  readonly bin?: string | undefined;
};

const STANDALONE = fileURLToPath(new URL('../standalone/casedeck', import.meta.url));

export function measureCommands({
  tickets,
  rounds,
  bin = STANDALONE,
}: CommandOptions): readonly CommandTimes[] {
  const home = mkdtempSync(join(tmpdir(), 'casedeck-bench-'));
  const env = {HOME: home, PATH: process.env['PATH'], LANG: 'C.UTF-8', TZ: 'UTC'};
  const run = (args: readonly string[]) => {
    const [program, given] = args[0] === bin ? [bin, args.slice(1)] : [process.execPath, args];
    const started = performance.now();
    const {stdout} = spawnSync(program, given, {env, maxBuffer: 2 ** 30});
    return {ms: performance.now() - started, bytes: stdout.length};
  };
  /** The same by the executable, in the same turns, where it was made. */
  const byExecutable = existsSync(bin) ? COMMANDS.slice(1).map(([, ...args]) => [bin, ...args]) : [];
  const all = [...COMMANDS, ...byExecutable];
  const names: Readonly<Record<string, string>> = {[casedeck]: 'casedeck', [bin]: 'executable', '': "''"};
  const nameOf = (args: readonly string[]) => args.map((word) => names[word] ?? word).join(' ');
  try {
    const state = join(home, '.local/state/casedeck');
    mkdirSync(state, {recursive: true, mode: 0o700});
    fillStore(join(state, 'default.db'), tickets, Date.now());
    const times = all.map((): number[] => []);
    const sizes: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, args] of all.entries()) {
        const {ms, bytes} = run(args);
        sizes[index] = bytes;
        // The first round fills the caches.
        if (round > 0) times[index]?.push(ms);
      }
    }
    const floors = times[0] ?? [];
    return all.map((args, index) => {
      const taken = times[index] ?? [];
      return {
        name: index === 0 ? `node ${nameOf(args)}` : nameOf(args),
        medianMs: quantile(taken, 0.5),
        fastestMs: Math.min(...taken),
        bytes: sizes[index] ?? 0,
        ratio: quantile(
          taken.map((ms, round) => ms / (floors[round] ?? Number.NaN)),
          0.5,
        ),
      };
    });
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
}

/** A Markdown table of them. */
export function commandTable(times: readonly CommandTimes[]): readonly string[] {
  return [
    '| command | median ms | fastest ms | times `node -e 0` | kB |',
    '|---|---|---|---|---|',
    ...times.map(
      ({name, medianMs, fastestMs, ratio, bytes}) =>
        `| ${name} | ${medianMs.toFixed(0)} | ${fastestMs.toFixed(0)} | ${ratio.toFixed(1)} | ${(bytes / 1024).toFixed(0)} |`,
    ),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {values: flags} = parseArgs({
    options: {
      tickets: {type: 'string', default: '10000'},
      rounds: {type: 'string', default: '15'},
      bin: {type: 'string'},
    },
  });
  const {bin} = flags;
  const measured = measureCommands({tickets: Number(flags.tickets), rounds: Number(flags.rounds), bin});
  console.log(`${cpus()[0]?.model ?? ''}, Node ${process.versions.node}, ${flags.tickets} tickets\n`);
  for (const line of commandTable(measured)) console.log(line);
}
