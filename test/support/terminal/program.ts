import {spawn} from '@lydell/node-pty';
import {constants} from 'node:os';

export type Exit = {readonly code: number; readonly signal: string | undefined};

export type Place = {readonly cols: number; readonly rows: number};

/** What runs in a terminal. */
export type Program = {
  /** Undefined: it is part of this process. */
  readonly pid: number | undefined;
  readonly onOutput: (take: (bytes: Uint8Array) => void) => void;
  readonly onExit: (take: (exit: Exit) => void) => void;
  readonly write: (bytes: string) => void;
  readonly resize: (place: Place) => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Whatever it is doing. */
  readonly end: () => void;
};

export type ProgramOptions = {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** The whole environment; PATH and TERM=xterm-256color are added where missing. */
  readonly env?: Readonly<Record<string, string | undefined>>;
};

/** A process of its own in a real pseudo-terminal. */
export function startProcess({command, args = [], cwd, env: given}: ProgramOptions, place: Place): Program {
  const whole = {PATH: process.env['PATH'], TERM: 'xterm-256color', ...given};
  // node-pty would hand an undefined value on as the text "undefined".
  const env = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
  const where = cwd === undefined ? {} : {cwd};
  const pty = spawn(command, [...args], {...place, env, encoding: null, ...where});
  const {pid} = pty;
  return {
    pid,
    onOutput: (take) => void pty.onData((data) => take(Buffer.from(data))),
    onExit: (take) =>
      void pty.onExit(({exitCode, signal}) => take({code: exitCode, signal: signalName(signal)})),
    write: (bytes) => pty.write(bytes),
    resize: ({cols, rows}) => pty.resize(cols, rows),
    kill: (signal) => void process.kill(pid, signal),
    end: () => void process.kill(pid, 'SIGKILL'),
  };
}

function signalName(signal: number | undefined): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
}
