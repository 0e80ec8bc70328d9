import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {seedTickets} from '../../src/sandbox/seed/seed-tickets.ts';
import {startSandbox, type Sandbox, type SandboxOptions} from '../../src/sandbox/start-sandbox.ts';
import {isSampleOfBuilt} from './long.ts';
import {startTerminal, TerminalDriver, type TerminalOptions} from './terminal/terminal.ts';

export type ConsoleOptions = {
  readonly args?: readonly string[];
  /** What the service is like; or one that runs already and outlives the console. */
  readonly sandbox?: SandboxOptions | Sandbox;
  /** Added to the environment, over what is set by default; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A home folder that outlives the console, for a second start. */
  readonly home?: string;
  /** Typed at the prompt of a shell with job control, which outlives the console: for ctrl-z and the modes after the end. */
  readonly shell?: boolean;
  /** The built casedeck, as a process that can be killed and has a real terminal. False: the console is part of this one, but in every second story of the long versions. */
  readonly ownProcess?: boolean;
} & Pick<TerminalOptions, 'cols' | 'rows' | 'background' | 'mute'>;

export type Console = {
  readonly terminal: TerminalDriver;
  readonly sandbox: Sandbox;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  close: () => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
};

/** Each ticket of the sandbox is read by most consoles and commands: with few, tests are short. */
export function startSmallSandbox(options?: SandboxOptions): Promise<Sandbox> {
  return startSandbox({tickets: 33, ...options});
}

/** For a story of tickets that are not among the few. */
export const ALL_TICKETS: SandboxOptions = {tickets: seedTickets(0, 0).length};

/** The prompt of the shell of `shell: true`. */
export const PROMPT = 'prompt>';

/** The built casedeck, or the executable that CASEDECK_BIN names. */
export function casedeckCommand(): readonly [string, ...string[]] {
  const binary = process.env['CASEDECK_BIN'];
  if (binary !== undefined && binary !== '') return [resolve(binary)];
  return [process.execPath, fileURLToPath(new URL('../../bin/casedeck.js', import.meta.url))];
}

/** Every start of the tests keeps its compiled code here: a home of its own would compile the bundle again each time. */
const COMPILED = join(tmpdir(), 'compiled');

/** An empty home folder for one test; whoever makes it removes it. */
export function makeHome(): string {
  return mkdtempSync(join(tmpdir(), 'home-'));
}

/** The database of the usual profile in a home folder. */
export function databaseOf(home: string): string {
  return join(home, 'state', 'casedeck', 'default.db');
}

/** The environment of an engineer with nothing but a home folder and a credential for the sandbox. */
export function consoleEnv(home: string, sandbox: Pick<Sandbox, 'url' | 'clientId' | 'clientSecret'>) {
  const tmp = join(home, 'tmp');
  mkdirSync(tmp, {recursive: true});
  return {
    HOME: home,
    TMPDIR: tmp,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CACHE_HOME: COMPILED,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    PATH: process.env['PATH'],
    EQUINIX_API_ENDPOINT: sandbox.url,
    EQUINIX_API_CLIENTID: sandbox.clientId,
    EQUINIX_API_CLIENTSECRET: sandbox.clientSecret,
  };
}

/** Starts casedeck in a terminal against a sandbox of its own, with an empty home. `close` ends both and removes the home. */
export async function startConsole(options: ConsoleOptions = {}): Promise<Console> {
  const {home = makeHome(), args = []} = options;
  const sandbox = isSandbox(options.sandbox) ? options.sandbox : await startSmallSandbox(options.sandbox);
  const env = {...consoleEnv(home, sandbox), ...options.env};
  const terminal = await start(args, env, options);
  const close = async () => {
    if (options.shell === true) endForeground(terminal);
    await terminal.dispose();
    if (sandbox !== options.sandbox) await sandbox.close();
    if (options.home === undefined) rmSync(home, {recursive: true, force: true});
  };
  return {terminal, sandbox, home, env, close, [Symbol.asyncDispose]: close};
}

type Place = Pick<TerminalOptions, 'cols' | 'rows' | 'background' | 'mute'>;
type Env = Readonly<Record<string, string | undefined>>;

/** What is tried of the executable has no console in a process of ours. */
const IS_EXECUTABLE = (process.env['CASEDECK_BIN'] ?? '') !== '';

async function start(args: readonly string[], env: Env, options: ConsoleOptions): Promise<TerminalDriver> {
  const [command, ...before] = casedeckCommand();
  const place = sizeOf(options);
  if (options.shell === true) return await inShell([command, ...before, ...args], env, place);
  if (IS_EXECUTABLE || isSampleOfBuilt() || options.ownProcess !== false)
    return startTerminal({command, args: [...before, ...args], env, ...place});
  const {startHere} = await import('./terminal/program-here.ts');
  return new TerminalDriver((size) => startHere({args, env}, size), place);
}

async function inShell(command: readonly string[], env: Env, place: Place): Promise<TerminalDriver> {
  const shellEnv = {...env, PS1: `${PROMPT} `, ENV: ''};
  const terminal = startTerminal({command: '/bin/sh', args: ['-i'], env: shellEnv, ...place});
  await terminal.waitForText(PROMPT);
  terminal.write(
    `clear; ${command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ')}\r`,
  );
  return terminal;
}

function sizeOf({cols, rows, background, mute}: Place): Place {
  return {
    ...(cols === undefined ? {} : {cols}),
    ...(rows === undefined ? {} : {rows}),
    ...(background === undefined ? {} : {background}),
    ...(mute === undefined ? {} : {mute}),
  };
}

/** The shell's child is in a process group of its own and would outlive it. */
function endForeground(terminal: TerminalDriver): void {
  const pid = terminal.hasEnded() ? terminal.pid : terminal.foreground();
  if (pid !== terminal.pid) process.kill(pid, 'SIGKILL');
}

function isSandbox(sandbox: SandboxOptions | Sandbox | undefined): sandbox is Sandbox {
  return sandbox !== undefined && 'close' in sandbox;
}
