import {composerOf} from '../../support/composer-title.ts';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import type {FaultRule} from '../../../src/sandbox/faults.ts';
import {openStore} from '../../../src/store/open-store.ts';
import {selectTicket} from '../../support/find-ticket.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {databaseOf, makeHome} from '../../support/start-console.ts';

const TICKET = '11150929';
const TEXT = 'Written just before leaving.';

async function sendAndQuit(faults: readonly FaultRule[]) {
  const home = makeHome();
  const app = await openConsole({home, sandbox: {faults}});
  onTestFinished(() => app.close());
  const {terminal, sandbox} = app;
  await selectTicket(terminal, 'reseat line card');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(composerOf(TICKET));
  terminal.write(TEXT);
  await terminal.waitForText(`${TEXT.length} of 4000`);
  terminal.press(keyOf('write.send'));
  await terminal.waitForNoText(composerOf(TICKET));
  terminal.press(keyOf('close'));
  const copies = () => sandbox.ticket(TICKET)?.notes.filter(({text}) => text === TEXT).length;
  return {home, terminal, sandbox, copies};
}

test('quitting while a note is on its way waits for it and says so', async () => {
  const {terminal, copies} = await sendAndQuit([{operation: 'addCaseNote', delay: 1500}]);
  await terminal.waitForText('Sending a reply…');
  await terminal.waitForExit();
  expect(copies()).toBe(1);
  expect(terminal.screen()).not.toContain('outbox');
});

// Also proven by test/console/last-sends.test.ts, and that the next start finds it: test/endurance/kill-rounds.test.ts.
longTest('quitting twice leaves at once; the next start finds out that the note arrived, once', async () => {
  const {home, terminal, sandbox, copies} = await sendAndQuit([
    {operation: 'addCaseNote', answerDelay: 20_000},
  ]);
  await terminal.waitForText('Sending a reply…');
  terminal.press(keyOf('close'));
  await terminal.waitForExit();
  expect(terminal.screen()).toContain('Not known yet whether it arrived: a reply');
  sandbox.setFaults([]);
  const next = await openConsole({home, sandbox});
  onTestFinished(() => next.close());
  const store = openStore({file: databaseOf(home)});
  onTestFinished(() => store.close());
  await next.terminal.waitFor('the outcome', () => store.outbox().every(({state}) => state === 'sent'));
  expect(copies()).toBe(1);
});

test('what cannot be sent stays in the outbox, and the end says so; the next start sends it', async () => {
  const away: readonly FaultRule[] = [{operation: '*', reset: true}];
  const home = makeHome();
  const app = await openConsole({home});
  onTestFinished(() => app.close());
  const {terminal, sandbox} = app;
  await selectTicket(terminal, 'reseat line card');
  sandbox.setFaults(away);
  // A note on its way while the service goes away may have arrived; one that is written later cannot have.
  terminal.press(keyOf('refresh'));
  await terminal.waitForText('offline');
  // No try falls into what follows: one that did would leave this machine, and its outcome would be unknown.
  await terminal.waitForText(/Next try in\s+([6-9]|\d\d) s/);
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(composerOf(TICKET));
  terminal.write(TEXT);
  await terminal.waitForText(`${TEXT.length} of 4000`);
  terminal.press(keyOf('write.send'));
  await terminal.waitForNoText(composerOf(TICKET));
  terminal.press(keyOf('quit'));
  await terminal.waitForExit();
  expect(terminal.screen()).toContain('Not sent yet: a reply; in the outbox until casedeck runs next.');
  sandbox.setFaults([]);
  const next = await openConsole({home, sandbox});
  onTestFinished(() => next.close());
  const copies = () => sandbox.ticket(TICKET)?.notes.filter(({text}) => text === TEXT).length;
  await next.terminal.waitFor('the note at the service', () => copies() === 1);
});
