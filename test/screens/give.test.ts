import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openWorld, MOMENT} from '../docs/screen-world.ts';
import {frameText} from '../support/frames/frame.ts';
import {openStage} from '../support/stage.ts';

test('tickets go to a name that nobody here has only when Enter is pressed once more', async () => {
  const world = await openWorld(mkdtempSync(join(tmpdir(), 'casedeck-give-')));
  onTestFinished(() => world.close());
  const services = world.open({isNew: false});
  services.store.claim('11150871', 'claim', MOMENT);
  const stage = await openStage({services, cols: 80, rows: 24, theme: {ascii: false, depth: '16'}});
  await stage.run('handover', 'handover.give');
  await stage.type('tmo');
  await stage.run('pick.choose');
  await stage.until('Nobody called "tmo" is known here.');
  expect(services.store.claimedBy(services.store.me())).toEqual(['11150871']);
  await stage.run('pick.choose');
  await stage.until('1 given to tmo.');
  expect(services.store.claimsOf('11150871').map(({by}) => by)).toEqual(['tmo']);
  expect(frameText(await stage.frame())).not.toContain('To whom');
  await stage.close();
});
