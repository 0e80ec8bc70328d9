import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {longTest} from '../../support/long.ts';
import type {Console} from '../../support/start-console.ts';
import {temporaryHome} from '../../support/temporary-home.ts';
import {openConsole} from '../../support/open-console.ts';
import {ALL_TICKETS} from '../../support/start-console.ts';

/** The bodies of the create requests that the service got. */
function created({sandbox}: Pick<Console, 'sandbox'>): readonly Record<string, unknown>[] {
  return sandbox
    .log()
    .filter(({operation}) => operation === 'createTicket')
    .map(({body}) => body as Record<string, unknown>);
}

async function openForm({terminal}: Pick<Console, 'terminal'>): Promise<void> {
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('ticket.new'));
  await terminal.waitForText('What is wrong');
  await terminal.waitForText('Power / Total power outage');
}

async function choosePower({terminal}: Pick<Console, 'terminal'>): Promise<void> {
  terminal.write('partial power');
  await terminal.waitForNoText('Total power outage');
  terminal.press('enter');
  await terminal.waitForText('of 4000 characters');
}

test('a new ticket is filled in, looked at, sent once, and then open on screen with its kind', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, cols: 100, rows: 40});
  const {terminal} = app;
  await openForm(app);
  await choosePower(app);
  terminal.write('Feed B of the cabinet is dark.');
  await terminal.waitForText('30 of 4000');
  terminal.press('tab');
  await terminal.waitForText('cage in SV5');
  terminal.write('sv5:02');
  await terminal.waitForNoText('cage in DA3');
  terminal.press('down');
  terminal.press('enter');
  await terminal.waitForText('cabinet in SV5');
  terminal.press('tab');
  await terminal.waitForText('When it began');
  terminal.write('2h ago');
  await terminal.waitForText(/UTC here = .* at SV5 = .* UTC/);
  terminal.press('tab');
  await terminal.waitForText('at most 200 characters');
  terminal.write('INC-4711');
  terminal.press('tab');
  await terminal.waitForText('Portal user names');
  terminal.write('nadia.oyelaran, tom');
  await terminal.waitForText('ORDERING: nadia.oyelaran, tom');
  terminal.press('enter');
  await terminal.waitForText('NOTIFICATION: nadia.oyelaran, tom');
  terminal.write('Jane Doe; jane@x.example; +1-4601231122');
  await terminal.waitForText('PHONE +1-4601231122  not known');
  terminal.press('enter');
  await terminal.waitForText('TECHNICAL: Jane Doe');
  terminal.press(keyOf('form.review'));

  await terminal.waitForText('The request, as it goes out');
  await terminal.waitForText(/To +182389736 VjT Existing Reseller.*, custom/);
  await terminal.waitForText(`POST ${app.sandbox.url}/support/v2/tickets`);
  await terminal.waitForText('"primaryId": "SV5:02:');
  expect(created(app)).toHaveLength(0);
  terminal.press(keyOf('review.send'));
  await terminal.waitForText(/1-\d+ · TROUBLE · SUBMITTED/);
  await terminal.waitForText('[Timeline');
  await terminal.waitForText('Feed B of the cabinet is dark.');
  await terminal.waitForText('It is tracked from now on.');

  expect(created(app)).toHaveLength(1);
  expect(created(app)[0]).toMatchObject({
    code: '0002-0001',
    description: 'Feed B of the cabinet is dark.',
    primaryId: expect.stringMatching(/^SV5:02:/) as string,
    customerReferenceId: 'INC-4711',
    contacts: [
      {type: 'NOTIFICATION', registeredUsers: ['nadia.oyelaran', 'tom']},
      {firstName: 'Jane', lastName: 'Doe', type: 'TECHNICAL'},
    ],
  });
});

// Also proven by test/domain/new-ticket-form.test.ts and docs/screens (create-incomplete).
longTest('what is missing is said at its field, and nothing is sent', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, rows: 30});
  const {terminal} = app;
  await openForm(app);
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('Choose what is wrong.');
  await choosePower(app);
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('Description is empty');
  terminal.write('Dark.');
  terminal.press('tab');
  await terminal.waitForText('Type, or choose below');
  terminal.write('x'.repeat(101));
  await terminal.waitForText('has 101 characters; at most 100 are');
  terminal.press(keyOf('form.review'));
  await terminal.settled();
  await terminal.waitForText('has 101 characters; at most 100 are');
  expect(created(app)).toHaveLength(0);
});

test('the form survives a killed terminal, files and all', async () => {
  const home = temporaryHome();
  const file = join(home, 'switch-1.txt');
  writeFileSync(file, 'interface down\n');
  {
    await using app = await openConsole({sandbox: ALL_TICKETS, home, rows: 30, ownProcess: true});
    const {terminal} = app;
    await openForm(app);
    await choosePower(app);
    terminal.write('Half a sentence');
    terminal.press('shift-tab');
    terminal.press('shift-tab');
    await terminal.waitForText('Enter attaches');
    terminal.write(file);
    await terminal.waitForText('15 B');
    terminal.press('enter');
    await terminal.waitForText('switch-1.txt, 15 B');
    await terminal.waitForText('draft saved');
    terminal.kill('SIGHUP');
    await terminal.waitForExit();
  }
  await using app = await openConsole({sandbox: ALL_TICKETS, home, rows: 30});
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('ticket.new'));
  await terminal.waitForText('Half a sentence');
  await terminal.waitForText('Power / Partial power outage (0002-0001)');
  await terminal.waitForText('switch-1.txt, 15 B');
});

