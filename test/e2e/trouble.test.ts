import {composerOf} from '../support/composer-title.ts';
import {expect, test} from 'vitest';
import {keyOf} from '../../src/keys/keymap.ts';
import type {Sandbox} from '../../src/sandbox/start-sandbox.ts';
import {openTicket, selectTicket} from '../support/find-ticket.ts';
import {longTest} from '../support/long.ts';
import {openConsole} from '../support/open-console.ts';
import {makeHome, startSmallSandbox} from '../support/start-console.ts';
import {untilAllRead} from '../support/until-all-read.ts';

function requestsOf(sandbox: Sandbox, operation: string) {
  return sandbox.log().filter((request) => request.operation === operation);
}

/** A home whose store knows every ticket, and the service it was read from. */
async function readOnce(): Promise<{readonly home: string; readonly sandbox: Sandbox}> {
  const home = makeHome();
  const sandbox = await startSmallSandbox();
  await using app = await openConsole({home, sandbox});
  await app.terminal.waitForText('ACT');
  await untilAllRead(app);
  await app.terminal.settled();
  return {home, sandbox};
}

test('a wrong secret is one request for a token, and a clear screen that says so', async () => {
  await using app = await openConsole({env: {EQUINIX_API_CLIENTSECRET: 'not-the-secret'}});
  const {terminal, sandbox} = app;
  await terminal.waitForText(/refused|not accepted/i);
  expect(terminal.screen()).toMatch(/EQUINIX_API_CLIENTSECRET|client id and\W+secret/);
  expect(terminal.screen()).toContain('not signed in');
  expect(terminal.screen()).not.toContain('not-the-secret');
  // Whatever else would need a token fails by itself: opening, moving, waiting.
  terminal.pressAll([keyOf('move.down'), keyOf('open'), 'esc']);
  await terminal.settled(500);
  expect(sandbox.log().map(({operation}) => operation)).toEqual(['token']);
});

// Also proven by the test before, and test/screens/banner.test.ts.
longTest('a wrong secret on a later start shows the old list as well', async () => {
  const {home, sandbox} = await readOnce();
  await using app = await openConsole({home, sandbox, env: {EQUINIX_API_CLIENTSECRET: 'not-the-secret'}});
  sandbox.clearLog();
  // The sign-in comes by itself; the list is below it.
  await app.terminal.waitForText('┌ Sign in');
  expect(app.terminal.screen()).toContain('refused');
  app.terminal.press(keyOf('signin.close'));
  await app.terminal.waitForText('11150871');
  expect(app.terminal.screen()).toMatch(/refused/);
  await app.terminal.settled(500);
  expect(requestsOf(sandbox, 'token')).toHaveLength(1);
  await sandbox.close();
});

test('with a dead network the old list is there, with a banner that says why and how old it is', async () => {
  const {home, sandbox} = await readOnce();
  await sandbox.close();
  await using app = await openConsole({home, sandbox});
  const {terminal} = app;
  await terminal.waitForText('11150871');
  await terminal.waitForText('offline');
  expect(terminal.screen()).toMatch(/connect/i);
  // How old it is stands in the header: a low screen has one row for the rest.
  expect(terminal.screen()).toMatch(/offline, (now|\d+ ?[smh])/);
  expect(terminal.screen()).toMatch(/Next try in\s+\d+/);
  // A view that is empty says so, and not that nothing was read.
  terminal.press(keyOf('view.3'));
  await terminal.waitForText('No tickets here.');
  terminal.press(keyOf('view.1'));
  // And it is no picture: the notes of the last run can be read.
  await openTicket(terminal, '11150871');
  // On the tab of the notes: below the banner the timeline has room for its last e-mail alone.
  terminal.press(keyOf('tab.next'));
  await terminal.waitForText('[Notes');
  await terminal.waitForText('We hold the technician');
});

test('a second start draws the list before any answer, however slow the service', async () => {
  const {home, sandbox} = await readOnce();
  await sandbox.close();
  const slow = await startSmallSandbox({latency: 600_000});
  await using app = await openConsole({home, sandbox: slow});
  await app.terminal.waitForText('11150871');
  expect(app.terminal.screen()).toMatch(/1 of \d\d/);
  await slow.close();
});

// Also proven by docs/screens (list-first).
longTest('on a first start a slow service is an empty list that says what is going on', async () => {
  await using app = await openConsole({sandbox: {latency: 1000}});
  const {terminal, sandbox} = app;
  await terminal.waitForText('Reading the list from the service');
  expect(sandbox.log().filter(({operation}) => operation === 'searchOrders')).toEqual([]);
  await terminal.waitForText(/\d+ of \d+/);
});

test('a 429 is waited for as told, with the time on screen', async () => {
  const {home, sandbox} = await readOnce();
  sandbox.setFaults([{operation: 'searchOrders', status: 429, retryAfter: 2, times: 1}]);
  sandbox.clearLog();
  await using app = await openConsole({home, sandbox});
  const {terminal} = app;
  await terminal.waitForText(/Next try in\s+\d s/);
  expect(terminal.screen()).toContain('11150871');
  await terminal.waitFor('the second try', () => requestsOf(sandbox, 'searchOrders').length > 1, {
    timeout: 20_000,
  });
  const [first, second] = requestsOf(sandbox, 'searchOrders').map(({time}) => Date.parse(time));
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1900);
  await terminal.waitForNoText('Next try');
  await sandbox.close();
});

// Also proven by test/sync/poller/poller-trouble.test.ts and test/screens/banner.test.ts.
longTest('the list of a service that fails stays, with the reason and its correlation id', async () => {
  const {home, sandbox} = await readOnce();
  sandbox.setFaults([{operation: '*', status: 500}]);
  await using app = await openConsole({home, sandbox});
  const {terminal} = app;
  await terminal.waitForText(/HTTP\s+500/);
  expect(terminal.screen()).toContain('11150871');
  // How old that is, the header says where the banner has no room.
  expect(terminal.screen()).toMatch(/⟳ (now|\d+ s)/);
  await sandbox.close();
});

test('a ticket that cannot be read again keeps what is known of it, and says why', async () => {
  await using app = await openConsole();
  const {terminal, sandbox} = app;
  await openTicket(terminal, '11150871');
  // The notes alone: whether the e-mail below them is read by now is chance.
  terminal.press(keyOf('tab.next'));
  await terminal.waitForText('[Notes');
  await terminal.waitForText('We hold the technician');
  sandbox.setFaults([{operation: 'getTicket', status: 403}]);
  terminal.press(keyOf('ticket.refresh'));
  await terminal.waitForText(/correlation\s+id\s+\d+/);
  expect(terminal.screen()).toContain('We hold the technician');
});

// Also proven by test/console/outbox-news.test.ts.
longTest(
  'a note that is refused is told wherever one is by then, with the reason and where it is',
  async () => {
    await using app = await openConsole();
    const {terminal, sandbox} = app;
    sandbox.setFaults([{operation: 'addCaseNote', status: 422, delay: 300, times: 1}]);
    await selectTicket(terminal, '11150871');
    // It waits for an answer: a note to it is sent as a reply.
    terminal.press(keyOf('ticket.note'));
    await terminal.waitForText(composerOf('11150871'));
    terminal.write('Nobody takes this.');
    terminal.press(keyOf('write.send'));
    await terminal.waitForNoText(composerOf('11150871'));
    await terminal.waitForText(
      /The reply to 11150871 was not sent:[\s\S]*correlation\s+id[\s\S]*6\s+lists\s+it/,
    );
    terminal.press(keyOf('view.6'));
    await terminal.waitForText(/not sent\s+reply\s+11150871/);
  },
);
