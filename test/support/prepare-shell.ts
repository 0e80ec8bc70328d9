import {spawn} from 'node:child_process';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/start-sandbox.ts';
import {casedeckCommand, consoleEnv, makeHome, startSmallSandbox} from './start-console.ts';
import {startTerminal, type TerminalDriver} from './terminal/terminal.ts';

export type Shell = {
  readonly sandbox: Sandbox;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs a line of bash in which `casedeck` is the built program. */
  bash: (
    line: string,
    stdin?: string,
  ) => Promise<{readonly code: number | null; readonly out: string; readonly err: string}>;
  /** The same in a pseudo-terminal. */
  terminal: (line: string) => TerminalDriver;
};

/** A jump host: an empty home, casedeck on the PATH, a service. */
export async function prepareShell(options: SandboxOptions = {}, rate = 100): Promise<Shell> {
  const sandbox = await startSmallSandbox(options);
  const home = makeHome();
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(home, {recursive: true, force: true});
  });
  const bin = join(home, 'bin');
  const words = casedeckCommand().map((word) => `'${word}'`);
  mkdirSync(bin);
  writeFileSync(join(bin, 'casedeck'), `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, {mode: 0o755});
  const config = join(home, 'config', 'casedeck');
  mkdirSync(config, {recursive: true, mode: 0o700});
  writeFileSync(join(config, 'config.toml'), `[api.rate]\nper_second = ${rate}\nat_once = 4\n`, {
    mode: 0o600,
  });
  const env = {...consoleEnv(home, sandbox), PATH: `${bin}:${process.env['PATH']}`};
  return {
    sandbox,
    home,
    env,
    bash: (line, stdin) => run(line, env, stdin),
    terminal: (line) => {
      const driver = startTerminal({command: 'bash', args: ['-c', line], env});
      onTestFinished(() => driver.dispose());
      return driver;
    },
  };
}

function run(line: string, env: Shell['env'], stdin = '') {
  return new Promise<{code: number | null; out: string; err: string}>((resolve, reject) => {
    const child = spawn('bash', ['-c', line], {env});
    const said = {out: '', err: ''};
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({code, ...said}));
    child.stdin.end(stdin);
  });
}
