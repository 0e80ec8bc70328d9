import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {openStore} from '../../src/store/open-store.ts';
import type {Store} from '../../src/store/store.ts';
import {START} from './sample.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-store-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** A store in memory that is closed after the test. */
export function memoryStore(): Store {
  const store = openStore({file: ':memory:', clock: {now: () => START}});
  onTestFinished(() => store.close());
  return store;
}
