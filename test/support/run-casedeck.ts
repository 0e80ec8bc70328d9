import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {onTestFinished} from 'vitest';
import type {Io} from '../../src/console/session/io.ts';
import {tellError} from '../../src/console/session/io.ts';
import {openServices} from '../../src/console/session/open-services.ts';
import {runProgram} from '../../src/commands/program.ts';
import {exitCodeOf} from '../../src/errors.ts';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/start-sandbox.ts';
import type {Store} from '../../src/store/store.ts';
import {consoleEnv, makeHome, startSmallSandbox} from './start-console.ts';
import {testIo} from './test-io.ts';
import {testPlatform} from './test-platform.ts';

export type Ran = {readonly code: number; readonly out: string; readonly err: string};

export type RunOptions = {
  /** Piped into standard input. */
  readonly stdin?: string | Uint8Array;
  /** Typed by a person at the questions, in turn: makes standard input a terminal. */
  readonly answers?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
};

export type CasedeckRunner = {
  readonly sandbox: Sandbox;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs one command line in this process, as cli.ts does. */
  run: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** As `run`, with the JSON that was printed. */
  json: <T = Json>(args: readonly string[], options?: RunOptions) => Promise<Ran & {readonly json: T}>;
  /** Looks into the store that the commands left. */
  withStore: <T>(look: (store: Store) => T) => Promise<T>;
  /** Operations that the sandbox was asked for, without tokens. */
  asked: () => readonly string[];
};

// Whatever JSON a command prints; tests say what they expect.
// oxlint-disable-next-line typescript/no-explicit-any -- a parsed document of a test
export type Json = any;

/** A ticket as `--json` prints it, as far as tests look at it. */
export type JsonTicket = {
  readonly id: string;
  readonly status?: string;
  readonly ibx: readonly string[];
  readonly createdDateTime: string;
  readonly notes?: readonly {readonly text: string}[];
};

export type PrepareOptions = {
  readonly sandbox?: SandboxOptions;
  readonly config?: string;
  /** Of the test's own context, where it runs beside others. */
  readonly onTestFinished?: (action: () => Promise<void>) => void;
};

/** Commands against a sandbox with a home folder of their own, as fast as the sandbox can; both go when the test ends. */
export async function prepareCasedeck(options: PrepareOptions = {}): Promise<CasedeckRunner> {
  const sandbox = await startSmallSandbox(options.sandbox);
  const home = makeHome();
  (options.onTestFinished ?? onTestFinished)(async () => {
    await sandbox.close();
    rmSync(home, {recursive: true, force: true});
  });
  const folder = join(home, 'config', 'casedeck');
  mkdirSync(folder, {recursive: true, mode: 0o700});
  writeFileSync(
    join(folder, 'config.toml'),
    `[api.rate]\nper_second = 100\nat_once = 4\n${options.config ?? ''}`,
    {mode: 0o600},
  );
  const env = consoleEnv(home, sandbox);
  const run = (args: readonly string[], given: RunOptions = {}) =>
    runHere(args, {...given, env: {...env, ...given.env}});
  return {
    sandbox,
    home,
    env,
    run,
    json: async (args, given) => {
      const ran = await run([...args, '--json'], given);
      return {...ran, json: (ran.out === '' ? undefined : JSON.parse(ran.out)) as never};
    },
    withStore: async (look) => {
      const {store} = await openServices({
        env,
        flags: {},
        platform: testPlatform({env}),
      });
      try {
        return look(store);
      } finally {
        store.close();
      }
    },
    asked: () =>
      sandbox
        .log()
        .flatMap(({operation}) => (operation === undefined || operation === 'token' ? [] : [operation])),
  };
}

/** One command line in this process, as cli.ts does. */
export async function runHere(args: readonly string[], {stdin, answers, env = {}}: RunOptions): Promise<Ran> {
  let out = '';
  let err = '';
  const input = Object.assign(new PassThrough(), {isTTY: answers !== undefined, fd: -1});
  if (answers === undefined) input.end(stdin ?? '');
  const waiting = [...(answers ?? [])];
  const words = (text: string) => {
    err += text;
    // Typed when the question is there, not before.
    if (answers === undefined || !text.endsWith(': ')) return;
    const answer = waiting.shift();
    setImmediate(() => (answer === undefined ? input.end() : input.write(`${answer}\n`)));
  };
  const io: Io = testIo({
    env,
    stdin: input as unknown as Io['stdin'],
    stdout: Object.assign(new PassThrough(), {
      isTTY: answers !== undefined,
      fd: -1,
    }) as unknown as Io['stdout'],
    canAsk: () => answers !== undefined,
    out: (text) => void (out += text),
    err: words,
    json: args.includes('--json'),
    note: words,
  });
  try {
    return {code: await runProgram(args, io), out, err};
  } catch (error) {
    tellError(io, error);
    return {code: exitCodeOf(error), out, err};
  }
}
