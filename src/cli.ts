import {AppError, exitCodeOf} from './errors.ts';
import {tellError, processIo} from './console/session/io.ts';
import {watchOutput} from './console/session/output.ts';
import {runProgram} from './commands/program.ts';

// Where words cannot be said either there is nobody to say it to.
process.stderr.on('error', () => undefined);
const output = watchOutput(process.stdout, () => process.exit(0));
const io = processIo(output, process.argv.includes('--json'));

const fail = (error: unknown): number => {
  tellError(io, error);
  return exitCodeOf(error);
};

const STOPPED_MS = 300;
const isStopped = (error: unknown) => error instanceof AppError && error.kind === 'cancelled';

async function main(): Promise<number> {
  let code: number;
  let told: unknown;
  try {
    code = await runProgram(process.argv.slice(2), io);
  } catch (error) {
    told = error;
    code = fail(error);
  }
  // What was printed must be out first, unless somebody has ended it.
  const unwritten = await output.end(isStopped(told) ? STOPPED_MS : undefined);
  return unwritten === undefined || unwritten === told ? code : fail(unwritten);
}

// No top-level await: the standalone executable is a CommonJS script, which has none.
// SWR's timers and idle connections would hold the process open.
void main().then((code) => process.stderr.write('', () => process.exit(code)));
