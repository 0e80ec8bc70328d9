import {randomBytes, randomUUID} from 'node:crypto';
import {chownSync} from 'node:fs';
import {afterAll, beforeAll, expect, onTestFinished} from 'vitest';
import {deskStatements, DESK_VERSION, ROLE_STATEMENTS} from '../../src/team/desk-schema.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';
import {often} from '../support/long.ts';
import {needing} from '../support/needs.ts';
import {startCuttingProxy} from './support/cutting-proxy.ts';
import {joinDesk, type DeskMember, type MemberOptions} from './support/desk-member.ts';
import {postgres, startPostgres, type Server} from './support/postgres.ts';
import {canMount, mountSmallDisk} from './support/small-disk.ts';

const {test, why} = await needing(postgres);
const small = await needing(postgres, () => (canMount() ? undefined : 'no file system may be mounted'));

let server: Server;
beforeAll(async () => {
  if (why !== '') return;
  server = await startPostgres();
  server.sql(ROLE_STATEMENTS);
  server.sql(deskStatements({roles: true}));
});
afterAll(async () => await server?.remove());

const CASE = '11150929';

function join(options: Omit<MemberOptions, 'url'> & {readonly url?: string}): DeskMember {
  const member = joinDesk({url: server.url, isHasty: true, ...options});
  onTestFinished(() => member.end());
  return member;
}

const isTogether = ({sync}: DeskMember) => sync.status().state === 'together';
const remarks = ({store}: DeskMember) => store.remarksOf(CASE).map(({text}): string => text);
const remark = ({store}: DeskMember, text: string) =>
  void store.addRemark({ticketId: CASE, text: toSafeText(text)}, Date.now());
const onDesk = (room: string) =>
  server.sql(`SELECT count(*), count(DISTINCT id) FROM casedeck.ops WHERE room = '${room}'`);

/** From the greeting over joining, reading and writing to where only hints would come. */
const CUTS = [0, 20, 150, 400, 480, 560, 700, 900, 1100, 1300, 1600, 2000, 2600, 3400];
const ROUNDS = often(1, 4);

test(`a line that breaks in every phase: nothing is lost, nothing is there twice, and it stays in order${why}`, async () => {
  const room = 'cuts';
  const proxy = await startCuttingProxy(server.port);
  onTestFinished(() => proxy.close());
  const jon = join({name: 'jon', room});
  await expect.poll(() => isTogether(jon)).toBe(true);
  // Mara joins over the bad line.
  const limits = CUTS.flatMap((bytes) => Array.from({length: ROUNDS}, (_, round) => bytes + 37 * round));
  proxy.cutAfter(limits);
  const mara = join({name: 'mara', room, url: `postgresql://owner@127.0.0.1:${proxy.port}/casedeck`});
  const [said, heard]: [string[], string[]] = [[], []];
  for (let number = 1; number <= 30; number += 1) {
    const before = proxy.cuts();
    said.push(`Mara ${number}`);
    remark(mara, `Mara ${number}`);
    if (number % 3 === 0) {
      heard.push(`Jon ${number}`);
      remark(jon, `Jon ${number}`);
    }
    if (number % 10 === 0) mara.store.claim(`${CASE}-${number}`, 'claim', Date.now());
    await expect
      .poll(() => proxy.cuts() > before || remarks(jon).includes(`Mara ${number}`), {timeout: 30_000})
      .toBe(true);
  }
  expect(proxy.cuts()).toBeGreaterThan(CUTS.length / 2);
  proxy.heal();
  await expect.poll(() => onDesk(room), {timeout: 30_000}).toBe('43|43');
  for (const member of [mara, jon])
    await expect
      .poll(() => remarks(member).toSorted(), {timeout: 30_000})
      .toEqual([...said, ...heard].toSorted());
  const order = server.sql(
    `SELECT body::json->>'text' FROM casedeck.ops WHERE room = '${room}' AND kind = 'remark' AND who = 'mara' ORDER BY seq`,
  );
  expect(order.split('\n')).toEqual(said);
  expect(jon.store.claimsOf(`${CASE}-30`).map(({by}) => by)).toEqual(['mara']);
});

test(`a deed that does not fit on the desk holds up nothing that comes after it${why}`, async () => {
  const room = 'unfit';
  const [mara, jon] = [join({name: 'mara', room}), join({name: 'jon', room})];
  await expect.poll(() => isTogether(mara) && isTogether(jon)).toBe(true);
  const text = toSafeText('x'.repeat(1_100_000));
  // Written by a version that knew no limit.
  const op = {kind: 'remark', ticketId: CASE, remark: randomUUID(), text} as const;
  mara.store.queueOp({id: randomUUID(), op, at: Date.now()});
  remark(mara, 'After it.');
  await expect.poll(() => remarks(jon), {timeout: 30_000}).toEqual(['After it.']);
  expect(mara.store.queuedOps(9)).toEqual([]);
  expect(isTogether(mara)).toBe(true);
});

