import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const MARK = 'CASEDECK_TEST_TMPDIR';

/** Whatever tests leave behind is below one folder, which goes when all have run. Called once for each project. */
export default function useTemporaryFolder(): (() => void) | undefined {
  if (process.env[MARK] !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-tests-'));
  process.env[MARK] = folder;
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, {recursive: true, force: true});
}
