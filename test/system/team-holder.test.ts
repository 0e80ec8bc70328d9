import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, onTestFinished} from 'vitest';
import {deskStatements, ROLE_STATEMENTS} from '../../src/team/desk-schema.ts';
import {often} from '../support/long.ts';
import {needing} from '../support/needs.ts';
import {joinDesk} from './support/desk-member.ts';
import {postgres, startPostgres, type Server} from './support/postgres.ts';

const {test, why} = await needing(postgres);
const SCRIPT = fileURLToPath(new URL('support/desk-process.ts', import.meta.url));

let server: Server | undefined;
beforeAll(async () => {
  if (why !== '') return;
  server = await startPostgres();
  server.sql(ROLE_STATEMENTS);
  server.sql(deskStatements({roles: true}));
});
afterAll(async () => await server?.remove());

type Member = {readonly name: string; readonly process: ChildProcess; isAsking: boolean};

const CASE = '11150929';
const LIMIT = 40_000;
const TIMES = often(2, 3, 50);

test(
  `whoever asks the service is killed: another one goes on, never two, and no private note is lost or there twice${why}`,
  {timeout: TIMES * 2 * LIMIT + 2 * LIMIT},
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'team-holder-'));
    const fileOf = (name: string) => join(folder, `${name}.db`);
    const said: string[] = [];
    const members = new Map<string, Member>();
    const start = (name: string) => {
      const args = [SCRIPT, server?.url ?? '', name, fileOf(name), CASE];
      const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'ignore']});
      onTestFinished(() => void child.kill('SIGKILL'));
      const member = {name, process: child, isAsking: false};
      members.set(name, member);
      createInterface(child.stdout).on('line', (line) => {
        if (line.startsWith('said ')) said.push(line.slice('said '.length));
        else member.isAsking = line === 'asks';
      });
    };
    const kill = async ({name, process: child}: Member) => {
      members.delete(name);
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    };
    const asking = () => [...members.values()].filter((member) => member.isAsking);
    const names = ['mara', 'jon', 'aki'];
    names.forEach(start);
    for (let round = 0; round < TIMES; round += 1) {
      await expect.poll(() => asking().length, {timeout: LIMIT}).toBe(1);
      const [victim] = asking();
      if (victim === undefined) throw new Error('nobody asks');
      await kill(victim);
      await expect.poll(() => asking().length, {timeout: LIMIT}).toBe(1);
      // The same person, with the database that the dead one left.
      start(victim.name);
    }
    const holder =
      'SELECT count(*) FROM casedeck.rooms WHERE holder_until > clock_timestamp() AND holder IS NOT NULL';
    expect(server?.sql(holder)).toBe('1');
    await Promise.all([...members.values()].map(kill));
    // What was kept when they were killed is delivered by whoever opens their databases next.
    for (const name of names) {
      const {store, end} = joinDesk({url: server?.url ?? '', name, room: 'holder', file: fileOf(name)});
      await expect.poll(() => store.queuedOps(1).length, {timeout: LIMIT}).toBe(0);
      await end();
    }
    const kept =
      server?.sql("SELECT body::json->>'text' FROM casedeck.ops WHERE kind = 'remark'").split('\n') ?? [];
    expect(new Set(kept).size).toBe(kept.length);
    expect(said.filter((text) => !kept.includes(text))).toEqual([]);
    expect(said.length).toBeGreaterThan(TIMES);
  },
);
