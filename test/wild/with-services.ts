import {rmSync} from 'node:fs';
import {openServices, type Opened} from '../../src/console/session/open-services.ts';
import {startSandbox, type Sandbox, type SandboxOptions} from '../../src/sandbox/start-sandbox.ts';
import {consoleEnv, makeHome} from '../support/start-console.ts';
import {testPlatform} from '../support/test-platform.ts';

/** The services of a console on a sandbox of its own, in memory; all of it is gone afterwards. */
export async function withServices<T>(
  options: SandboxOptions,
  work: (services: Opened, sandbox: Sandbox) => Promise<T>,
): Promise<T> {
  const home = makeHome();
  const sandbox = await startSandbox(options);
  const services = await openServices({
    env: consoleEnv(home, sandbox),
    flags: {},
    platform: testPlatform(),
    inMemory: true,
    perSecond: 1000,
  });
  try {
    return await work(services, sandbox);
  } finally {
    services.store.close();
    await sandbox.close();
    rmSync(home, {recursive: true, force: true});
  }
}
