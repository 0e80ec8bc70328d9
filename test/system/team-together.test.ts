import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, onTestFinished} from 'vitest';
import {openServices, type Opened} from '../../src/console/session/open-services.ts';
import {createPlatform} from '../../src/console/session/platform.ts';
import {deskStatements, ROLE_STATEMENTS} from '../../src/team/desk-schema.ts';
import {needing} from '../support/needs.ts';
import {prepareCasedeck} from '../support/run-casedeck.ts';
import {postgres, startPostgres, type Server} from './support/postgres.ts';

const {test, why} = await needing(postgres);

let server: Server;
beforeAll(async () => {
  if (why !== '') return;
  server = await startPostgres();
  server.sql(ROLE_STATEMENTS);
  server.sql(deskStatements({roles: true}));
});
afterAll(async () => await server?.remove());

const LIST_MS = 2000;
const TICKETS = ['11150929', '11150871', '11150640'] as const;
const PEOPLE = ['mara', 'jon', 'aki'] as const;

/** Homes of three people on one service and one desk. */
async function threePeople() {
  const first = await prepareCasedeck({
    config: `[refresh]\nlist = "${LIST_MS / 1000}s"\nnotices = "1h"\n[notes]\ntake_back = 0\n[team]\nurl = "${server.url}"\nname = "mara"\n`,
  });
  const folder = join(first.home, 'config', 'casedeck');
  const config = readFileSync(join(folder, 'config.toml'), 'utf8');
  for (const name of PEOPLE)
    writeFileSync(join(folder, `${name}.toml`), config.replace('"mara"', `"${name}"`), {mode: 0o600});
  const envOf = (name: string, machine: string = name) => ({
    ...first.env,
    CASEDECK_CONFIG: join(folder, `${name}.toml`),
    XDG_STATE_HOME: join(first.home, machine),
  });
  return {...first, envOf};
}

/** A console without its screen. */
async function openHeadless(env: Readonly<Record<string, string | undefined>>): Promise<Opened> {
  const services = await openServices({env, flags: {}, platform: createPlatform(env)});
  services.poller.start();
  onTestFinished(() => {
    services.poller.stop();
    services.store.close();
  });
  return services;
}

test(`five consoles and ten commands of three people on one desk: nothing is lost or twice, and one asks the service${why}`, async () => {
  const {sandbox, run, envOf} = await threePeople();
  const consoles: Opened[] = [];
  for (const [name, machine] of [
    ['mara', 'mara'],
    ['mara', 'laptop of mara'],
    ['jon', 'jon'],
    ['jon', 'laptop of jon'],
    ['aki', 'aki'],
  ] as const) {
    const opened = await openHeadless(envOf(name, machine));
    consoles.push(opened);
    await expect.poll(() => opened.team.status().state, {timeout: 60_000}).toBe('together');
  }
  await expect.poll(() => consoles.filter(({team}) => team.isAsking()).length, {timeout: 60_000}).toBe(1);
  const lists = () => sandbox.log().filter(({operation}) => operation === 'searchOrders').length;
  const [listsBefore, begun] = [lists(), performance.now()];

  const act = async (name: string, args: readonly string[]) => {
    const {code, err} = await run(args, {env: envOf(name)});
    return `${code} ${code === 0 ? '' : err}`.trim();
  };
  const done = await Promise.all([
    ...PEOPLE.map((name, nth) => act(name, ['claim', TICKETS[nth] ?? ''])),
    ...PEOPLE.map((name) => act(name, ['remark', TICKETS[0], '-m', `Kept by ${name}.`])),
    ...PEOPLE.map((name) => act(name, ['note', TICKETS[1], '-m', `Sent by ${name}.`])),
    act('aki', ['snooze', TICKETS[2], '2h']),
  ]);
  expect(done).toEqual(Array.from({length: 10}, () => '0'));
  for (const {store} of consoles) {
    await expect
      .poll(() => TICKETS.map((id) => store.claimsOf(id).map(({by}) => by)), {timeout: 60_000})
      .toEqual([['mara'], ['jon'], ['aki']]);
    await expect
      .poll(
        () =>
          store
            .remarksOf(TICKETS[0])
            .map(({by, text}) => `${by}: ${text}`)
            .toSorted(),
        {timeout: 60_000},
      )
      .toEqual(PEOPLE.map((name) => `${name}: Kept by ${name}.`).toSorted());
    const snoozed = () => store.page({filter: {snoozed: true}, sort: 'id'}, 0, 5).map(({id}) => id);
    await expect.poll(snoozed, {timeout: 60_000}).toEqual([TICKETS[2]]);
  }
  // Each note went out once, and the desk knows of each once.
  const notes = sandbox.ticket(TICKETS[1])?.notes.map(({text}) => text) ?? [];
  expect(notes.filter((text) => text.startsWith('Sent by')).toSorted()).toEqual(
    PEOPLE.map((name) => `Sent by ${name}.`).toSorted(),
  );
  const sent = "SELECT who FROM casedeck.ops WHERE kind = 'sent' ORDER BY who";
  await expect.poll(() => server.sql(sent), {timeout: 60_000}).toBe('aki\njon\nmara');
  expect(
    server.sql('SELECT count(*) FROM (SELECT id FROM casedeck.ops GROUP BY id HAVING count(*) > 1) twice'),
  ).toBe('0');

  // As often as one console would ask for the list, whatever time that took; five would ask five times as often.
  await expect.poll(() => lists() - listsBefore, {timeout: 60_000}).toBeGreaterThan(10);
  const passes = (performance.now() - begun) / LIST_MS;
  expect(lists() - listsBefore).toBeLessThan(2.5 * passes + 5);
});
