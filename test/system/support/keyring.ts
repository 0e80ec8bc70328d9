import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {expect} from 'vitest';
import {createKeychain} from '../../../src/secrets/keychain.ts';
import {program} from '../../support/needs.ts';
import {Processes, until} from './programs.ts';

/** A session bus of the test's own, which starts no services by itself. */
export async function startBus(home: string, processes: Processes): Promise<Record<string, string>> {
  const config = join(home, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
     <busconfig><type>session</type><listen>unix:path=${home}/bus</listen><auth>EXTERNAL</auth>
     <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  const daemon = processes.start('dbus-daemon', [`--config-file=${config}`, '--print-address', '--nofork']);
  await until('the session bus', () => daemon.output().includes('unix:path='));
  return {
    HOME: home,
    XDG_RUNTIME_DIR: home,
    PATH: process.env['PATH'] ?? '',
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${home}/bus`,
  };
}

/** A real keyring on that bus, unlocked with the password. */
export async function startKeyring(
  env: Record<string, string>,
  processes: Processes,
  password: string,
): Promise<void> {
  startDaemon(env, processes, password);
  const keychain = createKeychain({env, platform: 'linux'});
  await expect.poll(() => keychain.available(), {timeout: 20_000, interval: 200}).toBeUndefined();
}

function startDaemon(env: Record<string, string>, processes: Processes, password: string): void {
  const args = ['--foreground', '--components=secrets', `--control-directory=${env['HOME']}/keyring`];
  processes.start('gnome-keyring-daemon', [...args, '--unlock'], {env, input: password});
}

/** A session bus starts here. */
export async function bus(): Promise<string | undefined> {
  const lack = program('dbus-daemon')();
  return lack ?? (await trying('dbus-daemon starts no session bus here', () => Promise.resolve(true)));
}

/** A keyring answers on such a bus, asked without our code. */
export async function keyring(): Promise<string | undefined> {
  const lack = program('gnome-keyring-daemon')();
  return (
    lack ??
    (await trying('gnome-keyring-daemon does not answer here', async (env, processes) => {
      startDaemon(env, processes, 'password');
      const ask = `require('keytar').getPassword('casedeck-test', 'nobody').then(() => process.exit(0), () => process.exit(1))`;
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const options = {cwd: import.meta.dirname, env, timeout: 3000, stdio: 'ignore'} as const;
        if (spawnSync(process.execPath, ['-e', ask], options).status === 0) return true;
        await pause(100);
      }
      return false;
    }))
  );
}

async function trying(
  words: string,
  attempt: (env: Record<string, string>, processes: Processes) => Promise<boolean>,
): Promise<string | undefined> {
  const home = mkdtempSync(join(tmpdir(), 'casedeck-need-'));
  const processes = new Processes();
  try {
    return (await attempt(await startBus(home, processes), processes)) ? undefined : words;
  } catch {
    return words;
  } finally {
    await processes.stop();
    rmSync(home, {recursive: true, force: true});
  }
}
