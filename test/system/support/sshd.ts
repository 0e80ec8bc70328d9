import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {freePort} from '../../support/free-port.ts';
import {pathOf} from '../../support/needs.ts';
import {Processes, run} from './programs.ts';

export type Sshd = {
  /** Arguments of `ssh` up to the remote command. */
  readonly login: readonly string[];
  /** Ends the server side of all sessions at once, as a dying gateway would. */
  readonly dropSessions: () => void;
  readonly close: () => Promise<void>;
};

/** A real sshd on the loopback address, with keys of its own; only this user can log in. */
export async function startSshd(): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-sshd-'));
  const key = (name: string) => {
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
    return join(folder, name);
  };
  const [host, user] = [key('host'), key('user')];
  // sshd wants an empty folder of root's to lock itself up in.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', {recursive: true, mode: 0o755});
  const port = await freePort();
  const config = join(folder, 'sshd_config');
  writeFileSync(config, configOf(host, `${user}.pub`, port));
  const processes = new Processes();
  const server = processes.start(pathOf('sshd'), ['-D', '-e', '-f', config]);
  const until = Date.now() + 120_000;
  while (!server.output().includes('Server listening')) {
    if (server.child.exitCode !== null || Date.now() > until) throw new Error(`sshd: ${server.output()}`);
    await pause(20);
  }
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'LogLevel=ERROR',
  ];
  return {
    login: [
      ...['-F', 'none', '-i', user, '-p', String(port)],
      ...options.flatMap((option) => ['-o', option]),
      `${userInfo().username}@127.0.0.1`,
    ],
    dropSessions: () => {
      for (const pid of sessionsOf(server.child.pid ?? 0)) process.kill(pid, 'SIGKILL');
    },
    async close() {
      await processes.stop();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

function configOf(hostKey: string, userKey: string, port: number): string {
  const lines = [
    `Port ${String(port)}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${userKey}`,
    `AllowUsers ${userInfo().username}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PasswordAuthentication no',
    'PermitRootLogin prohibit-password',
    'PrintMotd no',
  ];
  return `${lines.join('\n')}\n`;
}

/** The processes of its sessions: children of sshd, and theirs, that are sshd themselves. Linux only. */
function sessionsOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
  return children
    .split(' ')
    .map(Number)
    .flatMap((child) => (child > 0 && isSshd(child) ? [child, ...sessionsOf(child)] : []));
}

function isSshd(pid: number): boolean {
  return readFileSync(`/proc/${String(pid)}/comm`, 'utf8').startsWith('sshd');
}

/** This user can log in with a key, and gets a shell: not so where the account is locked or has none. */
export async function sshLogin(): Promise<string | undefined> {
  const sshd = await startSshd().catch(() => undefined);
  try {
    if (sshd !== undefined) run('ssh', [...sshd.login, 'true']);
    return sshd === undefined ? 'sshd does not start for this user' : undefined;
  } catch {
    return 'this user cannot log in by ssh';
  } finally {
    await sshd?.close();
  }
}
