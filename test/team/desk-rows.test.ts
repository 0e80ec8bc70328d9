import {expect, test} from 'vitest';
import type {DeskOp} from '../../src/domain/desk-op.ts';
import {readRow} from '../../src/team/desk-rows.ts';
import {MemoryDesk} from '../../src/team/memory-desk.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';

const NOW = 1_000_000;
const text = toSafeText('They look at it after 6.');
const DEEDS: readonly DeskOp[] = [
  {kind: 'remark', ticketId: '1', remark: 'r', text},
  {kind: 'unremark', ticketId: '1', remark: 'r'},
  {kind: 'step', ticketId: '1', text},
];

test('private notes, their taking back and next steps reach the others as they were written', async () => {
  const desk = new MemoryDesk({now: () => NOW});
  const seat = desk.open({
    room: 'demo',
    member: 'mara',
    who: 'mara',
    onNews: () => undefined,
    onLost: () => undefined,
  });
  await seat.put(DEEDS.map((op, index) => ({id: `op-${index}`, op, at: NOW, ageMs: 0})));
  const read = (await seat.pull(0)).map((row) => readRow(row, 0));
  expect(read.flatMap((row) => (row?.is === 'op' ? [row.op] : []))).toEqual(DEEDS);
  // Whoever writes to the desk with other means cannot name what no console would.
  const [, row = {}] = await seat.pull(0);
  expect(readRow({...row, body: '{"remark":"a b"}'}, 0)).toBeUndefined();
});
