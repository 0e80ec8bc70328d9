import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, expect, onTestFinished} from 'vitest';
import {decodeTicket} from '../../src/api/decode/decode-ticket.ts';
import {deskStatements, ROLE_STATEMENTS} from '../../src/team/desk-schema.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';
import {often} from '../support/long.ts';
import {needing} from '../support/needs.ts';
import {joinDesk, type DeskMember, type MemberOptions} from './support/desk-member.ts';
import {pgbouncer, postgres, startPostgres, type Server} from './support/postgres.ts';

const {test, why} = await needing(postgres);
const pooled = await needing(postgres, pgbouncer);

let server: Server | undefined;
beforeAll(async () => {
  if (why !== '') return;
  server = await startPostgres();
  server.sql(ROLE_STATEMENTS);
  server.sql(deskStatements({roles: true}));
});
afterAll(async () => await server?.remove());

const CASE = '11150929';
const RAW = JSON.stringify({id: CASE, status: 'IN_PROGRESS', description: 'A card to be reseated.'});

function join(options: Omit<MemberOptions, 'url'> & {readonly url?: string}): DeskMember {
  const member = joinDesk({url: server?.url ?? '', ...options});
  onTestFinished(() => member.end());
  return member;
}

/** The service's answer, as the console that asks stores and shares it. */
function reads({store, sync}: DeskMember, raw: string): void {
  const ticket = decodeTicket(JSON.parse(raw), CASE);
  if (ticket === undefined) throw new Error('no ticket');
  store.putTicket(ticket, raw, Date.now());
  sync.mail.offerTicket(ticket, raw, Date.now());
  sync.nap.end();
}

const isTogether = ({sync}: DeskMember) => sync.status().state === 'together';
const holders = (members: readonly DeskMember[]) => members.filter(({sync}) => sync.isAsking());
const claims = ({store}: DeskMember) => store.claimsOf(CASE).map(({by}) => by);

test(`what one does and reads the others see, and one asks for all${why}`, async () => {
  const [mara, jon, aki] = [join({name: 'mara'}), join({name: 'jon'}), join({name: 'aki'})] as const;
  const all = [mara, jon, aki];
  await expect.poll(() => all.every(isTogether)).toBe(true);
  await expect.poll(() => holders(all).length).toBe(1);
  reads(mara, RAW);
  await expect.poll(() => jon.store.ticket(CASE)?.raw, {timeout: 5000}).toBe(RAW);
  mara.store.claim(CASE, 'claim', Date.now());
  jon.store.addRemark({ticketId: CASE, text: toSafeText('Parts at 6.')}, Date.now());
  await expect.poll(() => [claims(jon), claims(aki)], {timeout: 5000}).toEqual([['mara'], ['mara']]);
  await expect
    .poll(() => mara.store.remarksOf(CASE).map(({text}) => text), {timeout: 5000})
    .toEqual(['Parts at 6.']);
  jon.sync.setLookedAt([CASE]);
  const [asking] = holders(all);
  if (asking !== jon) await expect.poll(() => asking?.sync.wanted(), {timeout: 8000}).toContain(CASE);
  // Whoever asks goes home: another one goes on at once.
  await asking?.sync.stop();
  const others = all.filter((member) => member !== asking);
  await expect.poll(() => holders(others).length, {timeout: 20_000}).toBe(1);
});

test(`apart, both take a ticket: the earlier one by the database's clock has it, whatever the clocks of the two say${why}`, async () => {
  const room = 'apart';
  const mara = join({name: 'mara', room, clockAheadMs: 2 * 3_600_000});
  const jon = join({name: 'jon', room, clockAheadMs: -2 * 3_600_000});
  await expect.poll(() => isTogether(mara) && isTogether(jon)).toBe(true);
  await server?.stop();
  await expect
    .poll(() => [mara, jon].map(({sync}) => sync.status().state), {timeout: 20_000})
    .toEqual(['apart', 'apart']);
  expect(mara.sync.status().error?.message).toContain("The team's desk");
  mara.store.claim(CASE, 'claim', Date.now() + 2 * 3_600_000);
  await pause(1500);
  jon.store.claim(CASE, 'claim', Date.now() - 2 * 3_600_000);
  jon.store.claim('11150871', 'claim', Date.now() - 2 * 3_600_000);
  jon.store.claim('11150871', 'release', Date.now() - 2 * 3_600_000);
  await server?.start();
  await expect
    .poll(() => [claims(mara), claims(jon)], {timeout: 45_000})
    .toEqual([
      ['mara', 'jon'],
      ['mara', 'jon'],
    ]);
  expect(mara.store.claimsOf('11150871')).toEqual([]);
  expect(server?.sql(`SELECT count(*), count(DISTINCT id) FROM casedeck.ops WHERE room = '${room}'`)).toBe(
    '4|4',
  );
});

