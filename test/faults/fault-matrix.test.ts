import {expect, test} from 'vitest';
import type {OperationId} from '../../src/api/endpoints.ts';
import {LONG, often} from '../support/long.ts';
import {LOOKS, READS, tryRead, tryWrite, WRITES, type WriteOperation} from './fault-run.ts';
import {FAULTS, type Fault, type WriteEnd} from './fault-table.ts';

/**
 * Of so many cells one, and each cell of a fault that a single operation meets. In the long versions each fault and each operation
 * is among them, and with `test:full` each with each.
 */
const EVERY = {write: often(11, 3, 1), read: often(16, 7, 1), look: often(67, 7, 1)};
const AT_ONCE = 8;

type Cell = {
  readonly name: string;
  readonly fault: Fault;
  readonly run: () => Promise<readonly string[]>;
};

const faults = FAULTS.filter(({isLong = false}) => LONG || !isLong);

/** What is wrong with a write's run, in words. */
async function runWrite(
  operation: WriteOperation,
  fault: Fault,
  expected: WriteEnd,
  takesEffect: boolean,
): Promise<readonly string[]> {
  const {first, effects, requests, again, copies} = await tryWrite(operation, {fault, takesEffect});
  const wanted = takesEffect || expected.state === 'sent' ? 1 : 0;
  return [
    ...differences('state', first.state, expected.state),
    ...differences('exit code', first.code, expected.code),
    ...differences('times at the service', effects, wanted),
    ...differences('state after the same command again', again.state, 'sent'),
    ...differences('times at the service after it', copies, 1),
    ...(requests > 30 ? [`${requests} requests`] : []),
  ];
}

function differences(what: string, found: unknown, expected: unknown): readonly string[] {
  return found === expected ? [] : [`${what} is ${String(found)}, and should be ${String(expected)}`];
}

function writeCells(): readonly Cell[] {
  return faults.flatMap((fault) =>
    WRITES.flatMap((operation) =>
      (['kept', 'lost'] as const).flatMap((effect) => {
        const expected = fault[effect];
        const isImpossible = effect === 'lost' && fault.isTakenBy === operation;
        if (expected === undefined || isImpossible) return [];
        const name = `${operation}, ${fault.name}, ${effect === 'kept' ? 'after' : 'without'} its effect`;
        const run = () => runWrite(operation, fault, expected, effect === 'kept');
        return [{name, fault, run}];
      }),
    ),
  );
}

/** The answer is lost, and each look for what became of it meets the fault: nobody says more than is known. */
async function runLook(
  operation: WriteOperation,
  fault: Fault,
  takesEffect: boolean,
): Promise<readonly string[]> {
  const run = await tryWrite(operation, {fault, takesEffect, atLook: true});
  const {first, effects, again, copies} = run;
  const isRight = first.state === 'unknown' ? first.code === 7 : first.state === 'sent' && takesEffect;
  return [
    ...(isRight ? [] : [`the first command ends with ${first.state}, ${first.code}`]),
    ...differences('times at the service', effects, takesEffect ? 1 : 0),
    ...differences('state after the same command again', again.state, 'sent'),
    ...differences('times at the service after it', copies, 1),
  ];
}

function lookCells(): readonly Cell[] {
  const reads = faults.filter(({read}) => read !== undefined);
  return reads.flatMap((fault) =>
    WRITES.filter((operation) => (fault.only ?? LOOKS[operation]) === LOOKS[operation]).flatMap((operation) =>
      [true, false].map((takesEffect) => ({
        name: `the look for ${operation}, ${fault.name}, ${takesEffect ? 'there' : 'not there'}`,
        fault,
        run: () => runLook(operation, fault, takesEffect),
      })),
    ),
  );
}

/** Beside what the table says of reads, operations have ends of their own. */
const OWN_ENDS: Readonly<Partial<Record<OperationId, readonly string[]>>> = {
  downloadAttachment: ['value', 'service'],
  uploadAttachment: ['unknown-outcome', 'rejected'],
  deleteAttachment: ['unknown-outcome', 'rejected', 'value'],
  token: ['auth', 'value'],
};

async function runRead(operation: OperationId, fault: Fault): Promise<readonly string[]> {
  const {end, requests} = await tryRead(operation, fault);
  const allowed: readonly string[] = [...(fault.read ?? []), ...(OWN_ENDS[operation] ?? [])];
  return [
    ...(allowed.includes(end) ? [] : [`it ends with ${end}, and should with ${allowed.join(' or ')}`]),
    ...(requests > 12 ? [`${requests} requests`] : []),
  ];
}

function readCells(): readonly Cell[] {
  const operations = Object.keys(READS) as OperationId[];
  return faults
    .filter(({read}) => read !== undefined)
    .flatMap((fault) =>
      operations
        .filter((operation) => (fault.only ?? operation) === operation)
        .map((operation) => ({
          name: `${operation}, ${fault.name}`,
          fault,
          run: () => runRead(operation, fault),
        })),
    );
}

async function runAll(cells: readonly Cell[], every: number): Promise<readonly string[]> {
  const chosen = cells.filter(({fault}, index) => fault.only !== undefined || index % every === 0);
  const broken: string[] = [];
  const run = async (left: Cell[]) => {
    for (let cell = left.shift(); cell !== undefined; cell = left.shift()) {
      const wrong = await cell.run().catch((error: unknown) => [`it threw ${String(error)}`]);
      if (wrong.length > 0) broken.push(`${cell.name}: ${wrong.join('; ')}`);
    }
  };
  // What keeps this process busy runs alone.
  const light = chosen.filter(({fault}) => fault.isHeavy !== true);
  await Promise.all(Array.from({length: AT_ONCE}, () => run(light)));
  await run(chosen.filter(({fault}) => fault.isHeavy === true));
  process.stdout.write(`${chosen.length} faults tried, ${chosen.length - broken.length} held\n`);
  return broken.toSorted();
}

test(
  'every write meets every fault: state, exit code, and once at the service',
  {timeout: 300_000},
  async () => {
    expect(await runAll(writeCells(), EVERY.write)).toEqual([]);
  },
);

test('every read meets every fault and ends with words', {timeout: 300_000}, async () => {
  expect(await runAll(readCells(), EVERY.read)).toEqual([]);
});

test(
  'every look for a lost write meets every fault, and still it is there once',
  {timeout: 300_000},
  async () => {
    expect(await runAll(lookCells(), EVERY.look)).toEqual([]);
  },
);
