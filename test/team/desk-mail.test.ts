import {expect, test} from 'vitest';
import {LONGEST_DEED_TEXT} from '../../src/domain/desk-op.ts';
import {bodyOf, type SentOp} from '../../src/team/desk.ts';
import {deskError} from '../../src/team/connect/desk-errors.ts';
import {DeskMail} from '../../src/team/desk-mail.ts';
import {MemoryDesk} from '../../src/team/memory-desk.ts';
import {openStore} from '../../src/store/open-store.ts';
import {toSafeLine, toSafeText} from '../../src/text/safe/to-safe-text.ts';

const CASE = '11150929';
/** Bytes that the column of the desk takes. */
const COLUMN = 1_048_576;
const clock = {now: () => 1_000_000};

function isTooLarge({op}: SentOp): boolean {
  return Buffer.byteLength(bodyOf(op)) > COLUMN;
}

function prepare() {
  const store = openStore({file: ':memory:', clock, owner: {me: toSafeLine('mara'), shares: true}});
  const told: string[] = [];
  const mail = new DeskMail({
    store,
    clock,
    audited: () => [],
    offsetMs: () => 0,
    tell: (words) => told.push(words),
  });
  const seat = {room: 'demo', member: 'm', who: 'mara', onNews: () => undefined, onLost: () => undefined};
  const whole = new MemoryDesk(clock).open(seat);
  const refusal = Object.assign(new Error('violates check constraint "ops_body_check"'), {code: '23514'});
  const desk = {
    ...whole,
    put: async (ops: readonly SentOp[]) => {
      if (ops.some(isTooLarge)) throw deskError(refusal, 'db');
      await whole.put(ops);
    },
  };
  return {store, told, mail, desk};
}

test('what the desk never takes is told and stays here, and all that waits behind it arrives', async () => {
  const {store, told, mail, desk} = prepare();
  const large = toSafeText('x'.repeat(COLUMN));
  store.claim(CASE, 'claim', 1);
  // Written by a version that knew no limit.
  store.queueOp({id: 'old', op: {kind: 'remark', ticketId: CASE, remark: 'r', text: large}, at: 2});
  store.addRemark({ticketId: CASE, text: toSafeText('After it.')}, 3);
  await mail.deliverOps(desk);
  expect((await desk.pull(0)).map(({what}) => what)).toEqual(['claim', 'remark']);
  expect(store.queuedOps(9)).toEqual([]);
  expect(told).toEqual([
    `Your team does not get the private note of ${CASE}: its desk does not take it. It stays here.`,
  ]);
});

test('a desk that is away gets all of it later', async () => {
  const {store, told, mail, desk} = prepare();
  store.claim(CASE, 'claim', 1);
  const put = () => Promise.reject(deskError(Object.assign(new Error('gone'), {code: 'ECONNREFUSED'}), 'db'));
  await expect(mail.deliverOps({...desk, put})).rejects.toThrow('does not answer there');
  expect(store.queuedOps(9)).toHaveLength(1);
  expect(told).toEqual([]);
});

test('in no script a text that is kept here is larger than what the desk takes', () => {
  const {store} = prepare();
  for (const letter of ['x', '"', '\n', '\u{1F600}', '電'])
    store.addRemark({ticketId: CASE, text: toSafeText(letter.repeat(LONGEST_DEED_TEXT / letter.length))}, 1);
  const ops = store.queuedOps(9).map((op) => ({...op, ageMs: 0}));
  expect(ops).toHaveLength(5);
  expect(ops.filter(isTooLarge)).toEqual([]);
  const longer = toSafeText('x'.repeat(LONGEST_DEED_TEXT + 1));
  expect(() => store.addRemark({ticketId: CASE, text: longer}, 1)).toThrow(
    'The private note has 200001 characters; at most 200000 are allowed.',
  );
  expect(() => store.setNextStep(CASE, longer, 1)).toThrow('The next step has 200001 characters');
  expect(store.queuedOps(9)).toHaveLength(5);
});
