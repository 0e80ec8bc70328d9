import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {createKeychain} from '../../../src/secrets/keychain.ts';
import type {Processes} from './programs.ts';

/** A session bus of the test's own, which starts no services by itself. */
export async function startBus(home: string, processes: Processes): Promise<Record<string, string>> {
  const config = join(home, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
     <busconfig><type>session</type><listen>unix:path=${home}/bus</listen><auth>EXTERNAL</auth>
     <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  const bus = processes.start('dbus-daemon', [`--config-file=${config}`, '--print-address', '--nofork']);
  await expect.poll(() => bus.output(), {timeout: 10_000}).toContain('unix:path=');
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
  const args = [
    '--foreground',
    '--components=secrets',
    `--control-directory=${env['HOME']}/keyring`,
    '--unlock',
  ];
  processes.start('gnome-keyring-daemon', args, {env, input: password});
  const keychain = createKeychain({env, platform: 'linux'});
  await expect.poll(() => keychain.available(), {timeout: 20_000, interval: 200}).toBeUndefined();
}
