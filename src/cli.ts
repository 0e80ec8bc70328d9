import {exitCodeOf} from './errors.ts';
import {errorText, processIo} from './console/session/io.ts';
import {runProgram} from './commands/program.ts';

// A closed pipe (`casedeck list | head`) ends quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const io = processIo();

// No top-level await: the standalone executable is a CommonJS script, which has none.
void runProgram(process.argv.slice(2), io)
  .catch((error: unknown) => {
    io.err(errorText(error));
    return exitCodeOf(error);
  })
  .then((code) => {
    // SWR's timers and idle connections would hold the process open; what was printed must be out first.
    process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
  });
