import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeHome, startConsole, type Console, type ConsoleOptions} from './start-console.ts';

/** As fast as the sandbox can: a test waits for content, not for the politeness owed to the real service, nor for second thoughts. */
const QUICK = '[api.rate]\nper_second = 100\nat_once = 4\n[notes]\ntake_back = 0\n';

/** The console on a sandbox, with a configuration that does not hold back. */
export async function openConsole(
  options: ConsoleOptions & {readonly config?: string} = {},
): Promise<Console> {
  const home = options.home ?? makeHome();
  configureHome(home, options.config);
  const app = await startConsole({ownProcess: false, ...options, home});
  if (options.home !== undefined) return app;
  const close = async () => {
    await app.close();
    rmSync(home, {recursive: true, force: true});
  };
  return {...app, close, [Symbol.asyncDispose]: close};
}

/** Writes that configuration, and `more` before it (where keys outside of tables belong), into a home folder. */
export function configureHome(home: string, more = '', configFolder = 'config'): void {
  const folder = join(home, configFolder, 'casedeck');
  mkdirSync(folder, {recursive: true, mode: 0o700});
  writeFileSync(join(folder, 'config.toml'), `${more}\n${QUICK}`, {mode: 0o600});
}
