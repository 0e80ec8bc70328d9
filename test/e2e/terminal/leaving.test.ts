import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import type {LoggedRequest} from '../../../src/sandbox/request-log.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {openConsole} from '../../support/open-console.ts';

const ORDER = '1-204976070688';
const CASE = '11150871';
const SLOW = {delay: 60_000};

test('what a screen has asked for ends when the screen is left, and is asked again by who comes back', async () => {
  await using app = await openConsole({
    sandbox: {faults: [{operation: 'getTicket', match: ORDER, ...SLOW}]},
  });
  const {terminal, sandbox} = app;
  const asked = (operation: string): readonly LoggedRequest[] =>
    sandbox
      .log()
      .filter(({operation: id, path}) => id === operation && (path.endsWith(ORDER) || path.endsWith(CASE)));
  const left = (operation: string): number => asked(operation).filter((request) => request.left).length;

  await openTicket(terminal, ORDER);
  await terminal.waitFor('the request for the ticket', () => asked('getTicket').length > 0);
  const before = left('getTicket');
  terminal.press(keyOf('back'));
  await terminal.waitFor('its end', () => left('getTicket') > before);
  sandbox.setFaults([{operation: 'getEmail', ...SLOW}]);
  terminal.press(keyOf('open'));
  await terminal.waitForText('We hold the technician');

  terminal.press(keyOf('ticket.emails'));
  await terminal.waitForText(/\[E-mails \d/);
  await terminal.settled(300);
  // Those that the console reads by itself go on.
  const byItself = asked('getEmail').length;
  terminal.press(keyOf('open'));
  await terminal.waitFor('the request for the e-mail', () => asked('getEmail').length > byItself);
  terminal.press(keyOf('back'));
  await terminal.waitFor('its end', () => left('getEmail') === 1);
  sandbox.setFaults([]);
  terminal.press(keyOf('open'));
  await terminal.waitForText('Subject');
  expect(left('getEmail')).toBe(1);
});
