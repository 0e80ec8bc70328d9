import {rmSync} from 'node:fs';
import {expect, test} from 'vitest';
import {openServices, type Opened} from '../../src/console/session/open-services.ts';
import {startSandbox, type Sandbox} from '../../src/sandbox/start-sandbox.ts';
import {frameText} from '../support/frame.ts';
import {often} from '../support/long.ts';
import {openStage, type Stage} from '../support/stage.ts';
import {consoleEnv, makeHome} from '../support/start-console.ts';

/** By their words in the list: one with e-mails and files, one that is an order alone, one with a case number. */
const TICKETS = ['11150871', '1-204976070710', '11150929'];
const SIZE = {cols: 110, rows: 36, theme: {ascii: false, depth: '16'}} as const;

async function openWild(wild: number, home: string): Promise<{sandbox: Sandbox; services: Opened}> {
  const sandbox = await startSandbox({wild, tickets: 16});
  const services = await openServices({
    env: consoleEnv(home, sandbox),
    flags: {},
    platform: {
      env: {},
      user: 'mara',
      editText: (text) => Promise.resolve(text),
      saveText: (path) => Promise.resolve(path),
      templates: () => Promise.resolve([]),
    },
    inMemory: true,
    perSecond: 1000,
  });
  return {sandbox, services};
}

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

test.for(Array.from({length: often(20, 1000)}, (_, index) => index + 1))(
  'the console on a wild service (%i) shows what was asked for, and goes on',
  {timeout: 60_000},
  async (wild) => {
    const home = makeHome();
    const {sandbox, services} = await openWild(wild, home);
    try {
      const id = TICKETS[wild % TICKETS.length] ?? '';
      await services.poller.refresh(id);
      const stage = await openStage({services, ...SIZE});
      await visit(stage, id);
      const text = frameText(await stage.frame());
      expect(text).not.toMatch(/Internal error|TypeError/);
      const notes = sandbox.ticket(id)?.notes.filter(({text: words}) => /any news/i.test(words)) ?? [];
      expect(notes.length).toBeLessThanOrEqual(1);
      await stage.close();
    } finally {
      await sandbox.close();
      rmSync(home, {recursive: true, force: true});
    }
  },
);
