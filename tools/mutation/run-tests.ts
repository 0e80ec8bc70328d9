import process from 'node:process';
import type {TestModule, Vitest} from 'vitest/node';
import {createVitest} from 'vitest/node';

/** Which test files to run; without a list all of them. The files whose text is another than at the run before. */
export type Question = {readonly tests?: readonly string[]; readonly changed: readonly string[]};

export type Result = {readonly test: string; readonly ms: number; readonly failure: string | undefined};

export type Answer = {readonly files: readonly Result[]; readonly uncaught: boolean};

/** Runs in the copy, as a child of `Suite`: argument the configuration; each message one `Question`. */
const [, , config = ''] = process.argv;
let vitest: Vitest | undefined;

process.on('message', (question: Question) => {
  void answer(question).then((given) => (process.connected ? process.send?.(given) : undefined));
});
process.on('disconnect', () => {
  void Promise.resolve(vitest?.close()).finally(() => process.exit());
});

async function answer({tests, changed}: Question): Promise<Answer> {
  vitest ??= await start();
  for (const file of changed) vitest.invalidateFile(file);
  const all = await vitest.globTestSpecifications();
  const order = new Map(tests?.map((test, at) => [test, at]));
  const wanted =
    tests === undefined
      ? all
      : all
          .filter(({moduleId}) => order.has(moduleId))
          .toSorted((one, other) => (order.get(one.moduleId) ?? 0) - (order.get(other.moduleId) ?? 0));
  // Vitest keeps what earlier runs found.
  vitest.state.filesMap.clear();
  vitest.state.clearErrors();
  const {testModules, unhandledErrors} = await vitest.runTestSpecifications(wanted, tests === undefined);
  return {files: testModules.map(resultOf), uncaught: unhandledErrors.length > 0};
}

async function start(): Promise<Vitest> {
  return await createVitest({
    config,
    watch: false,
    reporters: [{}],
    project: ['stories'],
    // A change that hangs is found by the limit of the whole run.
    retry: 0,
  });
}

function resultOf(module: TestModule): Result {
  const failed = [...module.children.allTests('failed')][0];
  const failure =
    failed?.fullName ?? (module.state() === 'failed' ? 'a test file that does not load' : undefined);
  return {test: module.moduleId, ms: module.diagnostic().duration, failure};
}
