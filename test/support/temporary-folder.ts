import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const MARK = 'CASEDECK_TEST_TMPDIR';

/** Whatever tests leave behind is below one folder, which goes when all have run. Called once for each project. */
export function setup(): void {
  if (process.env[MARK] !== undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'cdt-'));
  process.env[MARK] = folder;
  process.env['TMPDIR'] = folder;
}

export function teardown(): void {
  const folder = process.env[MARK];
  if (folder !== undefined) rmSync(folder, {recursive: true, force: true});
}
