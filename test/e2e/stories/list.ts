import {PROMPT} from '../../support/start-console.ts';
import type {Tour} from '../../support/command-tour.ts';

const FILTER_LINE = /^ \/( |$)/m;
const OPEN = '┌ Open ─';
const SITE = /┌ [A-Z]{2}\d+, \w+/;

/** The list: moving, ordering, views. */
export async function moveAndOrder({run, go, see, gone, leave, terminal}: Tour): Promise<void> {
  await see(/\b1 of \d+/);
  // The header counts, too, while tickets are read.
  await gone(/\d of \d+ read/);
  // The cursor is where it was before the tickets were read.
  go('move.first');
  await run('move.down', /\b2 of/);
  await run('move.up', /\b1 of/);
  await run('move.last', /\b(\d\d) of \1\b/);
  await run('move.first', /\b1 of/);
  await run('move.halfDown', /\b1\d of/);
  await run('move.halfUp', /\b1 of/);
  await run('move.pageDown', /\b2\d of/);
  await run('move.pageUp', /\b1 of/);
  await run('sort.menu', '┌ Sort');
  terminal.press('down');
  await run('menu.choose', '┌ Open, last updated first');
  go('sort.menu');
  await see('┌ Sort');
  terminal.pressAll(['up', 'enter']);
  await see(OPEN);
  await run('group.next', 'Grouped by IBX');
  go('group.next', 'group.next');
  await see('Not grouped');
  await run('preview', '[Timeline');
  const border = () => terminal.find('[Timeline')?.y ?? -1;
  const before = border();
  await run('split.more', () => border() > before);
  await run('split.less', () => border() === before);
  await run('pane.next', 'Esc back');
  go('pane.next');
  await gone('Esc back');
  go('preview');
  await gone('[Timeline');
  await run('view.2', '┌ Action required');
  await run('view.3', '┌ Unread');
  await run('view.4', '┌ Mine');
  await run('view.5', '┌ IBX ─');
  await leave('┌ IBX ─');
  await run('view.7', '┌ All');
  await run('view.8', '┌ Eight');
  await run('view.9', '┌ Nine');
  await run('view.menu', '┌ Views');
  await leave('┌ Views');
  await run('view.6', '┌ Drafts and outbox');
  await run('view.1', OPEN);
}

/** Orders that are no tickets: why there are none, then what they are; they are only read. */
export async function orders({run, go, see, gone, sandbox}: Tour): Promise<void> {
  await see(/\b1 of \d+/);
  await run('view.9', '┌ Orders that are no tickets');
  await see('Other orders are off: this account may not read them');
  sandbox.setFaults([]);
  go('refresh');
  await see(/hands +PROGRESS +Smart Hands/);
  await gone('Other orders are off');
  // What cannot be done to an order is not offered, and its key says why.
  await gone(' c note ');
  await gone(' x cancel ');
  go('ticket.note');
  await see('This is an order and no ticket');
}

/** Filters and searches. */
export async function find({run, go, see, leave, terminal}: Tour): Promise<void> {
  await run('filter.open', FILTER_LINE);
  terminal.write('ibx:D');
  await see('/ ibx:D');
  await run('filter.complete', /^ \/ ibx:D\w\d/m);
  go('filter.save');
  await see('Name of this filter:');
  await leave('Name of this filter:');
  go('filter.open');
  await see(FILTER_LINE);
  await run('filter.save', 'Name of this filter:', 'sites');
  terminal.press('enter');
  await see('"sites" is kept');
  go('view.menu');
  await see('┌ Views');
  await run('view.rename', 'New name of sites:');
  terminal.press('enter');
  await see('┌ Views');
  await run('view.delete', '"sites" is deleted');
  await leave('┌ Views');
  go('filter.open');
  await see(FILTER_LINE);
  terminal.write('nothing');
  await see('/ nothing');
  await run('filter.cancel', OPEN);
  go('filter.open');
  await see(FILTER_LINE);
  terminal.write('reseat');
  await see(/\b1 of \d+, filtered/);
  await run('filter.done', () => !FILTER_LINE.test(terminal.screen()));
  go('filter.open');
  await see(FILTER_LINE);
  await run('filter.leave', () => !FILTER_LINE.test(terminal.screen()));
  await run('filter.clear', OPEN);
  go('filter.open');
  await see(FILTER_LINE);
  await run('filter.search', '┌ Search in everything');
  terminal.write('breaker');
  await see(/\b1 of 6\b/);
  await run('pick.down', /\b2 of 6/);
  await run('pick.up', /\b1 of 6/);
  await run('pick.pageDown', /\b6 of 6/);
  await run('pick.pageUp', /\b1 of 6/);
  await run('pick.choose', '[Timeline');
  terminal.press('esc');
  await see('Words: breaker');
  await run('pick.close', OPEN);
  await run('search.open', '┌ Search in everything');
  await leave('┌ Search in everything');
  await run('remote.open', '┌ Search on the service');
  await leave('┌ Search on the service');
}

