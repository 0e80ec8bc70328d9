import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect} from 'vitest';
import {AppError} from '../../src/errors.ts';
import {resolvePaths, type Paths} from '../../src/settings/paths.ts';
import {loadSettings, type LoadSettings} from '../../src/settings/settings.ts';

export let home: string;
export let paths: Paths;

/** To be called by each test file: an empty home for each of its tests. */
export function ownHome(): void {
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'casedeck-settings-'));
    paths = resolvePaths({HOME: home});
    mkdirSync(paths.config, {recursive: true});
  });
  afterEach(() => rmSync(home, {recursive: true, force: true}));
}

export function load(toml?: string, options: Partial<LoadSettings> = {}) {
  if (toml !== undefined) writeFileSync(paths.configFile, toml);
  return loadSettings({env: {}, paths, ...options});
}

export async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  expect(error.kind).toBe('config');
  return error;
}
