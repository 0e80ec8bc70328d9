import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {MOMENT, openWorld} from '../docs/screen-world.ts';
import {frameText} from '../support/frames/frame.ts';
import {openStage} from '../support/stage.ts';

async function open() {
  const world = await openWorld(mkdtempSync(join(tmpdir(), 'casedeck-list-')));
  onTestFinished(() => world.close());
  const services = world.open({isNew: false});
  const stage = await openStage({services, cols: 80, rows: 24, theme: {ascii: false, depth: '16'}});
  onTestFinished(() => stage.close());
  return stage;
}

test('what lists tickets shows the list, also where the page was opened from within a ticket', async () => {
  const stage = await open();
  await stage.run('open', 'site', 'site.list');
  await stage.until('┌ Open / ibx:LD8');
  await stage.run('filter.clear', 'open', 'overview', 'overview.open');
  await stage.until('┌ Open / status:');
});

test('a view that is chosen among drafts is shown, wherever one came to them from', async () => {
  const stage = await open();
  stage.ui.go({type: 'push', screen: {kind: 'since', since: MOMENT - 3_600_000}});
  stage.ui.go({type: 'push', screen: {kind: 'outbox'}});
  await stage.until('Drafts and outbox');
  await stage.run('view.2');
  await stage.until('┌ Action required');
  expect(frameText(await stage.frame())).not.toContain('What happened');
});
