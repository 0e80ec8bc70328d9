import {composerOf} from '../../support/composer-title.ts';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {firstRows} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';

const CASE = '11150871';

test.each(
  firstRows([
    ['', 'addCaseNote'],
    ['[api]\nnote_operation = "ticket"\n', 'addTicketNote'],
  ] as const),
)('an answer is a note that is marked as one; with %j it goes out by %s', async (config, operation) => {
  await using app = await openConsole({config, cols: 100, rows: 40});
  const {terminal, sandbox} = app;
  await openTicket(terminal, '1011585-M');
  await terminal.waitForText('waits for your answer');
  terminal.press(keyOf('ticket.reply'));
  await terminal.waitForText(composerOf(CASE));
  terminal.write('Yes, please move it.');
  await terminal.waitForText('20 of 4000');
  terminal.press(keyOf('write.send'));
  await terminal.waitForText(/You \(reply\) +\d\d:\d\d/);
  expect(sandbox.ticket(CASE)?.notes.at(-1)?.text).toBe('Yes, please move it.');
  const writes = sandbox
    .log()
    .filter(({method, operation: name}) => method === 'POST' && name?.endsWith('Note') === true);
  expect(writes.map((request) => request.operation)).toEqual([operation]);
});
