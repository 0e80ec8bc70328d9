import {spawnSync} from 'node:child_process';
import {lookup} from 'node:dns/promises';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {connect, createServer, type AddressInfo} from 'node:net';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'vitest';

/** What a test wants of its machine: tried for real, undefined where it is there, words where it is not. */
export type Need = () => string | undefined | Promise<string | undefined>;

/** How to ask a program for as little as possible, where `--version` is not the way. */
const VERSION: Readonly<Record<string, readonly string[]>> = {
  openssl: ['version'],
  ssh: ['-V'],
  sshd: ['-V'],
  'ssh-keygen': ['-l', '-f', '/dev/null'],
  tinyproxy: ['-v'],
  tmux: ['-V'],
};

/** Where Debian keeps what an ordinary user has not in PATH. */
export const SYSTEM_PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

/** The whole path of a program, as sshd wants to be called. */
export function pathOf(name: string): string {
  const env = {...process.env, PATH: SYSTEM_PATH};
  return spawnSync('sh', ['-c', `command -v ${name}`], {env, encoding: 'utf8'}).stdout.trim();
}

/** The program starts: it is there, may be run, and finds its libraries. */
export function program(name: string): () => string | undefined {
  return () => {
    const env = {...process.env, PATH: SYSTEM_PATH};
    const {error, status} = spawnSync(name, VERSION[name] ?? ['--version'], {env, stdio: 'ignore'});
    // A shell's own numbers for what cannot be run, or lacks a library.
    const isBroken = error !== undefined || status === 126 || status === 127;
    return isBroken ? `${name} not installed` : undefined;
  };
}

/** Node's own way to a native library: keytar and libsecret. */
export function keytar(): string | undefined {
  const {status, stderr} = spawnSync(process.execPath, ['-e', `require('keytar')`], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  if (status === 0) return undefined;
  return stderr.includes("Cannot find module 'keytar'") ? 'keytar not installed' : 'libsecret not installed';
}

/** An address of IPv6 on this machine itself. */
export async function ipv6(): Promise<string | undefined> {
  return (await canReach('::1', '::1')) ? undefined : 'no IPv6 here';
}

/** A name that is not `localhost`, under which this machine finds itself. */
export async function ownName(): Promise<string | undefined> {
  const name = hostname();
  const address = await lookup(name).catch(() => undefined);
  const isFound = address !== undefined && (await canReach(undefined, name));
  return isFound ? undefined : `this machine does not find itself as ${name}`;
}

async function canReach(listenOn: string | undefined, host: string): Promise<boolean> {
  const server = createServer((socket) => socket.destroy());
  try {
    server.listen(0, listenOn);
    await once(server, 'listening');
    const {port} = server.address() as AddressInfo;
    const socket = connect({host, port});
    await once(socket, 'connect');
    socket.destroy();
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** tmux starts a server of its own and draws into it. */
export function tmux(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tmux-'));
  const env = {...process.env, TMUX_TMPDIR: folder, LANG: 'C.UTF-8', TERM: 'xterm-256color'};
  const run = (...args: readonly string[]) => spawnSync('tmux', args, {env, stdio: 'ignore'}).status === 0;
  try {
    if (program('tmux')() !== undefined) return 'tmux not installed';
    const works = run('-f', '/dev/null', 'new-session', '-d', 'sleep 60') && run('list-sessions');
    run('kill-server');
    return works ? undefined : 'tmux starts no server here';
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** This shell, with the functions that completions are made of. */
export function shell(name: string): () => string | undefined {
  const line = name === 'zsh' ? 'autoload -Uz compinit && compinit -D -u' : 'true';
  const args = name === 'fish' ? ['--no-config', '-c', line] : name === 'zsh' ? ['-fc', line] : ['-c', line];
  return () =>
    spawnSync(name, args, {stdio: 'ignore', cwd: '/'}).status === 0 ? undefined : `${name} not installed`;
}

type Left = {
  /** `test`, or one that leaves itself out. */
  readonly test: ReturnType<typeof test.skipIf>;
  /** What the name of such a test ends with; empty where everything is there. */
  readonly why: string;
};

/** Tests that need this of the machine, and say in their names what was not there. Each need is asked in turn, and no more after the first that fails. */
export async function needing(...needs: readonly Need[]): Promise<Left> {
  for (const need of needs) {
    const lack = await need();
    if (lack !== undefined) return {test: test.skipIf(true), why: ` (left out: ${lack})`};
  }
  return {test: test.skipIf(false), why: ''};
}
