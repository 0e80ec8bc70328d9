import {expect} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';

// Also proven by test/commands/read/list-remote.test.ts; the key: stories/list.ts.
longTest('filters, dates, sort and words of a search reach the service, and a hit opens', async () => {
  await using app = await openConsole({cols: 100, rows: 30});
  const {terminal, sandbox} = app;
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('remote.open'));
  await terminal.waitForText('Search on the service');
  sandbox.clearLog();
  terminal.write('ibx:sv5,ld8 status:in-progress,submitted range:6m sort:-created');
  await terminal.waitForText('sort:-created');
  terminal.press('enter');
  await terminal.waitForText(/1 of \d+/);
  const asked = sandbox.log().find(({operation}) => operation === 'searchOrders');
  expect(asked?.body).toMatchObject({
    filters: {
      ibxs: ['SV5', 'LD8'],
      orderStatus: ['IN_PROGRESS', 'SUBMITTED'],
      dateRange: 'PAST_6_MONTHS',
      productTypes: ['TROUBLE'],
    },
    sorts: [{name: 'CREATED_ON', direction: 'ASC'}],
    page: {number: 0, size: 200},
  });
  terminal.press('enter');
  await terminal.waitForText('[Timeline');
});

// Also proven by test/commands/read/list-remote.test.ts.
longTest('words are looked for where they were asked for; nothing found is said', async () => {
  await using app = await openConsole({cols: 100, rows: 30});
  const {terminal, sandbox} = app;
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('remote.open'));
  await terminal.waitForText('Enter asks.');
  terminal.write('in:reference from:2026-01-31 no-such-number');
  terminal.press('enter');
  await terminal.waitForText('The service found nothing.');
  const asked = sandbox
    .log()
    .findLast(
      ({operation, body}) => operation === 'searchOrders' && JSON.stringify(body).includes('no-such'),
    );
  expect(asked?.body).toMatchObject({
    q: 'no-such-number',
    source: ['CUSTOMER_REFERENCE_NUMBER'],
    filters: {fromDate: '01/31/2026'},
  });
});

// Also proven by test/commands/read/list-remote.test.ts.
longTest('what order history does not know is refused, and nothing is asked', async () => {
  await using app = await openConsole({cols: 100, rows: 30});
  const {terminal, sandbox} = app;
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('remote.open'));
  await terminal.waitForText('Enter asks.');
  const before = sandbox.log().filter(({operation}) => operation === 'searchOrders').length;
  terminal.write('status:resolved');
  await terminal.waitForText('knows no status:RESOLVED');
  terminal.press('enter');
  await terminal.waitForText('Nothing was asked.');
  expect(sandbox.log().filter(({operation}) => operation === 'searchOrders')).toHaveLength(before);
});
