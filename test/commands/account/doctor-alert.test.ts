import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {Check} from '../../../src/commands/account/doctor-checks/check.ts';
import {tryAlert, type TryAlert} from '../../../src/commands/account/doctor-checks/try-alert.ts';
import {runDoctor} from '../../../src/commands/account/doctor.ts';
import {testIo} from '../../support/test-io.ts';

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'casedeck-own-'));

const BELL = '\u0007';
const WORDS = 'casedeck: this is what an alert is like';

type Notify = TryAlert['settings']['notify'];

async function alert(notify: Partial<Notify>, host: Partial<TryAlert> = {}) {
  let written = '';
  const checks = await tryAlert({
    settings: {
      notify: {
        bell: true,
        desktop: 'off',
        command: undefined,
        on: ['action'],
        quiet: undefined,
        deadlineMs: 0,
        ...notify,
      },
    },
    env: {},
    write: (bytes) => void (written += bytes),
    isTty: true,
    now: new Date(2026, 4, 11, 3).getTime(),
    ...host,
  });
  const of = (name: string): Check | undefined => checks.find((check) => check.name === `Alerts${name}`);
  return {written, of};
}

test('it alerts once in the ways of the settings, and says which these are', async () => {
  const {written, of} = await alert({desktop: 'osc9', on: ['action', 'watched']});
  expect(written).toBe(`${BELL}\u001B]9;${WORDS}${BELL}`);
  expect(of('')?.words).toBe('told of: action, watched');
  expect(of(': bell')).toMatchObject({level: 'ok', words: 'rung now'});
  expect(of(': notice')).toMatchObject({level: 'ok', words: 'osc9 sent now'});
  expect(of(': quiet hours')?.level).toBe('ok');
});

test('OSC 777 goes through tmux', async () => {
  const {written, of} = await alert({bell: false, desktop: 'osc777'}, {env: {TMUX: '/tmp/tmux,1,0'}});
  expect(written).toMatch(/^\u001BPtmux;\u001B\u001B\]777;notify;.*\u001B\\$/);
  expect(of(': bell')?.words).toBe('off (notify.bell)');
  expect(of(': notice')?.words).toContain('through tmux');
});

test('within quiet hours it alerts all the same, and says how long the console is quiet', async () => {
  const {written, of} = await alert({quiet: '22:00-06:00'});
  expect(written).toBe(BELL);
  expect(of(': quiet hours')).toMatchObject({
    level: 'warning',
    words: expect.stringContaining('180 minutes more') as string,
  });
});

test('a program gets the words; one that fails is a failed check with what to do', async () => {
  const folder = temporaryFolder();
  const told = join(folder, 'told');
  const program = join(folder, 'tell.sh');
  writeFileSync(program, `#!/bin/sh\ncat > '${told}'\n`, {mode: 0o755});
  const env = {PATH: process.env['PATH'] ?? ''};
  expect((await alert({command: [program]}, {env})).of(': command')?.level).toBe('ok');
  expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual({words: WORDS, tickets: []});
  const {of} = await alert({command: [join(folder, 'gone')]}, {env});
  expect(of(': command')).toMatchObject({level: 'failed', mend: 'Mend notify.command in config.toml.'});
});

test('where no terminal hears it, nothing is written, and doctor --alert says so', async () => {
  const {written, of} = await alert({desktop: 'osc9'}, {isTty: false});
  expect(written).toBe('');
  expect(of(': bell')?.level).toBe('warning');
  let out = '';
  const env = {HOME: temporaryFolder(), LANG: 'C.UTF-8'};
  const io = testIo({env, out: (text) => void (out += text), err: () => {}});
  await runDoctor(io, {}, {json: true, alert: true});
  const {checks} = JSON.parse(out) as {checks: readonly Check[]};
  expect(checks.find(({name}) => name === 'Alerts: bell')).toMatchObject({
    level: 'warning',
    words: 'not tried: the output is no terminal',
  });
});
