import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {selectTicket} from '../../support/find-ticket.ts';
import {startConsole} from '../../support/start-console.ts';

const NADIAS = '11150929';

test('demo --team: two more engineers have tickets and keep a private note, and a ticket is taken from one of them', async () => {
  await using app = await startConsole({args: ['demo', '--team'], cols: 130, rows: 34, ownProcess: false});
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  await selectTicket(terminal, NADIAS);
  await terminal.waitForText('nadia has it since');
  await terminal.waitForText('they look at it after 6');
  terminal.press(keyOf('ticket.claim'));
  await terminal.waitForText('takes it from nadia');
  terminal.press(keyOf('ticket.claim'));
  await terminal.waitForText(`You have ${NADIAS}, taken from nadia.`);
  await terminal.waitForText('1 yours');
  terminal.press(keyOf('quit'));
  expect((await terminal.waitForExit()).code).toBe(0);
});