/** What is there on every screen. */
export async function everywhere({run, go, see, leave, terminal}: Tour): Promise<void> {
  await run('help', '┌ Keys');
  await leave('┌ Keys');
  await run('help.anywhere', '┌ Keys');
  await leave('┌ Keys');
  await run('palette', '┌ Commands ─');
  await leave('┌ Commands');
  await run('palette.anywhere', '┌ Commands ─');
  await leave('┌ Commands');
  await run('time', 'zone of the site');
  go('time', 'time');
  await see("in this machine's zone");
  await run('refresh', 'The list and what you look at are up to date');
  const before = terminal.raw().length;
  await run('redraw', () => terminal.raw().slice(before).includes('\u001B[2J'));
  await run('overview', '┌ Overview');
  await run('overview.open', /┌ (?:Open|All) \//);
  go('filter.clear');
  await see(OPEN);
  await run('since', '┌ What happened in 12 h');
  await see('Needs you (');
  await run('since.open', '[Timeline');
  go('close');
  await see('┌ What happened');
  // Any other key goes to the list, and does nothing else.
  terminal.write('x');
  await see(OPEN);
  await run('site', SITE);
  await see('Open tickets (');
  await run('site.open', '[Timeline');
  go('close');
  await see(SITE);
  await run('site.list', '┌ Open / ibx:');
  go('filter.clear');
  await see(OPEN);
  await run('notices', '┌ Notices,');
  await run('notices.refresh', 'The notices are up to date');
  await run('notices.open', '┌ Notice: ');
  await leave('┌ Notice: ');
  await run('notices.tickets', /┌ Open \/ ibx:FR5/);
  go('filter.clear');
  await see(OPEN);
  await run('log', '┌ Log');
  await run('close', OPEN);
  await run('suspend', PROMPT);
  terminal.write('fg\r');
  await see(OPEN);
}

/** Marks, and what can be done to marked tickets. */
export async function marks({run, go, see, gone, leave, terminal}: Tour): Promise<void> {
  go('move.first');
  await run('mark.toggle', '1 marked');
  await run('mark.range', 'range of');
  go('move.down', 'mark.range');
  await see('3 marked');
  await run('mark.all', /\d\d marked\./);
  await run('mark.clear', 'no longer marked');
  go('mark.toggle', 'mark.toggle');
  await see('2 marked');
  await run('bulk.seen', 'Mark as seen: 0 of 2');
  await run('bulk.track', 'Follow: 2 of 2');
  await run('undo', '2 tickets: as before');
  go('bulk.track');
  await see('Follow: 2 of 2');
  await run('bulk.untrack', 'Follow no longer: 2 of 2');
  await run('bulk.results', 'followed no longer');
  await leave('followed no longer');
  await run('bulk.handover', '┌ Hand-over');
  await leave('┌ Hand-over');
  await run('bulk.export', '┌ Export 2 tickets');
  await leave('┌ Export');
  await run('bulk.note', '┌ Note to 2 tickets');
  await run('write.close', () => !terminal.screen().includes('┌ Note to'));
  await run('bulk.cancel', '┌ Cancel 2 tickets');
  await run('field.next', 'to confirm: 2', '2');
  await run('field.previous', '3 of 4000', 'Why');
  await leave('┌ Cancel');
  go('mark.clear');
  await gone('2 marked');
}

/** The hand-over of the view. */
export async function handover({run, go, see, leave, terminal}: Tour): Promise<void> {
  go('ticket.claim');
  await see('You have ');
  await run('handover', '┌ Hand-over, plain text');
  await run('handover.next', 'Next step of');
  terminal.write('Call them at six');
  await run('line.accept', () => !terminal.screen().includes('Next step of'));
  await see('Call them at six');
  go('handover.next');
  await see('Next step of');
  await run('line.cancel', () => !terminal.screen().includes('Next step of'));
  await run('handover.format', '┌ Hand-over, Markdown');
  await run('handover.copy', 'The hand-over is on the clipboard');
  await run('handover.give', '┌ You have 1');
  await leave('┌ You have 1');
  await run('handover.save', 'Save as:');
  await leave('Save as:');
  await leave('┌ Hand-over');
}
