import {rmSync} from 'node:fs';
import {onTestFinished} from 'vitest';
import {makeHome} from './start-console.ts';

/** An empty home folder, gone after the test. */
export function temporaryHome(): string {
  const home = makeHome();
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  return home;
}
