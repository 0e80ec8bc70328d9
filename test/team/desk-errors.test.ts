import {expect, test} from 'vitest';
import {deskError, isFull} from '../../src/team/connect/desk-errors.ts';

const coded = (code: string, message = 'words of the server') => Object.assign(new Error(message), {code});

test('what is known of a failure is said in words, and what to do next', () => {
  const told = (cause: unknown) => {
    const {message, hint} = deskError(cause, 'desk.example');
    return `${message} ${hint}`;
  };
  expect(told(coded('28P01'))).toContain(
    "The team's desk (desk.example) refused the password. It comes from",
  );
  expect(told(coded('53100'))).toContain('has no space left on its disk');
  expect(told(coded('42883'))).toContain('has a desk of another version. "casedeck team init"');
  // As the driver says it when nobody answers while connecting, and later.
  for (const words of [
    'timeout expired',
    'Query read timeout',
    'Connection terminated due to connection timeout',
  ])
    expect(told(new Error(words))).toContain('does not answer. Check network and firewall.');
  expect(told(coded('XX000', 'bad\u001B]0;owned\u0007 page'))).toContain(
    'failed: bad page. "casedeck doctor"',
  );
});

test('a server without a connection left is told from one that is away', () => {
  expect(isFull(deskError(coded('53300'), 'desk.example'))).toBe(true);
  expect(isFull(deskError(coded('57P01'), 'desk.example'))).toBe(false);
  expect(isFull(new Error('no'))).toBe(false);
});
