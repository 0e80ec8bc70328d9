import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {answerCompletion} from '../../../src/commands/scripts/completion/answer.ts';
import {SEARCHES} from '../../../src/domain/saved-search.ts';
import {openStore} from '../../../src/store/open-store.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';

const safe = toSafeText;

function home(config = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-answer-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  mkdirSync(join(folder, '.config/casedeck'), {recursive: true});
  if (config !== '') writeFileSync(join(folder, '.config/casedeck/config.toml'), config);
  return folder;
}

function fill(folder: string, profile: string, ids: readonly string[]): void {
  const store = openStore({file: join(folder, '.local/state/casedeck', `${profile}.db`)});
  const summaries = ids.map((id) => ({
    id: safe(id),
    kind: 'CASE' as const,
    status: safe('IN_PROGRESS'),
    ibx: [safe('LD8')],
    category: safe(`about\t${id}`),
  }));
  store.putSummaries(summaries, Date.now());
  store.close();
}

async function answers(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<readonly string[]> {
  let out = '';
  const code = await answerCompletion(args, {env: {HOME: folder, ...env}, out: (text) => void (out += text)});
  expect(code).toBe(0);
  return out.split('\n').filter((line) => line !== '');
}

test('ids that begin as typed, each with a word about it', async () => {
  const folder = home();
  fill(folder, 'default', ['11150929', '11150930', '22220000', '1-204976070699']);
  expect(await answers(folder, ['id', '1115'])).toEqual([
    '11150929\tIN_PROGRESS about 11150929',
    '11150930\tIN_PROGRESS about 11150930',
  ]);
  expect(await answers(folder, ['id', ''])).toHaveLength(4);
  expect(await answers(folder, ['id', '9'])).toEqual([]);
  expect(await answers(folder, ['ibx', 'l'])).toEqual(['LD8\t']);
});

test('nothing that a shell would act upon is ever offered', async () => {
  const folder = home();
  fill(folder, 'default', ['$(reboot)', '`reboot`', '1;reboot', "1'2", '1 2', '-rf', '12345678']);
  expect(await answers(folder, ['id', ''])).toEqual(['12345678\tIN_PROGRESS about 12345678']);
});

test('the profile is the one on the command line, else of the environment, else of the configuration', async () => {
  const folder = home('default_profile = "prod"\n');
  fill(folder, 'prod', ['10000001']);
  fill(folder, 'lab', ['10000002']);
  const ids = async (args: readonly string[], env?: Record<string, string>) =>
    (await answers(folder, ['id', '1', ...args], env)).map((line) => line.split('\t')[0]);
  expect(await ids([])).toEqual(['10000001']);
  expect(await ids([], {CASEDECK_PROFILE: 'lab'})).toEqual(['10000002']);
  expect(await ids(['lab'])).toEqual(['10000002']);
  expect(await ids(['none'])).toEqual([]);
  expect(await ids(['../../etc'])).toEqual([]);
});

test('views and profiles of the configuration are offered', async () => {
  const folder = home('[profiles.prod]\n[profiles.lab]\n[views.night]\nfilter = "status:action"\n');
  expect(
    (await answers(folder, ['profile', ''])).map((line) => line.replace(/\t.*/, '').trim()).toSorted(),
  ).toEqual(['all', 'lab', 'prod']);
  const views = (await answers(folder, ['view', ''])).map((line) => line.split('\t')[0]);
  expect(views).toContain('open');
  expect(views).toContain('night');
});

test('a view may have blanks and umlauts in its name, and so may a saved search; typed in quotes it is found, too', async () => {
  const folder = home('[views."Störungen heute"]\nfilter = "age:<1d"\n[views."$(reboot)"]\nfilter = "x"\n');
  const store = openStore({file: join(folder, '.local/state/casedeck', 'default.db')});
  const search = {name: 'Über Nacht', base: 'open', words: 'age:<8h'};
  store.setMeta(SEARCHES, JSON.stringify([search]));
  store.close();
  expect(await answers(folder, ['view', 'st'])).toEqual(['Störungen heute\tconfigured']);
  expect(await answers(folder, ['view', 'Störungen\\ h'])).toEqual(['Störungen heute\tconfigured']);
  expect(await answers(folder, ['view', '"Über'])).toEqual(['Über Nacht\tsaved']);
  expect((await answers(folder, ['view', ''])).join()).not.toContain('reboot');
});

test.each([['id'], ['view'], ['profile'], ['nonsense']])(
  'without a database or with a broken configuration %s fails quietly',
  async (kind) => {
    await answers(home(), [kind, '']);
    expect(await answers(home('this is = not = toml'), [kind, ''])).toEqual([]);
  },
);
