import {expect, test} from 'vitest';
import {prepareCasedeck, type JsonTicket} from '../support/run-casedeck.ts';
import {twoAccounts} from '../support/two-accounts.ts';
import {schemaProblems} from '../support/check-schema.ts';

const TICKET = '11150929';

type Joined = JsonTicket & {readonly profile: string; readonly number: string};

test('reading commands read several profiles as one, and an id names its profile', async () => {
  const {config, env} = await twoAccounts();
  const {run, json} = await prepareCasedeck({config});
  const list = await json<readonly Joined[]>(['--profile', 'prod,lab', 'list', '--view', 'all'], {env});
  expect(list.code).toBe(0);
  expect(schemaProblems('list', list.json)).toEqual([]);
  const same = list.json.filter(({number}) => number === TICKET);
  expect(same.map(({id, profile}) => [id, profile])).toEqual(
    expect.arrayContaining([
      [`prod/${TICKET}`, 'prod'],
      [`lab/${TICKET}`, 'lab'],
    ]),
  );
  const filtered = await json<readonly Joined[]>(
    ['--profile', 'prod,lab', 'list', 'account:lab', '--offline'],
    {env},
  );
  expect(new Set(filtered.json.map(({profile}) => profile))).toEqual(new Set(['lab']));

  const shown = await run(['--profile', 'prod,lab', 'show', `lab/${TICKET}`], {env});
  expect(shown.out).toContain(`lab/${TICKET}`);
  const either = await run(['--profile', 'prod,lab', 'show', TICKET], {env});
  expect(either).toMatchObject({code: 2});
  expect(either.err).toContain(`${TICKET} is a ticket of prod and lab.`);
  expect(either.err).toContain(`prod/${TICKET} or lab/${TICKET}`);

  const found = await run(['--profile', 'prod,lab', 'search', 'reseat'], {env});
  expect(found.out).toMatch(new RegExp(`prod/${TICKET}[^]*lab/${TICKET}|lab/${TICKET}[^]*prod/${TICKET}`));
  const csv = await run(['--profile', 'prod,lab', 'list', '--csv', '--offline'], {env});
  expect(csv.out.split('\n')[0]).toMatch(/,profile$/);
});

test('with all profiles one that nobody signed in to is named, and the others are listed', async () => {
  const {config, env} = await twoAccounts();
  const {run} = await prepareCasedeck({config});
  const list = await run(['--profile', 'all', 'list'], {env});
  expect(list.code).toBe(0);
  expect(list.err).toContain('new: Not signed in');
  expect(list.out).toContain(`lab/${TICKET}`);
});

test('what writes wants one profile; a name that nobody knows is refused', async () => {
  const {prod, lab, config, env} = await twoAccounts();
  const {run} = await prepareCasedeck({config});
  const note = await run(['--profile', 'prod,lab', 'note', TICKET, '-m', 'hello'], {env});
  expect(note.code).toBe(2);
  expect(note.err).toContain('This command works in one account.');
  expect(note.err).toContain('--profile prod or --profile lab');
  expect([...prod.log(), ...lab.log()]).toEqual([]);
  const slip = await run(['--profile', 'prod,lbb', 'list'], {env});
  expect(slip.code).not.toBe(0);
  expect(slip.err).toContain('There is no profile lbb.');
  expect(slip.err).toContain('prod, lab, new');
});
