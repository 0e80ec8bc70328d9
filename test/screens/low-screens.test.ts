import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {AppError} from '../../src/errors.ts';
import {composerHead} from '../../src/screens/compose/composer-head.ts';
import {putSandboxNotices} from '../docs/sandbox-notices.ts';
import {openWorld, type ScreenWorld} from '../docs/screen-world.ts';
import {frameText} from '../support/frames/frame.ts';
import {openStage} from '../support/stage.ts';

const LOW = {cols: 40, rows: 10, theme: {ascii: false, depth: '16'}} as const;

let world: ScreenWorld;
beforeAll(async () => {
  world = await openWorld(mkdtempSync(join(tmpdir(), 'casedeck-low-')));
});
afterAll(() => world.close());

test('a note on the lowest screen says that the ticket takes no more, where the text leaves room for it', async () => {
  const services = world.open({isNew: false});
  const [closed] = services.store.page({filter: {statuses: ['CLOSED']}, sort: 'id'}, 0, 1);
  const ticketId = closed?.id ?? '';
  services.store.saveDraft({ticketId, kind: 'note', text: 'On our way.', updatedAt: 1});
  const stage = await openStage({services, ...LOW});
  stage.ui.go({type: 'modal', modal: {kind: 'compose', ticketId, draft: 'note'}});
  await stage.until('On our way.');
  expect(frameText(await stage.frame())).toContain('This ticket is CLOSED: the service');
  await stage.close();
});

test('however much stands around it, what is written stays on screen', async () => {
  const lost = new AppError('store', 'The database cannot be written: the disk is full', {
    hint: 'Make room, then start casedeck again.',
  });
  const error = new AppError('service', 'The service is not available and says so in many words', {
    hint: 'Wait for a while.',
  });
  const services = world.open({isNew: false, lost, status: {state: 'waiting', error}});
  const stage = await openStage({services, ...LOW});
  await stage.run('ticket.note');
  await stage.type('Yes, go on.');
  stage.ui.fail(error);
  expect(frameText(await stage.frame())).toContain('Yes, go on.');
  await stage.close();
});

test('twenty line items that say something else leave the text its rows', () => {
  const remarks = Array.from(
    {length: 20},
    (_, index) => `Line 1-2RCPX${index} takes no changes, says the service.`,
  );
  const words = {
    others: 'Jon is writing an answer right now.',
    remarks,
    files: ['a.txt, 3 kB'],
    rest: undefined,
  };
  for (const rows of [4, 5, 8, 14, 30]) {
    const head = composerHead(words, {width: 36, rows});
    expect(head.length).toBeLessThanOrEqual(Math.max(0, rows - 5));
  }
});

test('the notice under the cursor is seen on the lowest screen, also the last one', async () => {
  const services = world.open({isNew: false});
  putSandboxNotices(services.store);
  const stage = await openStage({services, ...LOW});
  await stage.run('notices', 'move.last');
  expect(frameText(await stage.frame())).toMatch(/▸/);
  await stage.close();
});

test('one note to seven tickets on the lowest screen is seen while it is written', async () => {
  const stage = await openStage({services: world.open({isNew: false}), ...LOW});
  for (let count = 0; count < 7; count += 1) await stage.run('mark.toggle');
  await stage.run('bulk.note');
  await stage.type('The same for all.');
  const shown = frameText(await stage.frame());
  expect(shown).toContain('The same for all.');
  expect(shown).toContain('rows more of them.');
  await stage.close();
});
