import type {Tour} from '../../support/command-tour.ts';
import {openTicket} from '../../support/find-ticket.ts';

const CASE = '11150929';
const NOTE = `┌ Answer to ${CASE}`;
const REFUSED = [{operation: 'addCaseNote', status: 400}];

/** The keys of the editor: a letter typed behind each shows where it has led. */
export async function edit({run, go, see, terminal}: Tour): Promise<void> {
  await openTicket(terminal, 'reseat');
  await run('ticket.note', NOTE);
  terminal.write('one two');
  await see('7 of 4000');
  const foot = () => /└ \d+ of \d+/.exec(terminal.screen())?.[0];
  const end = foot();
  await run('write.up', () => foot() !== end);
  await run('write.down', () => foot() === end);
  await run('edit.left', 'one twAo', 'A');
  await run('edit.right', 'one twAoB', 'B');
  await run('edit.wordLeft', 'one CtwAoB', 'C');
  await run('edit.wordRight', 'one CtwAoBD', 'D');
  await run('edit.home', 'Eone CtwAoBD', 'E');
  await run('edit.end', 'Eone CtwAoBDF', 'F');
  await run('edit.newline', /│ second/, 'second');
  await run('edit.up', 'Eone CGtwAoBDF', 'G');
  await run('edit.down', 'secondH', 'H');
  await run('edit.pageUp', 'IEone', 'I');
  await run('edit.pageDown', 'secondHJ', 'J');
  await run('edit.backspace', /secondH +│/);
  await run('edit.undo', 'secondHJ');
  await run('edit.redo', /secondH +│/);
  await run('edit.deleteWord', () => !terminal.screen().includes('secondH'));
  await run('edit.yank', 'secondH');
  terminal.press('home');
  await run('edit.delete', /│ econdH/);
  await run('edit.deleteWordRight', () => !terminal.screen().includes('econdH'));
  go('edit.undo');
  await see('econdH');
  await run('edit.killEnd', () => !terminal.screen().includes('econdH'));
  terminal.press('ctrl-y');
  await see('econdH');
  await run('edit.killStart', () => !terminal.screen().includes('econdH'));
}

/** The words for the palette are pasted, and right after a paste no key that sends is heard. */
async function sendByKey({go, terminal}: Tour): Promise<void> {
  await terminal.settled(250);
  go('write.send');
}

/** What goes into a note, and out. */
export async function send(tour: Tour): Promise<void> {
  const {run, go, see, gone, leave, sandbox, terminal} = tour;
  const notes = () => sandbox.ticket(CASE)?.notes.map(({text}) => text) ?? [];
  await run('write.template', '┌ Templates');
  await leave('┌ Templates');
  await run('write.attach', '┌ Attach files');
  await leave('┌ Attach files');
  await run('write.quote', /│ > \S/);
  await run('write.editor', 'from the editor');
  await run('write.send', () => notes().includes('from the editor'));
  await gone(NOTE);
  sandbox.setFaults(REFUSED);
  go('ticket.note');
  await see(NOTE);
  terminal.write('Again.');
  await see('6 of 4000');
  await sendByKey(tour);
  await see('not sent');
  await run('outbox.again', 'goes out again');
  await see('not sent');
  await run('outbox.edit', NOTE);
  await sendByKey(tour);
  await see('not sent');
  await run('outbox.drop', 'Withdrawn; its text is a draft again');
  go('ticket.note');
  await see(NOTE);
  await sendByKey(tour);
  await see('not sent');
  terminal.pressAll(['esc', 'esc']);
  await see('┌ Open ─');
  go('view.6');
  await see(/not sent reply/);
  await run('outbox.send', 'goes out again');
  await see(/not sent reply/);
  await run('outbox.hold', 'It is held back');
  await run('outbox.withdraw', 'Withdrawn; its text is a draft again');
  await run('outbox.delete', 'Deleted.');
  go('view.1');
  await see('┌ Open ─');
}

