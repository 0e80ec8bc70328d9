import {userInfo} from 'node:os';
import {expect, test} from 'vitest';
import {schemaProblems} from '../../support/check-schema.ts';
import {CLOSED_ADDRESS} from '../../support/closed-address.ts';
import {prepareCasedeck, type JsonTicket} from '../../support/run-casedeck.ts';
import {toSafeLine} from '../../../src/text/safe/to-safe-text.ts';

const CASE = '11150929';
const OTHER = '11150871';
const ME = userInfo().username;

type Claimed = JsonTicket & {readonly claim?: {readonly by: string; readonly since: string}};

test('a claimed ticket says so in list, filter and JSON, and the service never hears of it', async () => {
  const {run, json, sandbox} = await prepareCasedeck();
  await run(['sync']);
  const claimed = await json<readonly Claimed[]>(['claim', CASE]);
  expect(schemaProblems('claim', claimed.json)).toEqual([]);
  expect(claimed.json).toMatchObject([{id: CASE, claim: {by: ME}}]);

  const shown = await json<Claimed>(['show', CASE, '--offline']);
  expect(schemaProblems('show', shown.json)).toEqual([]);
  expect(shown.json.claim).toEqual(claimed.json[0]?.claim);
  const ids = async (filter: string) =>
    (
      await json<readonly JsonTicket[]>([
        'list',
        '--offline',
        '--view',
        'all',
        '--limit',
        '500',
        `--filter=${filter}`,
      ])
    ).json.map(({id}) => id);
  expect(await ids('who:me')).toEqual([CASE]);
  // A bare machine runs tests as `nobody`, which is a word of the filter.
  if (ME !== 'nobody') expect(await ids(`who:${ME.toUpperCase()}`)).toEqual([CASE]);
  expect(await ids('-who:nobody')).toEqual([CASE]);
  expect(await ids('who:nobody')).not.toContain(CASE);
  expect(await ids('-who:me')).not.toContain(CASE);
  expect(await ids('who:nobody,me')).toContain(CASE);
  expect(await ids('who:somebody')).toEqual([]);
  expect(JSON.stringify(sandbox.log())).not.toContain('claim');

  expect((await run(['release', '--all'])).err).toContain(`Nobody has ${CASE}`);
  expect(await ids('who:me')).toEqual([]);
});

test('what another has is not taken by accident; the first of two has it, and what is passed on is theirs', async () => {
  const {run, json, withStore} = await prepareCasedeck();
  await run(['sync']);
  const jon = {who: toSafeLine('jon'), at: Date.now() - 60_000};
  await withStore((store) =>
    store.applyNews({ops: [{id: 'op-1', op: {kind: 'claim', ticketId: CASE}, deed: jon}], cursor: '1'}),
  );
  const refused = await run(['claim', CASE]);
  expect(refused.err).toContain(`jon has ${CASE} since `);
  expect(refused.err).toContain('--anyway takes it from them');
  expect(refused.code).not.toBe(0);
  await withStore((store) => {
    store.claim(CASE, 'claim', Date.now());
    expect(store.claimsOf(CASE).map(({by}) => by)).toEqual(['jon', store.me()]);
    expect(store.row(CASE)?.claimedBy).toBe('jon');
    store.claim(CASE, 'release', Date.now());
    expect(store.claimsOf(CASE).map(({by}) => by)).toEqual(['jon']);
  });
  const taken = await json<readonly Claimed[]>(['claim', CASE, OTHER, '--anyway']);
  expect(taken.json).toMatchObject([{claim: {by: ME}}, {claim: {by: ME}}]);
  const given = await json<readonly Claimed[]>(['release', '--all', '--to', 'jon']);
  expect(schemaProblems('release', given.json)).toEqual([]);
  expect(given.json).toMatchObject([{claim: {by: 'jon'}}, {claim: {by: 'jon'}}]);
  expect((await run(['release', CASE, '--to', 'nobody'])).err).toContain('means something else in filters');
  expect((await run(['release'])).err).toContain('give --all');
});

test('with a team whose desk is away a claim is kept here, and that is said once', async () => {
  const url = `postgresql://mara@${CLOSED_ADDRESS}/casedeck`;
  const {run, withStore} = await prepareCasedeck({config: `[team]\nurl = "${url}"\nname = "mara"\n`});
  await run(['sync']);
  const {code, err} = await run(['claim', CASE]);
  expect(code).toBe(0);
  expect(err).toContain(`You have ${CASE}`);
  expect(err.match(/does not answer there.*kept and delivered later/g)).toHaveLength(1);
  await withStore((store) => {
    expect(store.claimsOf(CASE).map(({by}) => by)).toEqual(['mara']);
    expect(store.queuedOps(5).map(({op}) => op.kind)).toEqual(['claim']);
  });
  // What waits goes on waiting where nothing is to be done.
  expect(await run(['release', CASE, '--dry-run'])).toMatchObject({
    code: 0,
    err: "casedeck: nothing was done. It would be kept here and on the team's desk; Equinix gets nothing of it.\n",
  });
});
