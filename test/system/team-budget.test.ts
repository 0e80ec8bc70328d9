import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
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

const CASE = '11150929';
const CONSOLES = often(4, 8);

test(`several consoles ask the service as often as one: also for notices, questions of orders, other orders and e-mails${why}`, async () => {
  const {sandbox, home, env} = await prepareCasedeck({
    config: `[refresh]\nlist = "2s"\nnotices = "2s"\n[orders]\nshow = true\n[team]\nurl = "${server.url}"\nname = "m0"\n`,
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
  await pause(3000);
  sandbox.clearLog();
  const begun = performance.now();
  const others: Opened[] = [];
  for (let number = 1; number < CONSOLES; number += 1) others.push(await open(envOf(`m${number}`), CASE));
  const ids = first.store.notices().map(({notice}) => notice.id);
  const open1 = first.store.count({filter: {}});
  for (const {store, team} of others) {
    await expect.poll(() => team.status().state, {timeout: 60_000}).toBe('together');
    await expect.poll(() => store.count({filter: {}}), {timeout: 60_000}).toBe(open1);
    await expect.poll(() => store.notices().map(({notice}) => notice.id), {timeout: 60_000}).toEqual(ids);
    await expect.poll(() => store.missingEmails(CASE).length, {timeout: 60_000}).toBe(0);
    expect(store.ticket(CASE)?.negotiations).toEqual(first.store.ticket(CASE)?.negotiations);
  }
  await expect.poll(() => count('searchNotices'), {timeout: 60_000}).toBeGreaterThan(3);
  const passes = (performance.now() - begun) / 2000 + 1;
  // A page, and at most an e-mail, for each console that starts with nothing; everything else is one console's.
  expect(count('searchNotices')).toBeLessThanOrEqual(1.2 * passes + 1);
  expect(count('searchOrders')).toBeLessThanOrEqual(1.2 * passes + 2 * CONSOLES);
  expect(count('getEmail')).toBeLessThan(CONSOLES);
  expect(count('listNegotiations')).toBeLessThanOrEqual(5);
});
