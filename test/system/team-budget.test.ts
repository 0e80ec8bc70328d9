import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, onTestFinished} from 'vitest';
import {openServices, type Opened} from '../../src/console/session/open-services.ts';
import {createPlatform} from '../../src/console/session/platform.ts';
import {deskStatements, ROLE_STATEMENTS} from '../../src/team/desk-schema.ts';
import {often} from '../support/long.ts';
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

/** A console without its screen, which looks at one ticket. */
async function open(env: Readonly<Record<string, string | undefined>>, looksAt: string): Promise<Opened> {
  const services = await openServices({env, flags: {}, platform: createPlatform(env)});
  services.poller.start();
  services.poller.setVisible([looksAt]);
  onTestFinished(() => {
    services.poller.stop();
    services.store.close();
  });
  return services;
}

const LOOK_MS = 2000;
const CASE = '11150929';
const CONSOLES = often(4, 8);

test(`several consoles ask the service as often as one: also for notices, questions of orders, other orders and e-mails${why}`, async () => {
  const {sandbox, home, env} = await prepareCasedeck({
    config: `[refresh]\nlist = "${LOOK_MS / 1000}s"\nnotices = "${LOOK_MS / 1000}s"\n[orders]\nshow = true\n[team]\nurl = "${server.url}"\nname = "m0"\n`,
  });
  const folder = join(home, 'config', 'casedeck');
  const config = readFileSync(join(folder, 'config.toml'), 'utf8');
  const envOf = (name: string) => {
    const file = join(folder, `${name}.toml`);
    writeFileSync(file, config.replace('"m0"', `"${name}"`), {mode: 0o600});
    return {...env, CASEDECK_CONFIG: file, XDG_STATE_HOME: join(home, name)};
  };
  const count = (operation: string) => sandbox.log().filter((entry) => entry.operation === operation).length;
  const first = await open(envOf('m0'), CASE);
  await expect
    .poll(() => first.team.isAsking() && first.team.status().state, {timeout: 60_000})
    .toBe('together');
  await expect
    .poll(() => first.store.missingEmails(CASE).length === 0 && first.store.ticket(CASE) !== undefined)
    .toBe(true);
  // All that one console reads when it begins.
  await expect.poll(() => count('searchNotices')).toBeGreaterThan(2);
  await expect.poll(() => first.store.askedTickets(Date.now(), 1).length).toBe(0);
  sandbox.clearLog();
  const others: Opened[] = [];
  for (let number = 1; number < CONSOLES; number += 1) others.push(await open(envOf(`m${number}`), CASE));
  // The list of other orders may still be growing.
  const noticesOf = ({store}: Opened) => store.notices().map(({notice}) => notice.id);
  const countOf = ({store}: Opened) => store.count({filter: {}, sort: 'id'});
  for (const other of others) {
    const {store, team} = other;
    await expect.poll(() => team.status().state, {timeout: 60_000}).toBe('together');
    await expect.poll(() => countOf(other) - countOf(first), {timeout: 60_000}).toBe(0);
    await expect.poll(() => noticesOf(other).join(), {timeout: 60_000}).toBe(noticesOf(first).join());
    await expect.poll(() => store.missingEmails(CASE).length, {timeout: 60_000}).toBe(0);
    expect(store.ticket(CASE)?.negotiations).toEqual(first.store.ticket(CASE)?.negotiations);
  }
  // What another had read already came from the desk: at most one e-mail for each console, begun before the desk had answered.
  expect(count('getEmail')).toBeLessThan(CONSOLES);

  sandbox.clearLog();
  const begun = performance.now();
  await expect.poll(() => count('searchNotices'), {timeout: 120_000}).toBeGreaterThan(3 * CONSOLES);
  // Whatever time that took, one console asks so often; several would ask several times as often. On a starved machine each
  // newcomer waits in vain for the desk, and is on its way with a first look of its own.
  const passes = (performance.now() - begun) / LOOK_MS + 2;
  expect(count('searchNotices')).toBeLessThanOrEqual(1.3 * passes + CONSOLES);
  // The list, and that of other orders each fifth time.
  expect(count('searchOrders')).toBeLessThanOrEqual(1.6 * passes + CONSOLES);
  expect(count('listNegotiations')).toBeLessThan(CONSOLES + 2);
  expect(count('getEmail')).toBe(0);
});
