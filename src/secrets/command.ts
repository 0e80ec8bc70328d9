import {execFile} from 'node:child_process';
import type {Credentials} from '../api/credentials.ts';
import {AppError} from '../errors.ts';
import {childEnv} from './child-env.ts';
import {asRecord, textOf, tryJson} from './secret.ts';
import type {Env} from '../settings/paths.ts';

const MAX_OUTPUT = 65_536;

export type CommandOptions = {
  readonly command: readonly string[];
  readonly env: Env;
  /** From the configuration, for programs that print the secret alone. */
  readonly clientId: string | undefined;
  readonly timeoutMs: number;
};

/**
 * Runs credential_command without a shell and reads what it prints: JSON {client_id, client_secret} or
 * {token}, or else the client secret as the first line. It has no standard input, and our own secrets
 * are not in its environment. Throws an AppError `auth` that never quotes its standard output.
 */
export async function commandCredentials(options: CommandOptions): Promise<Credentials> {
  const output = await run(options);
  const data = asRecord(tryJson(output));
  if (data !== undefined) return fromJson(data, options);
  const clientSecret = output.split(/\r?\n/)[0]?.trim() ?? '';
  if (clientSecret === '') throw failure(options, 'printed nothing');
  if (options.clientId === undefined) {
    throw new AppError('auth', `${words(options)} printed a secret, but there is no client id for it.`, {
      hint: 'Set client_id in the profile, or let the command print JSON with client_id and client_secret.',
    });
  }
  return {clientId: options.clientId, clientSecret};
}

function fromJson(data: Readonly<Record<string, unknown>>, options: CommandOptions): Credentials {
  const token = textOf(data['token']);
  if (token !== undefined) return {token};
  const clientId = textOf(data['client_id']) ?? options.clientId;
  const clientSecret = textOf(data['client_secret']);
  if (clientId !== undefined && clientSecret !== undefined) return {clientId, clientSecret};
  throw failure(options, 'printed JSON without client_id and client_secret, or token');
}

function run(options: CommandOptions): Promise<string> {
  const [program = '', ...args] = options.command;
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      {
        env: childEnv(options.env),
        timeout: options.timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_OUTPUT,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(failure(options, reason(error, stderr, stdout, options.timeoutMs)));
      },
    );
    child.stdin?.end();
  });
}

type ExecError = Error & {readonly code?: unknown; readonly killed?: boolean};

function reason(error: ExecError, stderr: string, stdout: string, timeoutMs: number): string {
  if (error.code === 'ENOENT') return 'was not found';
  if (error.code === 'EACCES') return 'may not be executed';
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'printed too much';
  if (error.killed === true) return `did not finish within ${timeoutMs / 1000} s`;
  const line = printable(stderr.trim().split(/\r?\n/).at(-1) ?? '');
  // Some programs repeat on stderr what they print.
  const leaks = stdout.split(/\r?\n/).some((text) => text.trim() !== '' && line.includes(text.trim()));
  return `failed${typeof error.code === 'number' ? ` with code ${error.code}` : ''}${line === '' || leaks ? '' : `: ${line}`}`;
}

function failure(options: CommandOptions, why: string): AppError {
  return new AppError('auth', `${words(options)} ${why}.`, {
    hint: 'Try the command by hand; it gets no standard input, so it cannot ask for anything.',
  });
}

function words({command}: CommandOptions): string {
  return `credential_command (${printable(command[0] ?? '')})`;
}

function printable(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}/gu, '?').slice(0, 200);
}
