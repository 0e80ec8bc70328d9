import {composerOf} from '../support/composer-title.ts';
import {afterAll, beforeAll, expect, onTestFinished} from 'vitest';
import {keyOf} from '../../src/keys/keymap.ts';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';
import {deskStatements, ROLE_STATEMENTS} from '../../src/team/desk-schema.ts';
import {needing} from '../support/needs.ts';
import {selectTicket} from '../support/find-ticket.ts';
import {openConsole} from '../support/open-console.ts';
import {postgres, startPostgres, type Server} from './support/postgres.ts';

const {test, why} = await needing(postgres);

let server: Server | undefined;
beforeAll(async () => {
  if (why !== '') return;
  server = await startPostgres();
  server.sql(ROLE_STATEMENTS);
  server.sql(deskStatements({roles: true}));
});
afterAll(async () => await server?.remove());

const CASE = '11150929';

test(`Mara takes a ticket and writes; Jon is told; her line dies; Jon takes over and knows of her draft${why}`, async () => {
  const url = server?.url ?? '';
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const open = (name: string) =>
    openConsole({
      ownProcess: true,
      sandbox,
      cols: 130,
      rows: 34,
      config: `[team]\nurl = "${url}"\nname = "${name}"\n`,
    });
  const mara = await open('mara');
  const jon = await open('jon');
  onTestFinished(() => jon.close());
  for (const {terminal} of [mara, jon]) {
    await terminal.waitForText('ACTION');
    await selectTicket(terminal, CASE);
  }
  mara.terminal.press(keyOf('ticket.claim'));
  await mara.terminal.waitForText(`You have ${CASE}.`);
  await mara.terminal.waitForText('1 yours');
  await jon.terminal.waitForText('mara has it since');

  mara.terminal.press(keyOf('ticket.note'));
  await mara.terminal.waitForText(composerOf(CASE));
  mara.terminal.write('The secret words of Mara.');
  await mara.terminal.waitForText('draft saved');
  jon.terminal.press(keyOf('ticket.note'));
  await jon.terminal.waitForText('mara is writing an answer right now; mara has it since');
  jon.terminal.write('Jon looks into it.');
  jon.terminal.press(keyOf('write.send'));
  await jon.terminal.waitForText('again sends it');
  expect(sandbox.log().some(({operation}) => operation?.endsWith('Note') === true)).toBe(false);

  // Her line dies without a word.
  await mara.close();
  jon.terminal.press(keyOf('write.send'));
  await expect
    .poll(() => sandbox.ticket(CASE)?.notes.some(({text}) => text === 'Jon looks into it.'))
    .toBe(true);
  jon.terminal.press(keyOf('ticket.claim'));
  await jon.terminal.waitForText('takes it from mara');
  jon.terminal.press(keyOf('ticket.claim'));
  await jon.terminal.waitForText(`You have ${CASE}, taken from mara.`);
  jon.terminal.press(keyOf('ticket.note'));
  await jon.terminal.waitForText(/mara (is writing|has a draft of) an answer/);
  expect(jon.terminal.screen()).not.toContain('secret words');
  expect(server?.sql("SELECT count(*) FROM casedeck.ops WHERE body LIKE '%secret words%'")).toBe('0');
  expect(server?.sql("SELECT count(*) FROM casedeck.members WHERE drafts LIKE '%secret words%'")).toBe('0');
  await expect.poll(() => server?.sql("SELECT who FROM casedeck.ops WHERE kind = 'sent'")).toBe('jon');
});
