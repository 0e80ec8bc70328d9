import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {createRandom} from '../../src/sandbox/random.ts';
import {ROOT} from '../bundle.ts';
import {mutantsOf, type Mutant} from './mutants.ts';

/**
 * `npm run mutation -- --count 100 --seed 7 [--in src/sync --in src/api] [--e2e] [test/sync ...]`: changes operators of src/ in a copy,
 * one at a time, and runs the unit tests that run the function around it (of the folders named, where there are any). Says of
 * each whether a test noticed; with --e2e those that none did are tried end to end. Exit code 0: a survivor is for a person to
 * look at, some change nothing.
 */
const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    count: {type: 'string', default: '100'},
    seed: {type: 'string', default: '1'},
    in: {type: 'string', multiple: true, default: ['src/']},
    /** A map of an earlier run, to be kept there: which test runs what takes minutes to find out. */
    map: {type: 'string'},
    e2e: {type: 'boolean', default: false},
  },
});
const LIMIT_MS = 300_000;

const copy = mkdtempSync(join(tmpdir(), 'casedeck-mutation-'));
process.on('exit', () => rmSync(copy, {recursive: true, force: true}));
const git = (...args: readonly string[]) => execFileSync('git', args, {cwd: ROOT, encoding: 'utf8'});
execFileSync('bash', ['-c', `git ls-files -z | xargs -0 cp --parents -P -t "$1"`, 'bash', copy], {cwd: ROOT});
for (const folder of ['node_modules', 'tools/node_modules'])
  symlinkSync(join(ROOT, folder), join(copy, folder));

type Ran = {
  readonly test: string;
  readonly ran: readonly (readonly [file: string, names: readonly string[]])[];
};

function vitest(args: readonly string[], env: NodeJS.ProcessEnv = {}, limitMs = LIMIT_MS) {
  const bin = join(ROOT, 'node_modules/vitest/vitest.mjs');
  return spawnSync(process.execPath, [bin, 'run', '--no-color', ...args], {
    cwd: copy,
    encoding: 'utf8',
    env: {...process.env, ...env},
    timeout: limitMs,
    killSignal: 'SIGKILL',
    maxBuffer: 2 ** 28,
  });
}

/** Which unit test runs which functions. */
function readMap(): readonly Ran[] {
  const file = values.map ?? join(copy, 'map.jsonl');
  if (!existsSync(file)) {
    const config = join(copy, 'mutation.config.ts');
    const lines = [
      `import {mergeConfig} from 'vitest/config';`,
      `import base from './vitest.config.ts';`,
      `export default mergeConfig(base, {test: {setupFiles: ['tools/mutation/coverage-setup.ts']}});`,
    ];
    writeFileSync(config, lines.join('\n'));
    vitest(
      ['--config', config, '--project', 'unit', ...positionals],
      {CASEDECK_COVERAGE: file},
      20 * LIMIT_MS,
    );
  }
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Ran);
}

/** The test files that run the function, those first that run little else; of the top of a module, all that run any of it. */
function testsFor({file, inside}: Mutant, map: readonly Ran[]): readonly string[] {
  return map
    .filter(({ran}) =>
      ran.some(([path, names]) => path === file && (inside === undefined || names.includes(inside))),
    )
    .toSorted((one, other) => one.ran.length - other.ran.length)
    .map(({test}) => test.slice(test.lastIndexOf('/test/') + 1));
}

function write({file, start, end}: Mutant, replacement: string): void {
  const text = texts.get(file) ?? '';
  writeFileSync(join(copy, file), text.slice(0, start) + replacement + text.slice(end));
}

/** What noticed the change; undefined where nothing did. */
function caughtBy(mutant: Mutant, map: readonly Ran[]): string | undefined {
  const tests = testsFor(mutant, map);
  const unit =
    tests.length === 0 ? undefined : failureOf(vitest(['--project', 'unit', '--bail', '1', ...tests]));
  if (unit !== undefined || !values.e2e) return unit;
  const built = spawnSync(process.execPath, ['tools/build.ts'], {cwd: copy});
  return built.status === 0 ? failureOf(vitest(['--project', 'e2e', '--bail', '1'])) : 'the build';
}

function failureOf({status, stdout, stderr, error}: ReturnType<typeof vitest>): string | undefined {
  if (status === 0) return undefined;
  if (error !== undefined || status === null) return 'time';
  return /^ FAIL {2}(.*)/m.exec(stdout + stderr)?.[1] ?? 'a test file that does not load';
}

const files = git('ls-files', ...values.in)
  .trim()
  .split('\n');
const texts = new Map(
  files
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
);
const all = [...texts].flatMap(([file, text]) => mutantsOf(file, text));
const random = createRandom(Number(values.seed));
const sample = Array.from({length: Math.min(Number(values.count), all.length)}, () => random.pick(all));
const map = readMap();
let caught = 0;
for (const mutant of sample) {
  const {file, start, end, replacement, line} = mutant;
  const before = (texts.get(file) ?? '').slice(start, end);
  write(mutant, replacement);
  const by = caughtBy(mutant, map);
  write(mutant, before);
  if (by !== undefined) caught += 1;
  const change = `${file}:${line}  ${before}  ->  ${replacement}`.replaceAll(/\s*\n\s*/g, ' ');
  console.log(by === undefined ? `SURVIVED  ${change}` : `caught    ${change}  (${by})`);
}
console.log(
  `${sample.length} changes of ${all.length} possible ones, seed ${values.seed}: ${caught} caught, ${sample.length - caught} survived`,
);
