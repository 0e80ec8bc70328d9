import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import type {Console} from '../../support/start-console.ts';
import {temporaryHome} from '../../support/temporary-home.ts';

/** The form of a new ticket at its first id. */
async function openForm({terminal}: Pick<Console, 'terminal'>, problem: string): Promise<void> {
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('ticket.new'));
  await terminal.waitForText('Power / Total power outage');
  terminal.write(problem);
  await terminal.waitForNoText('Water leak');
  terminal.press('enter');
  await terminal.waitForText('of 4000 characters');
  terminal.write('Feed B is dark.');
  await terminal.waitForText('15 of 4000');
  terminal.press('tab');
  await terminal.waitForText('is looked up');
}

function lookups({sandbox}: Pick<Console, 'sandbox'>): readonly unknown[] {
  return sandbox.log().flatMap(({operation, path}) => (operation === 'searchAssets' ? [path] : []));
}

test('a number finds where it is: nothing is filled in before it is chosen, and F8 takes it back', async () => {
  await using app = await openConsole({cols: 120, rows: 36});
  const {terminal} = app;
  await openForm(app, 'partial power');
  terminal.write('1011585-m');
  await terminal.waitForText(/1011585-M +LD8, cage LD8:03:001040, cabinet LD8:03:001040:0102/);
  expect(lookups(app)).toHaveLength(1);
  // What came while somebody typed is not what Enter does.
  terminal.press('enter');
  await terminal.waitForText(/Cage +1011585-m/);
  expect(terminal.screen()).not.toContain('from Assets');
  terminal.press(keyOf('form.previous'));
  await terminal.waitForText('arrow down and Enter');
  terminal.press('down');
  terminal.press('enter');
  await terminal.waitForText(/Cage +LD8:03:001040 +from Assets/);
  await terminal.waitForText('From Assets: Cage, Cabinet and a line of the description, found by 1011585-M');
  await terminal.waitForText('Cross connect 1011585-M (asset 9912044): LD8');
  // Left and gone on with it is still known where that came from.
  terminal.press(keyOf('form.close'));
  await terminal.waitForNoText('New ticket');
  terminal.press(keyOf('ticket.new'));
  await terminal.waitForText(/Cage +LD8:03:001040 +from Assets/);
  terminal.press(keyOf('form.next'));
  await terminal.waitForText(`${keyOf('form.remove').toUpperCase()} takes it back`);
  terminal.press(keyOf('form.remove'));
  await terminal.waitForText(/Cage +1011585-m/);
  expect(terminal.screen()).not.toMatch(/from Assets|Cross connect 1011585-M \(asset/);
});

test('what was typed elsewhere gives way only when it is chosen again; the review says where it came from', async () => {
  await using app = await openConsole({cols: 120, rows: 36});
  const {terminal} = app;
  await openForm(app, 'partial power');
  terminal.press('tab');
  terminal.write('NY5:02:020270:0310');
  await terminal.waitForText('NY5:02:020270:0310');
  terminal.press(keyOf('form.previous'));
  await terminal.waitForText('is looked up');
  terminal.write('9980813');
  await terminal.waitForText('cabinet NY5:02:020270:0101');
  terminal.press('down');
  terminal.press('enter');
  await terminal.waitForText('Cabinet holds NY5:02:020270:0310, and Assets says NY5:02:020270:0101.');
  terminal.press('enter');
  await terminal.waitForText(/Cabinet +NY5:02:020270:0101/);
  terminal.press(keyOf('form.review'));
  await terminal.waitForText(/From Assets +Cage, Cabinet and a line/);
  await terminal.waitForText('"secondaryId": "NY5:02:020270:0101"');
});

// Also proven by test/commands/write/create-asset.test.ts.
longTest('without the permission it is said once; what was found before is offered offline', async () => {
  const home = temporaryHome();
  {
    await using app = await openConsole({home, rows: 30});
    await openForm(app, 'live cross');
    app.terminal.write('1011585');
    await app.terminal.waitForText('LD8, cage LD8:03:001040');
  }
  await using app = await openConsole({
    home,
    rows: 30,
    sandbox: {faults: [{operation: 'searchAssets', status: 403}]},
  });
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('ticket.new'));
  await terminal.waitForText('of 4000 characters');
  terminal.press('tab');
  await terminal.waitForText('LD8, cage LD8:03:001040');
  await terminal.waitForText('Numbers are not looked up');
  terminal.write('-m');
  await terminal.waitForNoText('Numbers are not looked up');
  await terminal.waitForText('LD8, cage LD8:03:001040');
  // The site is known by the number alone.
  terminal.press('tab');
  terminal.press('tab');
  terminal.write('yesterday 03:12 site');
  await terminal.waitForText('at LD8');
  expect(lookups(app)).toHaveLength(1);
});
