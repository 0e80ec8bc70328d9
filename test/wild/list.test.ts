import {expect, test} from 'vitest';
import {often} from '../support/long.ts';
import {withServices} from './with-services.ts';

/** Pages of order history have 200 rows. */
const TICKETS = 450;
const ALL = {filter: {}, sort: 'id'} as const;

/** The ids of the list after one pass over order history. */
function listed(wild: number | undefined): Promise<readonly string[]> {
  return withServices({wild, tickets: TICKETS}, async ({poller, store}) => {
    await poller.refreshAll();
    return store.page(ALL, 0, 2 * TICKETS).map(({id}) => id);
  });
}

const honest = listed(undefined);

test.for(Array.from({length: often(5, 10, 100)}, (_, index) => index + 1))(
  'pages that repeat rows and lie of their number (%i) are walked to their end, each order once',
  {timeout: 60_000},
  async (wild) => {
    expect(await listed(wild)).toEqual(await honest);
  },
);
