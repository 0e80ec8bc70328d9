import {expect} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {TICKET_TABS} from '../../../src/state/navigation.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';
import {longTest} from '../../support/long.ts';

// Also proven by test/tools/api-coverage.test.ts and test/wild/console.test.ts.
longTest('whatever else the service says of a ticket, its row and its e-mail is shown', async () => {
  await using app = await openConsole({cols: 120, rows: 90});
  const {terminal, sandbox} = app;
  const ticket = sandbox.ticket('11150871');
  const [email, ...emails] = ticket?.emails ?? [];
  if (ticket === undefined || email === undefined) throw new Error('the seeds have changed');
  await terminal.waitForText('11150871');
  sandbox.put({
    ...ticket,
    extra: {sla: {breached: 'in 2 h'}},
    orderExtra: {shipment: {dock: 'bay 7'}, orderStatus: 'PARTIAL_SUBMISSION'},
    emails: [{...email, extra: {sentiment: 'angry'}}, ...emails],
  });
  terminal.press(keyOf('refresh'));
  await terminal.waitFor('the list', () => {
    const asked = sandbox.log().filter(({operation}) => operation === 'searchOrders');
    return asked.length > 1;
  });
  await openTicket(terminal, '1011585-M');
  terminal.press(keyOf('ticket.refresh'));
  for (const _tab of TICKET_TABS.slice(1)) terminal.press(keyOf('tab.next'));
  await terminal.waitForText('sla.breached');
  await terminal.waitForText('in 2 h');
  await terminal.waitForText(/Site [A-Z]{2}\d/);
  await terminal.waitForText('Address');
  terminal.press(keyOf('move.last'));
  await terminal.waitForText('Order history');
  for (const words of ['PARTIAL SUBMISSION', 'shipment.dock', 'bay 7', 'Ordered by', 'orderFullDetails'])
    await terminal.waitForText(words);
  terminal.press(keyOf('ticket.emails'));
  terminal.press(keyOf('move.first'));
  terminal.press(keyOf('open'));
  await terminal.waitForText('sentiment: angry');
  expect(terminal.screen()).toContain('Subject');
});
