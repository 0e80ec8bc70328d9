import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {AppError} from '../../src/errors.ts';
import {openWorld, type ScreenWorld} from '../docs/screen-world.ts';
import {frameText} from '../support/frames/frame.ts';
import {openStage} from '../support/stage.ts';

const SIZE = {cols: 80, rows: 24, theme: {ascii: false, depth: '16'}} as const;

let world: ScreenWorld;
beforeAll(async () => {
  world = await openWorld(mkdtempSync(join(tmpdir(), 'casedeck-failed-')));
});
afterAll(() => world.close());

function full(): never {
  throw new AppError('store', 'The disk is full: nothing more fits.');
}

test('a private note that the disk does not take stays in its dialog, and what keeps it is said', async () => {
  const services = world.open({isNew: false});
  const stage = await openStage({
    services: {...services, store: {...services.store, addRemark: full}},
    ...SIZE,
  });
  await stage.run('ticket.remark');
  await stage.type('Spoke to the site.');
  await stage.run('write.send');
  await stage.until('The disk is full');
  expect(frameText(await stage.frame())).toContain('Spoke to the site.');
  await stage.close();
});

test('neither a snooze nor a claim that the disk does not take ends the console', async () => {
  const services = world.open({isNew: false});
  const stage = await openStage({
    services: {...services, store: {...services.store, setSnooze: full, claim: full}},
    ...SIZE,
  });
  await stage.run('ticket.claim');
  await stage.until('The disk is full');
  await stage.run('ticket.snooze');
  await stage.run('pick.choose');
  await stage.until('The disk is full');
  expect(frameText(await stage.frame())).toContain('Snooze 11150871');
  await stage.close();
});

test('what was sent meanwhile cannot be taken back among drafts and outbox either, and that is said', async () => {
  const stage = await openStage({services: world.open({isNew: false}), ...SIZE});
  await stage.run('view.6');
  stage.ui.undo.offer(() => {
    throw new AppError('conflict', 'It was sent already.');
  }, 'Taken back');
  await stage.run('undo');
  await stage.until('It was sent already.');
  await stage.close();
});