test(`rows of hostile members, and of newer versions, harm nobody${why}`, async () => {
  const room = 'hostile';
  const mara = join({name: 'mara', room});
  await expect.poll(() => isTogether(mara)).toBe(true);
  const op = (kind: string, body: string, who = 'eve', version = 1) =>
    server?.sql(
      `SELECT casedeck.put('${room}', gen_random_uuid(), '${who}', ARRAY[gen_random_uuid()], ARRAY['${kind}'], ARRAY['${CASE}'], ARRAY[0::float8], ARRAY[${version}], ARRAY[$x$${body}$x$])`,
    );
  op('remark', '{"remark":"r-1","text":"\\u001b]0;owned\\u0007 red"}');
  op('remark', '{"remark":1,"text":{}}');
  op('remark', 'no json');
  op('give', '{"to":"me"}');
  op('snooze', '{"until":1e300}');
  op('sent', '{"sha256":"x"}');
  op('dance', '{}');
  op('claim', '{}', 'nobody');
  op('claim', '{}', 'future', 99);
  server?.sql(
    `SELECT casedeck.share('${room}', 'eve', ARRAY['ticket'], ARRAY['${CASE}'], ARRAY[0::float8], ARRAY['{"id": {'], ARRAY['${CASE}'], ARRAY[false])`,
  );
  op('claim', '{}', 'jon');
  await expect.poll(() => claims(mara), {timeout: 8000}).toEqual(['jon']);
  expect(mara.store.remarksOf(CASE).map(({text}) => text)).toEqual([' red']);
  expect(isTogether(mara)).toBe(true);
  expect(() => server?.sql(`SET ROLE casedeck_member; DELETE FROM casedeck.ops`)).toThrow(
    'permission denied',
  );
  expect(() => server?.sql(`SET ROLE casedeck_reader; SELECT casedeck.retain('${room}', 90)`)).toThrow(
    'permission denied',
  );
});

/** How long each member took to learn of each of some changes, in milliseconds, in rising order. */
async function latencies(members: readonly DeskMember[], changes: number): Promise<readonly number[]> {
  const [first] = members;
  if (first === undefined) return [];
  const found: number[] = [];
  for (let round = 0; round < changes; round += 1) {
    const ticketId = `case-${round}-${members.length}`;
    // All have just looked: what came now would wait longest.
    await pause(2000 * Math.random());
    const begun = performance.now();
    first.store.claim(ticketId, 'claim', Date.now());
    const waiting = new Set(members.slice(1));
    while (waiting.size > 0 && performance.now() - begun < 30_000) {
      await pause(25);
      for (const member of waiting)
        if (member.store.claimsOf(ticketId).length > 0) {
          waiting.delete(member);
          found.push(performance.now() - begun);
        }
    }
    found.push(...[...waiting].map(() => Infinity));
  }
  return found.toSorted((one, other) => one - other);
}

/** All in one process, and the server beside them on the same processors. */
const JOIN_MS = often(60_000, 90_000, 180_000);
const COUNT = often(12, 40, 200);

async function crowd(url: string, room: string): Promise<string> {
  const members = Array.from({length: COUNT}, (_, index) => join({name: `m${index}`, url, room}));
  await expect.poll(() => members.every(isTogether), {timeout: JOIN_MS}).toBe(true);
  await expect.poll(() => holders(members).length, {timeout: 20_000}).toBe(1);
  const times = await latencies(members, 5);
  const at = (part: number) => Math.round(times[Math.floor((times.length - 1) * part)] ?? Infinity);
  expect(times.every((time) => time < 30_000)).toBe(true);
  expect(holders(members).length).toBe(1);
  return `${COUNT} members: median ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`;
}

test(`a crowd learns of every change, over connections that are told${why}`, async () => {
  // oxlint-disable-next-line no-console -- the figures in docs/team.md
  console.info(`straight, ${await crowd(server?.url ?? '', 'crowd')}`);
});

pooled.test(
  `a crowd learns of every change through a pooler that delivers no hints${pooled.why}`,
  async () => {
    const url = (await server?.startPooler(20)) ?? '';
    // oxlint-disable-next-line no-console -- the figures in docs/team.md
    console.info(`PgBouncer, ${await crowd(url, 'pooled')}`);
  },
);
