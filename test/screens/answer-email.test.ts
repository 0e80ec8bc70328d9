import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openEmail} from '../docs/ways.ts';
import {openWorld} from '../docs/screen-world.ts';
import {frameText} from '../support/frames/frame.ts';
import {openStage} from '../support/stage.ts';

test('the e-mail that is answered stands above the answer, and not its name in a list', async () => {
  const world = await openWorld(mkdtempSync(join(tmpdir(), 'casedeck-answer-')));
  onTestFinished(() => world.close());
  const stage = await openStage({
    services: world.open({isNew: false}),
    cols: 80,
    rows: 24,
    theme: {ascii: false, depth: '16'},
  });
  onTestFinished(() => stage.close());
  await openEmail(stage);
  await stage.run('ticket.note');
  await stage.until('Answer to 11150871');
  expect(frameText(await stage.frame())).toMatch(/\[Timeline\][^]*Amara Whitfield.*e-mail/);
  await stage.run('write.close');
  await stage.until('Subject  RE: Case 11150871');
  await stage.run('back');
  await stage.until('[E-mails');
  await stage.run('ticket.note');
  await stage.until('Answer to 11150871');
  expect(frameText(await stage.frame())).toContain('[Timeline]');
});
