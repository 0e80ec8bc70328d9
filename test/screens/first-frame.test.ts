import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {expect, onTestFinished, test} from 'vitest';
import {openServices} from '../../src/console/session/open-services.ts';
import {openStage} from '../support/stage.ts';
import {START, summary} from '../store/sample.ts';
import {testPlatform} from '../support/test-platform.ts';

test.each([
  [80, 24, 20],
  [140, 40, 36],
  [90, 40, 13],
])('the first frame of %i columns and %i rows has a full list', async (cols, rows, listed) => {
  const home = mkdtempSync(join(tmpdir(), 'casedeck-first-'));
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const services = await openServices({
    env: {HOME: home, EQUINIX_API_TOKEN: 'token'},
    flags: {},
    platform: testPlatform(),
    inMemory: true,
  });
  const tickets = Array.from({length: 50}, (_, index) => summary(`1-2049760707${10 + index}`));
  services.store.putSummaries(tickets, START);
  const stage = await openStage({services, cols, rows, theme: {ascii: true, depth: '16'}});
  const numbers = (lines: readonly string[]) =>
    lines.flatMap((line) => /1-2049760707\d\d/.exec(stripVTControlCharacters(line))?.[0] ?? []);
  const first = numbers(stage.firstRows());
  expect(first.length).toBeGreaterThanOrEqual(listed);
  expect(numbers(await stage.rows())).toEqual(first);
  await stage.close();
});
