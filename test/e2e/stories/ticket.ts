import type {Tour} from '../../support/command-tour.ts';
import {openTicket, selectTicket} from '../../support/find-ticket.ts';

const OPEN = '┌ Open ─';
const SAVE = '┌ Save';
const TICKET = '11150871';
const OTHER = '1-204976070710';

/** What is new in a ticket, and no longer. */
export async function news({run, go, see, terminal, sandbox}: Tour): Promise<void> {
  const ticket = sandbox.ticket('11150929');
  const [note] = ticket?.notes ?? [];
  if (ticket === undefined || note === undefined) throw new Error('the sandbox has no such ticket');
  sandbox.put({...ticket, notes: [...ticket.notes, {...note, id: 'news', text: 'The part is here.'}]});
  go('refresh');
  await see(/●.*11150929/);
  await run('unread.next', /▸●.*11150929/);
  await run('ticket.seen', '11150929: 1 marked as seen');
  go('undo');
  await see('11150929: new again');
  await selectTicket(terminal, '1011585-M');
}

/** A ticket on the whole screen. */
export async function ticket({run, go, see, gone, leave, terminal}: Tour): Promise<void> {
  await run('open', '[Timeline');
  await run('tab.next', '[Notes');
  await run('tab.previous', '[Timeline');
  await run('ticket.files', '[Files');
  await run('file.save', SAVE);
  await leave(SAVE);
  await run('file.saveAll', SAVE);
  await leave(SAVE);
  await run('ticket.export', SAVE);
  await leave(SAVE);
  await run('ticket.refresh', `${TICKET} is up to date`);
  await run('copy.id', `${TICKET} is on the clipboard`);
  await run('copy.summary', `The summary of ${TICKET} is on the clipboard`);
  await run('browse', 'there is no browser here');
  await run('place.back', '┌ Open');
  await run('place.forward', `┌ ${TICKET}`);
  terminal.paste(OTHER);
  await see(`┌ ${OTHER}`);
  go('back');
  await see(`┌ ${TICKET}`);
  await run('place.ticket', `┌ ${OTHER}`);
  go('place.ticket');
  await see(`┌ ${TICKET}`);
  terminal.resize(130, 30);
  await see(() => terminal.row(1).length > 100);
  await run('ticket.beside', new RegExp(`┌ ${OTHER} .*┌ ${TICKET} `));
  go('ticket.beside');
  await gone('┐┌');
  terminal.resize(100, 30);
  await run('ticket.reply', `┌ Answer to ${TICKET}`);
  await leave('┌ Answer to');
  await run('ticket.cancel', `┌ Cancel ${TICKET}`);
  await leave('┌ Cancel');
  await run('ticket.remark', `┌ Private note on ${TICKET}`);
  await leave('┌ Private note');
  await run('ticket.snooze', `┌ Snooze ${TICKET}`);
  await leave('┌ Snooze');
  await run('ticket.claim', `You have ${TICKET}.`);
  await run('ticket.claim', `You gave ${TICKET} back.`);
  await run('ticket.emails', '[E-mails');
  await email({run, see, gone, leave, terminal});
  await run('back', '┌ Open /');
  terminal.press('esc');
  await see(OPEN);
}

/** Its e-mails, on a low terminal so that they scroll. */
async function email({
  run,
  see,
  gone,
  leave,
  terminal,
}: Pick<Tour, 'run' | 'see' | 'gone' | 'leave' | 'terminal'>): Promise<void> {
  // The oldest: the cursor begins at the newest.
  terminal.press('g');
  terminal.press('enter');
  await see('Subject');
  terminal.resize(100, 14);
  await see(/└ \d+ of \d+/);
  await run('email.find', /found in \d+ lines/, 'e');
  terminal.press('enter');
  await see('c answer');
  const foot = () => /└ \d+ of \d+/.exec(terminal.screen())?.[0];
  terminal.press('g');
  const first = foot();
  await run('email.findNext', () => foot() !== first);
  const second = foot();
  await run('email.findPrevious', () => foot() !== second);
  // On its own: Esc and a letter at once are Alt with that letter.
  terminal.press('esc');
  await gone('found in');
  terminal.resize(100, 30);
  await run('email.link', 'is on the clipboard');
  await run('email.thread', 'E-mail 1 of 2');
  await run('email.next', 'E-mail 2 of 2');
  const folded = foot();
  await run('email.quotes', () => ![undefined, folded].includes(foot()));
  await run('email.previous', 'E-mail 1 of 2');
  await run('email.saveText', SAVE);
  await leave(SAVE);
  await run('email.saveHtml', SAVE);
  await leave(SAVE);
  await leave('Subject');
}

/** A photo on a ticket, in the cells of the terminal. */
export async function picture({run, go, see, terminal}: Tour): Promise<void> {
  await openTicket(terminal, 'reseat');
  go('ticket.files');
  await see('[Files');
  go('open');
  await see('whole · a JPEG picture');
  await run('picture.closer', '1.5 times closer');
  go('picture.closer');
  await see('1.8 times closer');
  const moved = () => {
    const before = JSON.stringify(terminal.frame().cells);
    return () => JSON.stringify(terminal.frame().cells) !== before;
  };
  await run('picture.right', moved());
  await run('picture.left', moved());
  await run('picture.farther', '1.2 times closer');
  await run('picture.whole', 'whole · a JPEG picture');
  terminal.press('esc');
  await see('[Files');
  terminal.press('esc');
  await see(/┌ Open \/|┌ Open ─/);
  terminal.press('esc');
  await see(OPEN);
}
