/**
 * One of several processes in a test: `writer.ts FILE NAME ROUNDS [loud]`; prints how many items it took
 * from the outbox, or, loud, each round when it is done.
 */
import {writeSync} from 'node:fs';
import {openStore} from '../../src/store/open-store.ts';
import {HOUR, hours, note, START, summary, ticket} from './sample.ts';

const [file = '', name = '', rounds = '0', loud] = process.argv.slice(2);
const store = openStore({file});
let taken = 0;
for (let i = 0; i < Number(rounds); i++) {
  store.putSummaries([summary(`1-shared`, {updatedDateTime: hours(i)}), summary(`1-${name}-${i}`)], START);
  store.putTicket(ticket(`1-${name}`, {notes: [note(`${name}-${i}`)]}), '{}', START + i * HOUR);
  store.saveDraft({
    ticketId: '1-shared',
    kind: 'note',
    text: `${name} ${i}`,
    updatedAt: i,
  });
  store.enqueue({kind: 'note', ticketId: `1-${name}`, text: `${name} ${i}`, extra: undefined}, START);
  for (const item of store.outbox(['queued'])) {
    if (store.moveOutbox(item.id, 'queued', 'sending', {}, START)) taken++;
  }
  if (loud !== undefined) writeSync(1, `${i}\n`);
}
store.close();
if (loud === undefined) process.stdout.write(String(taken));