/** A note whose answer was lost; the service has it with a signature, so that only a person can tell. */
export async function found(tour: Tour): Promise<void> {
  const {run, go, see, sandbox, terminal} = tour;
  const text = 'Please move it to port 14 of the panel.';
  sandbox.setFaults([{operation: 'addCaseNote', status: 502}]);
  await openTicket(terminal, 'reseat');
  go('ticket.note');
  await see(NOTE);
  terminal.write(text);
  await see(`${text.length} of 4000`);
  await sendByKey(tour);
  await see('is not found on the ticket');
  // What is said below the conversation moves nothing on screen.
  go('move.last');
  await see('answer lost, not found');
  const ticket = sandbox.ticket(CASE);
  if (ticket === undefined) throw new Error('the sandbox has no such ticket');
  const signed = `${text}\n--\nNadia Oyelaran, Example Corp.`;
  const at = {id: 'late', createdDateTime: new Date().toISOString()};
  sandbox.put({...ticket, notes: [...ticket.notes, {...at, text: signed, type: 'CUSTOMER_NOTES'}]});
  terminal.pressAll(['esc', 'esc']);
  await see('┌ Open ─');
  go('view.6');
  await see(/unknown +reply/);
  // What is said of the look itself gives way to what it found, sooner than a test can see.
  await run('outbox.send', 'Nadia Oyelaran, Example Corp.');
  await run('outbox.found', 'It is on the ticket; nothing is sent.');
  go('view.1');
  await see('┌ Open ─');
}

/** A transfer that would take minutes. */
export async function transfer({run, go, see, home, sandbox, terminal}: Tour): Promise<void> {
  sandbox.setFaults([{operation: 'downloadAttachment', bytesPerSecond: 10}]);
  await openTicket(terminal, 'reseat');
  go('file.saveAll');
  await see('Folder:');
  terminal.press('backspace');
  terminal.write(`${home}/files`);
  await see('/files');
  terminal.press('enter');
  await see('ctrl-x');
  await run('transfer.stop', /stopped|not (?:saved|downloaded)/i);
  terminal.pressAll(['esc', 'esc']);
  await see('┌ Open ─');
}

/** A new ticket, from its form to the service. */
export async function create({run, go, see, leave, terminal, sandbox}: Tour): Promise<void> {
  await run('ticket.new', '┌ New ticket 1');
  await run('form.close', '┌ Open ─');
  await run('ticket.like', '┌ New ticket');
  go('form.clear', 'form.close');
  await see('┌ Open ─');
  go('ticket.new');
  await see('Total power outage');
  terminal.write('partial power');
  await see(() => !terminal.screen().includes('Total power outage'));
  terminal.press('enter');
  await see('of 4000');
  terminal.write('Dark.');
  await see('5 of 4000');
  await run('form.next', 'cage in SV5');
  await run('form.previous', '5 of 4000');
  await run('form.template', 'cross connect down');
  await leave('cross connect down');
  await see('5 of 4000');
  await run('form.editor', 'from the editor');
  await run('form.clear', () => !terminal.screen().includes('from the editor'));
  go('form.clear');
  await see('from the editor');
  go('form.next', 'form.next');
  await see('cage in SV5');
  terminal.write('sv5:02');
  await see(() => !terminal.screen().includes('cage in DA3'));
  terminal.pressAll(['down', 'enter', 'tab']);
  await see('When it began');
  terminal.write('2h ago');
  await see(/at SV5 =/);
  terminal.pressAll(['tab', 'tab']);
  await see('Portal user names');
  terminal.write('nadia.oyelaran');
  await see('ORDERING: nadia.oyelaran');
  terminal.press('enter');
  await see('NOTIFICATION: nadia.oyelaran');
  terminal.write('Jane Doe; jane@x.example; +1-4601231122');
  await see('PHONE +1-4601231122  not known');
  terminal.press('enter');
  await see('TECHNICAL: Jane Doe');
  await run('form.remove', () => !terminal.screen().includes('TECHNICAL: Jane Doe'));
  terminal.write('Jane Doe; jane@x.example; +1-4601231122');
  await see('PHONE +1-4601231122  not known');
  terminal.press('enter');
  await see('TECHNICAL: Jane Doe');
  await run('form.review', 'The request, as it goes out');
  await run('review.back', '┌ New ticket 7');
  go('form.review');
  await see('The request, as it goes out');
  await run('review.send', () => sandbox.log().some(({operation}) => operation === 'createTicket'));
  await see(/· SUBMITTED/);
  terminal.pressAll(['esc', 'esc']);
  await see('┌ Open ─');
}
