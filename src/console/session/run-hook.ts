import {spawn, type ChildProcess, type SpawnOptions} from 'node:child_process';
import {childEnv} from '../../secrets/child-env.ts';
import type {Env} from '../../settings/paths.ts';

export type Hook = {
  /** One word is a command line for the shell; several are a program and its arguments, run as they are. */
  readonly command: readonly string[];
  readonly env: Env;
  /** Ends the program. */
  readonly signal: AbortSignal;
  /** What it prints goes nowhere: the screen is the console's. */
  readonly quiet?: boolean;
};

/**
 * Runs a command with `input` on its standard input and without our secrets in its environment; what it
 * prints goes to standard error. Resolves to why it failed, in words, or undefined.
 */
export function runHook(hook: Hook, input: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = start(hook);
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, by) =>
      resolve(code === 0 ? undefined : by === null ? `it ended with code ${code}` : `it was ended by ${by}`),
    );
    // A program need not read what it is given.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

function start({command, env, signal, quiet = false}: Hook): ChildProcess {
  const [program = '', ...args] = command;
  const out = quiet ? 'ignore' : 2;
  const options: SpawnOptions = {env: childEnv(env), stdio: ['pipe', out, out], signal};
  return args.length === 0 ? spawn(program, {...options, shell: true}) : spawn(program, args, options);
}
