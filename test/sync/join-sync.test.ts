import {expect, test} from 'vitest';
import {ApiError, NotSignedInError, type AppError} from '../../src/errors.ts';
import type {SyncStatus} from '../../src/sync/contracts.ts';
import {joinPollers} from '../../src/sync/join-sync.ts';
import type {SyncPoller} from '../../src/sync/poller/poller-deps.ts';
import {joinAccounts} from '../../src/store/joined/joined-accounts.ts';
import {memoryStore} from '../store/temporary.ts';

const nobody = (name: string) =>
  new NotSignedInError('auth', `Not signed in: there is no credential for the profile "${name}".`, {
    hint: 'Run "casedeck login", or set EQUINIX_API_CLIENTID and EQUINIX_API_CLIENTSECRET.',
  });
const busy = () => new ApiError('rate-limited', 'The service has had too many requests.', {status: 429});

/** What the list over accounts says where these failed. */
function statusOf(
  errors: Readonly<Record<string, AppError | undefined>>,
  ages: Readonly<Record<string, number | undefined>> = {},
): SyncStatus {
  const accounts = Object.keys(errors).map((name) => ({name, store: memoryStore()}));
  const pollers = accounts.map(({name}) => {
    const error = errors[name];
    const reading = {done: 0, total: error === undefined ? 3 : 10, since: undefined};
    const status = {
      state: error === undefined ? 'syncing' : 'waiting',
      error,
      listAt: name in ages ? ages[name] : 1,
      reading,
    };
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
    hint: 'Run "casedeck --profile lab login".',
  });
});

test('the age of what is shown is that of the accounts that failed, and not that of the others', () => {
  expect(statusOf({prod: undefined, lab: undefined}).failed).toBeUndefined();
  expect(statusOf({prod: undefined, lab: busy()}, {lab: 7}).failed).toEqual({listAt: 7});
  expect(statusOf({prod: undefined, lab: busy()}, {lab: undefined}).failed).toEqual({listAt: undefined});
});

test('no advice names a variable that is left aside where there are several accounts', () => {
  const lost = new ApiError('network', 'No answer.', {hint: 'Check EQUINIX_API_ENDPOINT and the network.'});
  const {error} = statusOf({prod: undefined, lab: lost});
  expect(error?.hint).toBe('Check the endpoint of lab and the network.');
});
