import {expect, test} from 'vitest';
import {VIEWS} from '../../../src/domain/views.ts';
import {keyOf} from '../../../src/keys/keymap.ts';
import type {Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {openTicket, selectTicket} from '../../support/find-ticket.ts';
import {firstRows, longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {ALL_TICKETS} from '../../support/start-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

const ID = '1-204976070690';

function cancellations(sandbox: Sandbox) {
  return sandbox.log().filter(({operation}) => operation === 'cancelTicket');
}

async function openDialog(terminal: TerminalDriver): Promise<void> {
  await selectTicket(terminal, 'SFP in sv-leaf-09');
  terminal.press(keyOf('ticket.cancel'));
  await terminal.waitForText(`Cancel ${ID}`);
}

// Also proven by docs/screens, which test/docs draws.
longTest('the dialog shows the ticket, the account and what will happen', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS});
  const {terminal, sandbox} = app;
  await openDialog(terminal);
  const screen = terminal.screen();
  for (const words of [
    'Replace SFP',
    'SV5',
    '182389736',
    sandbox.url,
    'cannot be taken back',
    'Reason',
    '0 of 4000',
  ]) {
    expect(screen).toContain(words);
  }
});

test('Enter alone never confirms, in whichever field', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS});
  const {terminal, sandbox} = app;
  await openDialog(terminal);
  terminal.press('enter');
  terminal.write('Not needed any more');
  terminal.press('enter');
  terminal.press(keyOf('field.next'));
  terminal.press('enter');
  terminal.write(ID);
  await terminal.waitForText(`confirm: ${ID}`);
  terminal.pressAll(['enter', 'enter']);
  // Handled after the Enters: the dialog must still be there to hear it.
  terminal.press(keyOf('field.next'));
  terminal.write('.');
  await terminal.waitForText('22 of 4000');
  expect(terminal.screen()).toContain(`Cancel ${ID}`);
  expect(cancellations(sandbox)).toEqual([]);
});

test('without the id typed out, or with another one, nothing is sent and the reason stays', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS});
  const {terminal, sandbox} = app;
  await openDialog(terminal);
  terminal.write('Not needed any more');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText(`Type the ticket's id, ${ID}`);
  terminal.write('1-204976070691');
  await terminal.waitForText('confirm: 1-204976070691');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText(`Type the ticket's id, ${ID}`);
  expect(terminal.screen()).toContain('Not needed any more');
  expect(cancellations(sandbox)).toEqual([]);
});

test.for(
  firstRows([
    ['an empty reason', '', /1 to 4,?000|empty|reason/i],
    ['a reason of 4,001 characters', 'x'.repeat(4001), /4,?001/],
  ] as const),
)('%s is refused before sending, with the limit', async ([, reason, words]) => {
  await using app = await openConsole({sandbox: ALL_TICKETS});
  const {terminal, sandbox} = app;
  await openDialog(terminal);
  if (reason !== '') await terminal.pasteAndLook(reason, `${reason.length} of 4000`);
  terminal.press(keyOf('field.next'));
  terminal.write(ID);
  await terminal.waitForText(`confirm: ${ID}`);
  terminal.press(keyOf('write.send'));
  await terminal.waitFor('the refusal', () => words.test(`${terminal.row(22)} ${terminal.row(23)}`));
  expect(terminal.screen()).toContain(`Cancel ${ID}`);
  expect(cancellations(sandbox)).toEqual([]);
});

test.for(
  firstRows([
    ['a ticket that is closed', '1-204976070501', 'CLOSED already'],
    ['a ticket that is cancelled', '1-204976068001', 'CANCELLED already'],
  ] as const),
)('%s is not offered for cancelling, and the key says why', async ([, words, why]) => {
  await using app = await openConsole({sandbox: ALL_TICKETS});
  const {terminal} = app;
  await terminal.waitForText('ACT');
  terminal.write(String(VIEWS.findIndex(({name}) => name === 'All') + 1));
  await terminal.waitForText('┌ All');
  await selectTicket(terminal, words);
  // Closed tickets are read only when they are opened.
  terminal.press(keyOf('open'));
  await terminal.waitForText('[Timeline');
  terminal.press(keyOf('ticket.cancel'));
  await terminal.waitForText(why);
  expect(terminal.screen()).not.toContain('Type the id');
});

// Also proven by test/commands/write/cancel.test.ts.
longTest(
  'where the service says that it cannot be cancelled, the key once more leaves it to the service',
  async () => {
    await using app = await openConsole({sandbox: ALL_TICKETS});
    const {terminal, sandbox} = app;
    const id = '1-204976070005';
    await openTicket(terminal, 'SmartView shows 0 kW');
    terminal.press(keyOf('ticket.cancel'));
    await terminal.waitForText(`Cancel ${id}`);
    await terminal.waitForText('The service says that this ticket cannot be cancelled.');
    terminal.write('Not needed any more');
    terminal.press(keyOf('field.next'));
    terminal.write(id);
    await terminal.waitForText(`confirm: ${id}`);
    terminal.press(keyOf('write.send'));
    await terminal.waitForText('again sends it');
    expect(cancellations(sandbox)).toEqual([]);
    terminal.press(keyOf('write.send'));
    await terminal.waitForText('not sent');
    expect(cancellations(sandbox)).toHaveLength(1);
  },
);

// Also proven by composer.test.ts, and of a cancellation test/commands/write/cancel.test.ts.
longTest('a refusal by the service shows its words, and the reason is not lost', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS});
  const {terminal, sandbox} = app;
  await openDialog(terminal);
  terminal.write('Not needed any more');
  terminal.press(keyOf('field.next'));
  terminal.write(ID);
  await terminal.waitForText(`confirm: ${ID}`);
  // Meanwhile the technician is through with it.
  const ticket = sandbox.ticket(ID);
  if (ticket === undefined) throw new Error(`no ${ID}`);
  sandbox.put({...ticket, status: 'RESOLVED', cancellable: false});
  terminal.press(keyOf('write.send'));
  await terminal.waitForNoText('Type the id');
  terminal.press(keyOf('open'));
  await terminal.waitForText('not sent');
  await terminal.waitForText('The ticket is RESOLVED now and can no longer be');
  await terminal.waitForText(`${ID} · TROUBLE · RESOLVED`);
  expect(terminal.screen()).toContain('Not needed any more');
  expect(terminal.screen()).toMatch(/correlation\W+id\W+\d+/);
  expect(cancellations(sandbox)).toHaveLength(1);
});
