import {spawn} from 'node:child_process';
import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Sandbox} from '../../src/sandbox/start-sandbox.ts';
import {LONG} from './long.ts';
import {casedeckCommand} from './start-console.ts';

/** Takes the credential out of the environment that the harness gives; the endpoint stays. */
export const SIGNED_OUT = {EQUINIX_API_CLIENTID: undefined, EQUINIX_API_CLIENTSECRET: undefined} as const;

/** How often the service was asked for a token. */
export function tokenRequests(sandbox: Sandbox): number {
  return sandbox.log().filter(({operation}) => operation === 'token').length;
}

export const PASSPHRASE = 'correct horse battery';

/** A file with the passphrase, for CASEDECK_PASSPHRASE_FILE. */
export function passphraseFile(home: string): string {
  const file = join(home, 'passphrase');
  writeFileSync(file, `${PASSPHRASE}\n`);
  chmodSync(file, 0o600);
  return file;
}

export type Ended = {readonly code: number | null; readonly out: string; readonly err: string};

/**
 * Runs a command line without a terminal: in this process, and in the long versions or with an executable that is given
 * in one of its own.
 */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  input = '',
): Promise<Ended> {
  if (LONG || (process.env['CASEDECK_BIN'] ?? '') !== '') return await runBuilt(args, env, input);
  const {runHere} = await import('./run-casedeck.ts');
  return await runHere(args, {env, stdin: input});
}

/** Runs a command line of the built casedeck without a terminal. */
export function runBuilt(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  input = '',
): Promise<Ended> {
  const [program, ...before] = casedeckCommand();
  const child = spawn(program, [...before, ...args], {env: {...env}, stdio: 'pipe'});
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({code, out, err}));
  });
}
