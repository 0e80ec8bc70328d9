import {expect, test} from 'vitest';
import {decodeOrderPage} from '../../src/api/decode/decode-orders.ts';
import {decodeTicket} from '../../src/api/decode/decode-ticket.ts';
import type {Store} from '../../src/store/store.ts';
import {DeskInbox} from '../../src/team/desk-inbox.ts';
import {DeskMail} from '../../src/team/desk-mail.ts';
import {MemoryDesk} from '../../src/team/memory-desk.ts';
import {memoryStore} from '../store/temporary.ts';

const NOW = 1_000_000_000_000;
const clock = {now: () => NOW};
const ORDER = '1-204976070450';
const CASE = '11150590';
const SUMMARY = {orderNumber: ORDER, type: ['Trouble'], orderStatus: 'IN_PROGRESS'};

function listed(store: Store): void {
  store.putSummaries(decodeOrderPage({content: [SUMMARY]}, 1, 'tickets')?.tickets ?? [], NOW - 60_000);
}

test.each([
  ['does not name its order', {}],
  ['names its order', {orderId: ORDER}],
])(
  'a case that was asked for by the number of its order and %s is one ticket for the whole team',
  async (_name, own) => {
    const raw = JSON.stringify({id: CASE, status: 'ACTION_REQUIRED', notes: [], contacts: [], ...own});
    const [mara, jon] = [memoryStore(), memoryStore()];
    listed(mara);
    listed(jon);
    const read = decodeTicket(JSON.parse(raw), ORDER);
    if (read === undefined) throw new Error('no ticket');
    mara.putTicket(read, raw, NOW);

    const table = new MemoryDesk(clock);
    const seat = (who: string) =>
      table.open({room: 'r', member: who, who, onNews: () => undefined, onLost: () => undefined});
    const mail = new DeskMail({
      ...{store: mara, clock, offsetMs: () => 0, audited: () => []},
      tell: () => undefined,
    });
    mail.offerTicket(read, raw, NOW);
    await mail.shareAnswers(seat('mara'), false);
    const desk = seat('jon');
    const inbox = new DeskInbox({
      store: jon,
      offsetMs: () => 0,
      readsOrders: false,
      onNewer: () => undefined,
    });
    await inbox.read(desk, (await desk.peek()).seq, AbortSignal.timeout(10_000));

    expect([...jon.rows({filter: {}, sort: 'id'})].map(({id}) => id)).toEqual([CASE]);
    expect(jon.row(ORDER)?.id).toBe(CASE);
  },
);
