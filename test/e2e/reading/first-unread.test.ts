import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket, selectTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';

// It has no e-mails: their texts would come behind its last note, sooner or later.
const ID = '1-204976070710';
const LINES = Array.from({length: 12}, (_, line) => `line ${line + 1}`).join('\n');

test('a ticket with news is opened at the first of them, one without at its end', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  await openTicket(terminal, ID);
  await terminal.waitForText('Breaker B12 reset once');
  // Here q goes back to the list, and the footer says so.
  expect(terminal.row(23)).toContain('q close');
  const ticket = sandbox.ticket(ID);
  const last = ticket?.notes.at(-1);
  if (ticket === undefined || last === undefined) throw new Error('the seeds have changed');
  const createdDateTime = new Date().toISOString();
  const news = ['First', 'Second', 'Third'].map((word) => ({
    ...last,
    id: `news-${word}`,
    createdDateTime,
    text: `${word} of three.\n${LINES}`,
  }));
  terminal.press(keyOf('close'));
  await terminal.waitForNoText('Breaker B12 reset once');
  await terminal.waitForText('q quit');
  sandbox.put({...ticket, updatedDateTime: createdDateTime, notes: [...ticket.notes, ...news]});
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText(`${ID} is up to date`);
  terminal.press(keyOf('open'));
  await terminal.waitForText('First of three.');
  expect(terminal.screen()).not.toContain('Breaker B12 reset once');
  expect(terminal.screen()).not.toContain('Third of three.');
  terminal.press(keyOf('move.last'));
  await terminal.waitForText('Third of three.');
  terminal.press(keyOf('back'));
  await terminal.waitForNoText('Third of three.');
  await selectTicket(terminal, ID);
  terminal.press(keyOf('open'));
  await terminal.waitForText('Third of three.');
  expect(terminal.screen()).not.toContain('First of three.');
});