test(`a cable that is pulled tells nobody: the desk counts as away, and what was done meanwhile arrives once${why}`, async () => {
  const room = 'pulled';
  const proxy = await startCuttingProxy(server.port);
  onTestFinished(() => proxy.close());
  const mara = join({name: 'mara', room, url: `postgresql://owner@127.0.0.1:${proxy.port}/casedeck`});
  const jon = join({name: 'jon', room});
  await expect.poll(() => isTogether(mara) && isTogether(jon)).toBe(true);
  proxy.pull();
  remark(mara, 'Written into a dead line.');
  await expect.poll(() => mara.sync.status().state, {timeout: 60_000}).toBe('apart');
  expect(mara.sync.status().error?.message).toContain("The team's desk");
  proxy.heal();
  await expect.poll(() => remarks(jon), {timeout: 60_000}).toEqual(['Written into a dead line.']);
  expect(onDesk(room)).toBe('1|1');
});

small.test(
  `a server whose disk is full says so; what waits is delivered once when there is room${small.why}`,
  async () => {
    const room = 'full';
    const disk = mountSmallDisk(24, server.folder);
    if (disk === undefined) throw new Error('no disk');
    onTestFinished(() => disk.remove());
    chownSync(disk.folder, server.uid, -1);
    server.sql(`CREATE TABLESPACE small LOCATION '${disk.folder}'`);
    for (const table of ['ops', 'members', 'rooms', 'answers'])
      server.sql(`ALTER TABLE casedeck.${table} SET TABLESPACE small`);
    onTestFinished(() => {
      disk.free();
      for (const table of ['ops', 'members', 'rooms', 'answers'])
        server.sql(`ALTER TABLE casedeck.${table} SET TABLESPACE pg_default`);
      server.sql('DROP TABLESPACE small');
    });
    const [mara, jon] = [join({name: 'mara', room}), join({name: 'jon', room})];
    await expect.poll(() => isTogether(mara) && isTogether(jon)).toBe(true);
    disk.fill();
    // No server makes these smaller.
    const texts = Array.from({length: 8}, () => randomBytes(9000).toString('base64'));
    for (const text of texts) remark(mara, text);
    await expect
      .poll(() => mara.sync.status().error?.message ?? '', {timeout: 30_000})
      .toContain('has no space left on its disk');
    expect(remarks(mara).length).toBe(texts.length);
    disk.free();
    await expect.poll(() => remarks(jon).length, {timeout: 30_000}).toBe(texts.length);
    expect(onDesk(room)).toBe(`${texts.length}|${texts.length}`);
  },
);

test(`a desk of another version goes on, or says in words why not, and keeps what is meant for it${why}`, async () => {
  const room = 'versions';
  const about = (version: number, oldest: number) =>
    server.sql(`UPDATE casedeck.about SET version = ${version}, oldest = ${oldest}`);
  onTestFinished(() => void about(DESK_VERSION, 1));
  const mara = join({name: 'mara', room});
  await expect.poll(() => isTogether(mara)).toBe(true);
  const again = async (name: string, says: string) => {
    const member = join({name, room});
    member.store.claim(`${CASE}-${name}`, 'claim', Date.now());
    await expect.poll(() => member.sync.status().error?.message ?? '').toContain(says);
    expect(member.store.claimsOf(`${CASE}-${name}`).map(({by}) => by)).toEqual([name]);
    return member;
  };
  const kept = [];
  // Newer, and it says that it still understands us.
  about(DESK_VERSION + 5, 1);
  const jon = join({name: 'jon', room});
  await expect.poll(() => isTogether(jon)).toBe(true);
  about(DESK_VERSION + 5, DESK_VERSION + 1);
  kept.push(await again('aki', 'was made for a newer casedeck than this one'));
  about(0, 0);
  kept.push(await again('eve', 'which this casedeck no longer knows'));
  // Older by a function that this casedeck asks.
  about(DESK_VERSION, 1);
  server.sql('ALTER FUNCTION casedeck.pull RENAME TO pull_of_old');
  kept.push(await again('tom', 'has a desk of another version'));
  server.sql('ALTER FUNCTION casedeck.pull_of_old RENAME TO pull');
  for (const member of kept) await expect.poll(() => isTogether(member), {timeout: 30_000}).toBe(true);
  for (const name of ['aki', 'eve', 'tom'])
    await expect
      .poll(() => mara.store.claimsOf(`${CASE}-${name}`).map(({by}) => by), {timeout: 20_000})
      .toEqual([name]);
  expect(onDesk(room)).toBe('3|3');
});
