import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Program} from './probe.ts';

const casedeck = fileURLToPath(new URL('../bin/casedeck.js', import.meta.url));

export type ConsoleHome = {
  readonly folder: string;
  readonly program: Program;
  readonly remove: () => void;
};

export type HomeOptions = {
  readonly endpoint: string;
  readonly config?: string;
  /** Runs in the console before anything else. */
  readonly preload?: string;
};

/** The console on an empty store, as users start it: with the code compiled by an earlier start. */
export function emptyHome({endpoint, config = '', preload}: HomeOptions): ConsoleHome {
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-bench-'));
  mkdirSync(join(folder, '.config', 'casedeck'), {recursive: true, mode: 0o700});
  writeFileSync(join(folder, '.config', 'casedeck', 'config.toml'), config, {mode: 0o600});
  const env = {
    HOME: folder,
    EQUINIX_API_ENDPOINT: endpoint,
    EQUINIX_API_CLIENTID: 'bench',
    EQUINIX_API_CLIENTSECRET: 'bench-secret',
  };
  execFileSync(process.execPath, [casedeck, '--version'], {env, stdio: 'ignore'});
  const required = join(folder, 'preload.cjs');
  if (preload !== undefined) writeFileSync(required, preload);
  const args = [...(preload === undefined ? [] : ['--require', required]), casedeck];
  return {
    folder,
    program: {command: process.execPath, args, env},
    remove: () => rmSync(folder, {recursive: true, force: true}),
  };
}
