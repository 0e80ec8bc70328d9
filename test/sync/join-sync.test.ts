import {expect, test} from 'vitest';
import {ApiError, NotSignedInError, type AppError} from '../../src/errors.ts';
import type {SyncStatus} from '../../src/sync/contracts.ts';
import {joinPollers} from '../../src/sync/join-sync.ts';
import type {SyncPoller} from '../../src/sync/poller/poller-deps.ts';
import {joinAccounts} from '../../src/store/joined/joined-accounts.ts';
import {memoryStore} from '../store/temporary.ts';

const nobody = (name: string) =>
  new NotSignedInError('auth', `Not signed in: there is no credential for the profile "${name}".`, {
    hint: 'Run "casedeck login".',
  });
const busy = () => new ApiError('rate-limited', 'The service has had too many requests.', {status: 429});

/** What the list over accounts says where these failed. */
function statusOf(errors: Readonly<Record<string, AppError | undefined>>): SyncStatus {
  const accounts = Object.keys(errors).map((name) => ({name, store: memoryStore()}));
  const pollers = accounts.map(({name}) => {
    const error = errors[name];
    const reading = {done: 0, total: error === undefined ? 3 : 10, since: undefined};
    const status = {state: error === undefined ? 'syncing' : 'waiting', error, listAt: 1, reading};
    const poller = {status: () => status, mailFailures: () => new Map()};
    return {name, poller: poller as unknown as SyncPoller};
  });
  return joinPollers(joinAccounts(accounts), pollers).status();
}

test.each([
  [{prod: undefined, lab: busy()}, 'lab: The service has had too many requests.'],
  [{prod: nobody('prod'), lab: nobody('lab'), new: nobody('new')}, 'prod, lab, new: Not signed in.'],
  // What somebody has to do comes first.
  [{prod: busy(), lab: nobody('lab')}, 'lab: Not signed in. prod: The service has had too many requests.'],
])('of several accounts all that failed are named: %#', (errors, words) => {
  expect(statusOf(errors).error?.message).toBe(words);
});

test('an account that waits for its service counts for nothing in what is being read', () => {
  expect(statusOf({prod: undefined, lab: busy()}).reading).toMatchObject({done: 0, total: 3});
});

test('whoever has to sign in is told how, whatever happened to the others', () => {
  expect(statusOf({prod: busy(), lab: nobody('lab')}).error).toMatchObject({
    kind: 'auth',
    hint: 'Run "casedeck login".',
  });
});
