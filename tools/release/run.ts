import {execFile, spawnSync} from 'node:child_process';
import {promisify} from 'node:util';

/** What is made for one kind of machine. */
export type Build = {
  readonly version: string;
  /** Seconds since 1970: every time inside. */
  readonly epoch: string;
  readonly out: string;
  /** As Node calls the processor; what it is called by the two kinds of packages. */
  readonly name: string;
  readonly debian: string;
  readonly rpm: string;
  readonly zshFolder: 'vendor-completions' | 'site-functions';
  readonly isQuick: boolean;
  /** The folder that lies as it shall on a host. */
  readonly root: string;
};

const MOST_BYTES = 64 * 2 ** 20;

/** Runs a program; resolves to what it printed. Throws with its words where it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: {readonly cwd?: string; readonly env?: Readonly<Record<string, string>>} = {},
): Promise<string> {
  const env = {...process.env, LC_ALL: 'C', TZ: 'UTC', ...options.env};
  const given = {...options, env, maxBuffer: MOST_BYTES};
  return (await promisify(execFile)(command, [...args], given)).stdout;
}

export function isThere(command: string): boolean {
  return spawnSync(command, ['--version'], {stdio: 'ignore'}).error === undefined;
}
