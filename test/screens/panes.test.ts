import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openWorld} from '../docs/screen-world.ts';
import {frameText} from '../support/frames/frame.ts';
import {openStage, type Stage} from '../support/stage.ts';

const SIZE = {cols: 120, rows: 36, theme: {ascii: false, depth: '16'}} as const;

/** Where the detail pane begins, beside the list or below it. */
async function border(stage: Stage): Promise<number> {
  const rows = frameText(await stage.frame()).split('\n');
  const beside = rows[1]?.indexOf('┐┌') ?? -1;
  return beside === -1 ? rows.findLastIndex((row) => row.startsWith('┌')) : beside;
}

test('a border between the panes that keys have moved is where it was after a restart, each way of its own', async () => {
  const world = await openWorld(mkdtempSync(join(tmpdir(), 'casedeck-panes-')));
  onTestFinished(() => world.close());
  const services = world.open({isNew: false});
  const first = await openStage({services, ...SIZE});
  const before = await border(first);
  await first.run('split.more', 'split.more');
  const beside = await border(first);
  expect(beside).toBeGreaterThan(before);
  await first.run('preview');
  const below = await border(first);
  await first.run('split.less');
  const lower = await border(first);
  expect(lower).toBeLessThan(below);
  await first.close();
  const second = await openStage({services, ...SIZE});
  expect(await border(second)).toBe(beside);
  await second.run('preview');
  expect(await border(second)).toBe(lower);
  await second.close();
});
