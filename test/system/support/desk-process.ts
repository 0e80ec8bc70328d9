import {joinDesk} from './desk-member.ts';

// A member in a process of its own, to be killed: says on standard output since when it asks the service.
Object.assign(globalThis, {CASEDECK_VERSION: 'test'});
const [url = '', name = ''] = process.argv.slice(2);
const {sync} = joinDesk({url, name, room: 'holder'});
let wasAsking = false;
setInterval(() => {
  const isAsking = sync.status().state === 'together' && sync.isAsking();
  if (isAsking !== wasAsking) process.stdout.write(isAsking ? 'asks\n' : 'rests\n');
  wasAsking = isAsking;
}, 50);
