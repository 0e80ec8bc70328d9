import {expect, test} from 'vitest';
import {othersAt} from '../../src/domain/others.ts';
import type {StoredTicket} from '../../src/domain/records.ts';

const NOW = Date.UTC(2026, 10, 23, 4, 10);

function sentBy(who: string, operation: string, minutesAgo: number): StoredTicket {
  const sent = {who, operation, at: NOW - minutesAgo * 60_000, sha256: 'x', remoteId: undefined};
  return {claims: [], writing: [], sends: [sent], ticket: {notes: []}} as unknown as StoredTicket;
}

test('whoever is about to answer an order hears that a colleague has just done so', () => {
  const doubtOf = (stored: StoredTicket) => othersAt(stored, 'mara', NOW).doubt;
  expect(doubtOf(sentBy('tom', 'answerNegotiation', 2))).toMatch(/^tom answered at /);
  expect(doubtOf(sentBy('tom', 'answerNegotiation', 20))).toBeUndefined();
  expect(doubtOf(sentBy('mara', 'answerNegotiation', 2))).toBeUndefined();
  expect(doubtOf(sentBy('tom', 'cancelTicket', 2))).toBeUndefined();
});
