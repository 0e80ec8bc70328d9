import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {createRandom} from '../../src/sandbox/random.ts';
import {ROOT} from '../bundle.ts';
import {mutantsOf, type Mutant} from './mutants.ts';
import {nearestTests} from './nearest-tests.ts';
import type {Result} from './run-tests.ts';
import {Suite} from './suite.ts';

/**
 * `npm run mutation -- --count 100 --seed 7 [--in src/sync --in src/api] [--map FILE] [--most SECONDS]`: changes operators of
 * src/ in a copy, one at a time, and runs the tests of `npm test` that run the function around it, the quick ones first. Says
 * of each whether a test noticed. Exit code 0: a survivor is for a person to look at, some change nothing.
 */
const {values} = parseArgs({
  options: {
    count: {type: 'string', default: '100'},
    seed: {type: 'string', default: '1'},
    /** Leaves out the first of the sample, which an earlier run has tried. */
    skip: {type: 'string', default: '0'},
    in: {type: 'string', multiple: true, default: ['src/']},
    /** Which test runs what takes minutes to find out: kept there, and taken from there. */
    map: {type: 'string'},
    /** Needs no map: runs so many test files that have the fewest imports between themselves and the change. */
    near: {type: 'string'},
    /** Seconds of tests for one change; those left out are counted. */
    most: {type: 'string', default: '600'},
  },
});
/** Tests run in portions, the quick ones first: most changes are noticed by these. */
const PORTIONS_MS = [2000, 15_000, Number.POSITIVE_INFINITY];
const SLOWEST = 20;
const START_MS = 300_000;
/** Not known of those that are near; three make a portion. */
const NEAR_MS = 650;

const copy = mkdtempSync(join(tmpdir(), 'casedeck-mutation-'));
process.on('exit', () => rmSync(copy, {recursive: true, force: true}));
const run = (command: string, ...args: readonly string[]) =>
  execFileSync(command, args, {cwd: copy, encoding: 'utf8'});
const git = (...args: readonly string[]) => execFileSync('git', args, {cwd: ROOT, encoding: 'utf8'});
execFileSync('bash', ['-c', `git ls-files -z | xargs -0 cp --parents -P -t "$1"`, 'bash', copy], {cwd: ROOT});
for (const folder of ['node_modules', 'tools/node_modules'])
  symlinkSync(join(ROOT, folder), join(copy, folder));

type Known = {
  readonly test: string;
  readonly ms: number;
  readonly ran: readonly (readonly [file: string, names: readonly string[]])[];
};

