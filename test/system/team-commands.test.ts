import {afterAll, beforeAll, expect} from 'vitest';
import {schemaProblems} from '../support/check-schema.ts';
import {needing} from '../support/needs.ts';
import {prepareCasedeck, type CasedeckRunner, type JsonTicket} from '../support/run-casedeck.ts';
import {postgres, startPostgres, type Server} from './support/postgres.ts';

const {test, why} = await needing(postgres);
const CASE = '11150929';

let server: Server;
let mara: CasedeckRunner;

beforeAll(async () => {
  if (why !== '') return;
  server = await startPostgres();
});
afterAll(async () => await server?.remove());

type Claimed = JsonTicket & {readonly claim?: {readonly by: string; readonly since: string}};

/** The same person, service and database as `of`, or another person with a database of their own. */
function asOther(of: CasedeckRunner, name: string): Pick<CasedeckRunner, 'run' | 'json'> {
  const env = {XDG_STATE_HOME: `${of.home}/${name}`};
  const config = `${of.home}/config/casedeck/${name}.toml`;
  return {
    run: (args, given) => of.run(args, {...given, env: {...env, CASEDECK_CONFIG: config}}),
    json: (args, given) => of.json(args, {...given, env: {...env, CASEDECK_CONFIG: config}}),
  };
}

test(`a desk is made, is made again without harm, and three people share claims and private notes over it${why}`, async () => {
  mara = await prepareCasedeck({config: `[team]\nurl = "${server.url}"\nname = "mara"\n`});
  const missing = await mara.run(['team', 'status']);
  expect(missing.err).toContain('has no desk. "casedeck team init" makes one.'.split('. ')[0]);
  expect((await mara.run(['team', 'init'], {answers: ['no']})).err).toContain('Nothing was changed');
  const made = await mara.run(['team', 'init', '--yes']);
  expect(made.err).toContain('The desk is ready');
  expect((await mara.run(['team', 'init', '--yes'])).err).toContain('nothing in it is lost');
  expect((await mara.run(['team', 'init', '--print'])).out).toContain('CREATE ROLE casedeck_member NOLOGIN;');
  expect((await mara.run(['doctor'])).out).toMatch(/ok +Team desk/);

  const {writeFileSync} = await import('node:fs');
  for (const name of ['jon', 'aki'])
    writeFileSync(
      `${mara.home}/config/casedeck/${name}.toml`,
      `[team]\nurl = "${server.url}"\nname = "${name}"\n`,
      {
        mode: 0o600,
      },
    );
  const jon = asOther(mara, 'jon');
  const aki = asOther(mara, 'aki');
  for (const {run} of [mara, jon, aki]) expect((await run(['sync'])).code).toBe(0);

  expect((await mara.run(['claim', CASE])).err).toContain(`You have ${CASE}`);
  const refused = await jon.run(['claim', CASE]);
  expect(refused.err).toContain(`mara has ${CASE} since`);
  await mara.run(['remark', CASE, '-m', 'Site says: parts at 6.']);
  await jon.run(['remark', CASE, '-m', 'I call them at 7.']);
  const shown = await aki.json<Claimed & {remarks: {by: string; text: string}[]}>([
    'show',
    CASE,
    '--offline',
  ]);
  expect(schemaProblems('show', shown.json)).toEqual([]);
  // What is shown offline is what this database knows; a command that reads the desk brings it up to date.
  await aki.run(['claim', '11150871']);
  const known = await aki.json<Claimed & {remarks: {by: string; text: string}[]}>([
    'show',
    CASE,
    '--offline',
  ]);
  expect(known.json.claim?.by).toBe('mara');
  expect(known.json.remarks.map(({by, text}) => `${by}: ${text}`)).toEqual([
    'mara: Site says: parts at 6.',
    'jon: I call them at 7.',
  ]);
  expect((await jon.run(['claim', CASE, '--anyway'])).err).toContain(`You have ${CASE}`);
  expect((await mara.json<readonly Claimed[]>(['release', CASE])).json).toMatchObject([{claim: {by: 'jon'}}]);
  const status = await mara.json(['team', 'status']);
  expect(schemaProblems('team-status', status.json)).toEqual([]);
  expect(server.sql('SELECT count(*), count(DISTINCT id) FROM casedeck.ops')).toMatch(/^(\d+)\|\1$/);

  // None of it has gone to Equinix.
  expect(JSON.stringify(mara.sandbox.log())).not.toContain('parts at 6');
  expect(mara.asked().filter((operation) => /note|cancel|create/i.test(operation))).toEqual([]);
});
