import {expect, test} from 'vitest';
import {frameText} from '../support/frames/frame.ts';
import {often} from '../support/long.ts';
import {openStage, type Stage} from '../support/stage.ts';
import {withServices} from './with-services.ts';

/** By their words in the list: one with e-mails and files, one that is an order alone, one with a case number. */
const TICKETS = ['11150871', '1-204976070710', '11150929'];
const SIZE = {cols: 110, rows: 36, theme: {ascii: false, depth: '16'}} as const;

/** Opens a ticket from the filter, looks at each of its tabs and writes a note; the asked number stands on screen. */
async function visit(stage: Stage, id: string): Promise<void> {
  await stage.run('filter.clear', 'filter.open');
  await stage.type(id);
  await stage.run('filter.done', 'open');
  await stage.until('Notes');
  let seen = '';
  for (let tab = 0; tab < 5; tab += 1) {
    seen += frameText(await stage.frame());
    await stage.run('tab.next');
  }
  expect(seen).toContain(id);
  await stage.run('ticket.note');
  await stage.type('Any news?');
  await stage.run('write.send', 'write.send', 'back');
}

test.for(Array.from({length: often(4, 40, 1000)}, (_, index) => index + 1))(
  'the console on a wild service (%i) shows what was asked for, and goes on',
  {timeout: 180_000},
  async (wild) => {
    await withServices({wild, tickets: 16}, async (services, sandbox) => {
      const id = TICKETS[wild % TICKETS.length] ?? '';
      await services.poller.refresh(id);
      const stage = await openStage({services, ...SIZE});
      await visit(stage, id);
      expect(frameText(await stage.frame())).not.toMatch(/Internal error|TypeError/);
      const notes = sandbox.ticket(id)?.notes.filter(({text: words}) => /any news/i.test(words)) ?? [];
      expect(notes.length).toBeLessThanOrEqual(1);
      await stage.close();
    });
  },
);
