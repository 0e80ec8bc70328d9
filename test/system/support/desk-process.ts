import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {joinDesk} from './desk-member.ts';

// A member in a process of its own, to be killed: says on standard output when it begins and ends to ask the service, and
// each private note that it keeps, after it is kept.
Object.assign(globalThis, {CASEDECK_VERSION: 'test'});
const [url = '', name = '', file = '', ticketId = ''] = process.argv.slice(2);
const {sync, store} = joinDesk({url, name, room: 'holder', file});
let wasAsking = false;
setInterval(() => {
  const isAsking = sync.status().state === 'together' && sync.isAsking();
  if (isAsking !== wasAsking) process.stdout.write(isAsking ? 'asks\n' : 'rests\n');
  wasAsking = isAsking;
}, 50);
let number = 0;
setInterval(() => {
  number += 1;
  const text = `${name} ${process.pid} ${number}`;
  store.addRemark({ticketId, text: toSafeText(text)}, Date.now());
  process.stdout.write(`said ${text}\n`);
}, 500);
