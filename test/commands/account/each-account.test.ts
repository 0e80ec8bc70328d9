import {expect, test} from 'vitest';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';
import {twoAccounts} from '../../support/two-accounts.ts';

/** Which order history shows. */
const LISTED = '1-204976070702';

test('whoami and doctor tell of each account, and the tab key knows their tickets', async () => {
  const {prod, config, env} = await twoAccounts({tickets: 16});
  const {run, json} = await prepareCasedeck({config});
  const both = ['--profile', 'prod,lab'];
  const who = await json<readonly object[]>([...both, 'whoami'], {env});
  expect(schemaProblems('whoami', who.json)).toEqual([]);
  expect(who.json).toMatchObject([
    {profile: 'prod', signedIn: true, readOnly: false, endpoint: prod.url},
    {profile: 'lab', signedIn: true, readOnly: true},
  ]);
  expect((await run([...both, 'whoami', '--offline'], {env})).out.match(/^Profile .*$/gm)).toEqual([
    expect.stringContaining('prod'),
    expect.stringContaining('lab'),
  ]);
  const all = await run(['--profile', 'all', 'whoami'], {env});
  expect(all).toMatchObject({code: 3, err: expect.stringContaining('casedeck: new: Not signed in')});

  const doctor = await json([...both, 'doctor'], {env});
  expect(schemaProblems('doctor', doctor.json)).toEqual([]);
  const told = (
    doctor.json as {readonly checks: readonly {readonly profile?: string; readonly name: string}[]}
  ).checks;
  for (const name of ['Profile', 'Sign-in'])
    expect(told.filter((check) => check.name === name).map(({profile}) => profile)).toEqual(['prod', 'lab']);
  expect(await run(['--profile', 'all', 'doctor'], {env})).toMatchObject({code: 1});
  expect(await run([...both, 'doctor', '--first-contact'], {env})).toMatchObject({code: 2});

  await run([...both, 'list', '--quiet'], {env});
  const tab = async (...words: readonly string[]) =>
    (await run(['completion', '--answer', ...words], {env})).out
      .split('\n')
      .map((line) => line.split('\t')[0]);
  expect(await tab('id', `prod/${LISTED}`, 'prod,lab')).toEqual([`prod/${LISTED}`, '']);
  expect(await tab('id', 'la', 'all')).toContain(`lab/${LISTED}`);
  expect(await tab('id', LISTED, 'prod,lab')).toContain(LISTED);
  expect(await tab('id', LISTED, 'prod')).toEqual([LISTED, '']);
  expect(await tab('profile', '')).toEqual(expect.arrayContaining(['prod', 'lab', 'all']));
  expect(await tab('profile', 'prod,l')).toEqual(['prod,lab', '']);
  expect(new Set(await tab('ibx', '', 'prod,lab')).size).toBeGreaterThan(2);
});