function configOf(name: string, test: string): string {
  const file = join(copy, name);
  const lines = [
    `import {mergeConfig} from 'vitest/config';`,
    `import {BaseSequencer} from 'vitest/node';`,
    `import base from './vitest.config.ts';`,
    `class AsGiven extends BaseSequencer { sort(files) { return files; } }`,
    `export default mergeConfig(base, {test: ${test}});`,
  ];
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** Which test file runs which functions, and how long it takes; those that fail without any change are left out. */
async function readMap(): Promise<readonly Known[]> {
  const file = values.map ?? join(copy, 'map.json');
  if (!existsSync(file)) {
    const covered = join(copy, 'covered.jsonl');
    const config = configOf('map.config.ts', `{setupFiles: ['tools/mutation/coverage-setup.ts']}`);
    const suite = new Suite(copy, config, {CASEDECK_COVERAGE: covered});
    const answer = await suite.run({changed: []}, SLOWEST * START_MS);
    await suite.close();
    if (answer === undefined) throw new Error('The tests did not end without any change.');
    const lines = readFileSync(covered, 'utf8').trim().split('\n');
    const ran = new Map(lines.map((line) => JSON.parse(line) as [string, Known['ran']]));
    const failed = answer.files.filter(({failure}) => failure !== undefined);
    for (const {test, failure} of failed)
      console.error(`left out, fails without a change: ${test.slice(copy.length + 1)} (${failure})`);
    const known = answer.files
      .filter((result) => !failed.includes(result))
      .map(({test, ms}) => ({test: test.slice(copy.length + 1), ms, ran: ran.get(test) ?? []}));
    writeFileSync(file, JSON.stringify(known));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as readonly Known[];
}

/** The test files that run the function (else any of its file), first the quick ones that run little else. */
function testsFor({file, inside}: Mutant): readonly Known[] {
  if (nearest !== undefined)
    return nearest(file)
      .slice(0, Number(values.near))
      .map((test) => ({test, ms: NEAR_MS, ran: []}));
  const running = (isWanted: (names: readonly string[]) => boolean) =>
    map.filter(({ran}) => ran.some(([path, names]) => path === file && isWanted(names)));
  const inFunction = inside === undefined ? [] : running((names) => names.includes(inside));
  const found = inFunction.length === 0 ? running(() => true) : inFunction;
  return found.toSorted((one, other) => one.ms * one.ran.length - other.ms * other.ran.length);
}

/** Tests in the order given, so long as their times are within the limits: a list for each limit. */
function inPortions(tests: readonly Known[], mostMs: number): readonly (readonly Known[])[] {
  const portions: Known[][] = PORTIONS_MS.map(() => []);
  let ms = 0;
  for (const test of tests) {
    ms += test.ms;
    if (ms > mostMs) break;
    portions[PORTIONS_MS.findIndex((limit) => ms <= limit)]?.push(test);
  }
  return portions.filter((portion) => portion.length > 0);
}

function write({file, start, end}: Mutant, replacement: string): void {
  const text = texts.get(file) ?? '';
  writeFileSync(join(copy, file), text.slice(0, start) + replacement + text.slice(end));
}

/** What noticed the change, undefined where nothing did; with how many test files of those that run the function. */
async function tryOut(mutant: Mutant): Promise<{by: string | undefined; tried: string}> {
  const tests = testsFor(mutant);
  const portions = inPortions(tests, Number(values.most) * 1000);
  let tried = 0;
  for (const portion of portions) {
    const ms = portion.reduce((sum, test) => sum + test.ms, 0);
    const answer = await suite.run(
      {
        tests: portion.map(({test}) => join(copy, test)),
        changed: [...touched].map((path) => join(copy, path)),
      },
      START_MS + SLOWEST * ms,
    );
    touched.clear();
    touched.add(mutant.file);
    tried += portion.length;
    const by = answer === undefined ? 'time' : failureIn(answer.files, answer.uncaught);
    if (by !== undefined) return {by, tried: `${tried}/${tests.length}`};
  }
  return {by: undefined, tried: `${tried}/${tests.length}`};
}

function failureIn(files: readonly Result[], uncaught: boolean): string | undefined {
  const failed = files.find(({failure}) => failure !== undefined);
  if (failed === undefined) return uncaught ? 'an error that nobody caught' : undefined;
  return `${failed.test.slice(copy.length + 1)} > ${failed.failure}`;
}

const texts = new Map(
  git('ls-files', ...values.in)
    .trim()
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
);
const all = [...texts].flatMap(([file, text]) => mutantsOf(file, text));
const random = createRandom(Number(values.seed));
const sample = Array.from({length: Math.min(Number(values.count), all.length)}, () => random.pick(all)).slice(
  Number(values.skip),
);
// Tests that start a process of their own start the built one, which has no change.
run(process.execPath, 'tools/build.ts');
const nearest = values.near === undefined ? undefined : nearestTests(copy);
const map = nearest === undefined ? await readMap() : [];
/** What is another text than at the last run of tests. */
const touched = new Set<string>();
const suite = new Suite(
  copy,
  configOf('mutation.config.ts', '{bail: 1, maxWorkers: 1, sequence: {sequencer: AsGiven}}'),
);
let caught = 0;
for (const mutant of sample) {
  const {file, start, end, replacement, line} = mutant;
  const before = (texts.get(file) ?? '').slice(start, end);
  touched.add(file);
  write(mutant, replacement);
  const {by, tried} = await tryOut(mutant);
  write(mutant, before);
  if (by !== undefined) caught += 1;
  const change = `${file}:${line}  ${before}  ->  ${replacement}`.replaceAll(/\s*\n\s*/g, ' ');
  console.log(
    by === undefined ? `SURVIVED  ${change}  (${tried})` : `caught    ${change}  (${tried}: ${by})`,
  );
}
await suite.close();
console.log(
  `${sample.length} changes of ${all.length} possible ones, seed ${values.seed}: ${caught} caught, ${sample.length - caught} survived`,
);
