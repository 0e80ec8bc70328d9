import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import type {Io} from '../../../src/console/session/io.ts';
import {tellError} from '../../../src/console/session/io.ts';
import {runProgram} from '../../../src/commands/program.ts';
import {exitCodeOf} from '../../../src/errors.ts';
import {testIo} from '../test-io.ts';
import type {Exit, Place, Program} from './program.ts';

export type HereOptions = {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
};

const AGAIN_MS = 20;

/**
 * casedeck in this process, on a terminal that is only imagined: the same from its command line to the bytes that it
 * draws, without the second of a processor that each start of Node takes.
 */
export function startHere({args, env}: HereOptions, {cols, rows}: Place): Program {
  const events = new EventEmitter();
  const exits: ((exit: Exit) => void)[] = [];
  let exit: Exit | undefined;
  const stdout = Object.assign(new PassThrough(), {isTTY: true, fd: -1, columns: cols, rows});
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    fd: -1,
    setRawMode: () => undefined,
  });
  const say = (text: string) => void stdout.write(text.replaceAll('\n', '\r\n'));
  const io = testIo({
    env: {TERM: 'xterm-256color', ...env},
    stdin: stdin as unknown as Io['stdin'],
    stdout: stdout as unknown as Io['stdout'],
    canAsk: () => true,
    out: say,
    err: say,
    note: say,
    process: {
      events,
      createGuard: () => ({owned: () => undefined, start: () => undefined, release: () => undefined}),
      settle: () => undefined,
    },
  });
  void run(args, io).then((code) => {
    // Behind what is still on its way to the terminal.
    stdout.end(() => {
      exit = {code, signal: undefined};
      for (const take of exits) take(exit);
    });
  });
  const end = () => {
    if (exit !== undefined || events.emit('SIGHUP')) return;
    // It has not begun to listen, or is about to be through.
    setTimeout(end, AGAIN_MS);
  };
  return {
    pid: undefined,
    onOutput: (take) => void stdout.on('data', take),
    onExit: (take) => void exits.push(take),
    write: (bytes) => void stdin.write(bytes),
    resize(place) {
      Object.assign(stdout, {columns: place.cols, rows: place.rows});
      events.emit('SIGWINCH');
    },
    kill(signal) {
      if (!events.emit(signal)) throw new Error(`Nothing hears ${signal} here: see \`ownProcess\`.`);
    },
    end,
  };
}

/** As cli.ts does. */
async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await runProgram(args, io);
  } catch (error) {
    tellError(io, error);
    return exitCodeOf(error);
  }
}