// Also proven by test/sync/outbox/outbox-unknown-kinds.test.ts and test/commands/write/create.test.ts.
longTest('an answer that is lost is looked for: the ticket is found and not created twice', async () => {
  await using app = await openConsole({
    rows: 30,
    sandbox: {faults: [{operation: 'createTicket', loseAnswer: true, times: 1}]},
  });
  const {terminal} = app;
  await openForm(app);
  await choosePower(app);
  terminal.write('A lost answer.');
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('The request, as it goes out');
  terminal.press(keyOf('review.send'));
  await terminal.waitForText('It is tracked from now on.', {timeout: 30_000});
  await terminal.waitForText('A lost answer.');
  expect(created(app)).toHaveLength(1);
});

// Also proven by stories/write.ts and test/wild/console.test.ts.
longTest('places that were read once are offered when the service cannot be reached', async () => {
  const home = temporaryHome();
  {
    await using app = await openConsole({sandbox: ALL_TICKETS, home, rows: 30});
    await openForm(app);
    await choosePower(app);
    app.terminal.press('tab');
    await app.terminal.waitForText('cage in SV5');
    app.terminal.press(keyOf('form.clear'));
    await app.terminal.waitForText('Total power outage');
    app.terminal.press(keyOf('form.close'));
    await app.terminal.waitForNoText('What is wrong');
  }
  await using app = await openConsole({
    home,
    rows: 30,
    sandbox: {faults: [{operation: 'ticketLocations', status: 503}]},
  });
  await openForm(app);
  app.terminal.write('water');
  await app.terminal.waitForText('Water leak');
  app.terminal.press('enter');
  await app.terminal.waitForText('of 4000');
  app.terminal.press('tab');
  await app.terminal.waitForText('cage in SV5');
});

test('"casedeck create" begins with the form: an end date where the code needs one, details, contacts of last time', async () => {
  await using app = await openConsole({sandbox: ALL_TICKETS, cols: 100, rows: 40, args: ['create']});
  const {terminal} = app;
  const fill = async (code: string, text: string) => {
    await terminal.waitForText('Power / Total power outage');
    terminal.write(code);
    await terminal.waitForNoText('Power / Total power outage');
    terminal.press('enter');
    await terminal.waitForText('of 4000 characters');
    terminal.write(text);
    await terminal.waitForText(`${text.length} of 4000`);
  };
  await fill('0302-0400', 'Please end this service.');
  terminal.press(keyOf('form.review'));
  // Asked for once; then the service decides, and what it names has the cursor afterwards.
  await terminal.waitForText('An end date is needed for 0302-0400');
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('is likely to be needed for 0302-0400');
  terminal.press(keyOf('review.send'));
  await terminal.waitForText('is required for this code');
  await terminal.waitForText('The day on which the service shall end');
  terminal.write('2027-12-31');
  terminal.press('shift-tab');
  await terminal.waitForText('Portal user names');
  terminal.write('Jane Doe; jane@x.example');
  await terminal.waitForText('not known to the portal');
  terminal.press('enter');
  await terminal.waitForText('TECHNICAL: Jane Doe');
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('"requestedTerminationDate": "2027-12-31"');
  terminal.press(keyOf('review.send'));
  await terminal.waitForText(/\d{8} · CASE · SUBMITTED/);
  expect(created(app).at(-1)).toMatchObject({details: {requestedTerminationDate: '2027-12-31'}});

  terminal.press(keyOf('ticket.new'));
  await fill('0305-0000', 'And this one.');
  for (let field = 0; field < 5; field += 1) terminal.press('tab');
  await terminal.waitForText('Portal user names');
  await terminal.waitForText('Jane Doe');
  terminal.press('down');
  terminal.press('enter');
  await terminal.waitForText('TECHNICAL: Jane Doe');
  terminal.press('tab');
  await terminal.waitForText('A name and a value');
  terminal.write('reason=moved out');
  terminal.press('enter');
  await terminal.waitForText('reason=moved out');
  writeFileSync(join(app.home, 'details.json'), '{"callFromCage": true, "nights": [1, 2]}');
  writeFileSync(join(app.home, 'list.json'), '[]');
  terminal.write(`@${join(app.home, 'list')}`);
  await terminal.waitForText('list.json  2 B');
  terminal.press('enter');
  await terminal.waitForText('holds no fields with values');
  terminal.press('ctrl-u');
  terminal.write(`@${join(app.home, 'det')}`);
  await terminal.waitForText('details.json  4');
  terminal.press('enter');
  await terminal.waitForText('callFromCage=true');
  // What the code needs is asked for once.
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('is needed for 0305-0000');
  terminal.press(keyOf('form.review'));
  await terminal.waitForText('The request, as it goes out');
  terminal.press(keyOf('review.send'));
  await terminal.waitFor('both', () => created(app).length === 3);
  expect(created(app)[2]).toMatchObject({
    details: {reason: 'moved out', callFromCage: true, nights: [1, 2]},
    contacts: [{firstName: 'Jane', lastName: 'Doe'}],
  });
});
