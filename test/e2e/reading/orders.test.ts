import {test} from 'vitest';
import {createTour} from '../../support/command-tour.ts';
import {openConsole} from '../../support/open-console.ts';
import {orders} from '../stories/list.ts';

test('orders that may not be read say so in their view; then they are there, to read only', async () => {
  await using app = await openConsole({
    config: '[orders]\nshow = true\n',
    cols: 100,
    rows: 30,
    sandbox: {faults: [{operation: 'searchOrders', match: 'SMART_HANDS', status: 403}]},
  });
  await orders(createTour(app, 'by its key'));
});
