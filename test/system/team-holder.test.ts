import {spawn, type ChildProcess} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, onTestFinished} from 'vitest';
import {deskStatements, ROLE_STATEMENTS} from '../../src/team/desk-schema.ts';
import {often} from '../support/long.ts';
import {needing} from '../support/needs.ts';
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

type Member = {readonly process: ChildProcess; isAsking: boolean};

function start(name: string): Member {
  const child = spawn(process.execPath, [SCRIPT, server?.url ?? '', name], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const member = {process: child, isAsking: false};
  child.stdout.on('data', (bytes: Buffer) => {
    member.isAsking = bytes.toString().trim().split('\n').at(-1) === 'asks';
  });
  return member;
}

const LIMIT = 30_000;
const TIMES = often(1, 2, 50);

test(
  `whoever asks the service is killed: within half a minute another one asks, and never two${why}`,
  {timeout: TIMES * 2 * LIMIT + LIMIT},
  async () => {
    const members = new Set([start('mara'), start('jon'), start('aki')]);
    const asking = () => [...members].filter((member) => member.isAsking);
    for (let round = 0; round < TIMES; round += 1) {
      await expect.poll(() => asking().length, {timeout: LIMIT}).toBe(1);
      const [victim] = asking();
      if (victim === undefined) throw new Error('nobody asks');
      members.delete(victim);
      victim.process.kill('SIGKILL');
      members.add(start(`next-${round}`));
      await expect.poll(() => asking().length, {timeout: LIMIT}).toBe(1);
    }
    const holder =
      'SELECT count(*) FROM casedeck.rooms WHERE holder_until > clock_timestamp() AND holder IS NOT NULL';
    expect(server?.sql(holder)).toBe('1');
  },
);
