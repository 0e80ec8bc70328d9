import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {COMMANDS} from '../../src/keys/keymap.ts';
import {commandEntries, matchingEntries} from '../../src/screens/overlay/command-entries.ts';
import {openWorld, type ScreenWorld} from '../docs/screen-world.ts';
import {frameText} from '../support/frames/frame.ts';
import {openStage} from '../support/stage.ts';

let home: string;
let world: ScreenWorld;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-palette-'));
  world = await openWorld(home);
});
afterAll(async () => {
  await world.close();
  rmSync(home, {recursive: true, force: true});
});

const SIZE = {cols: 100, rows: 30, theme: {ascii: false, depth: '16'}} as const;

test('every command is listed, and one that cannot be run now says why', async () => {
  const stage = await openStage({services: world.open({isNew: false}), ...SIZE});
  const entries = commandEntries(stage.keys, ['list', 'main', 'always']);
  expect(entries.map(({command}) => command.id)).toEqual(COMMANDS.map(({id}) => id));
  const reasons = new Map(entries.map(({command, disabled}) => [command.id, disabled]));
  expect(reasons.get('move.down')).toBeUndefined();
  expect(reasons.get('mark.clear')).toBe('Nothing is marked.');
  expect(reasons.get('edit.newline')).toBe('Only while a text is written.');
  for (const {command, disabled} of entries)
    if (disabled !== undefined) expect(disabled, command.id).toMatch(/^[A-Z].*\.$/);
  await stage.close();
});

test('what is typed finds what can be run before what cannot', async () => {
  const stage = await openStage({services: world.open({isNew: false}), ...SIZE});
  const titles = (typed: string) =>
    matchingEntries(typed, commandEntries(stage.keys, ['list', 'main', 'always'])).map(
      ({command}) => command.title,
    );
  expect(titles('note')[0]).toMatch(/^Write a note/);
  expect(titles('marks away')).toEqual(['Take all marks away']);
  expect(titles('quote their')[0]).toMatch(/^Quote their note/);
  await stage.close();
});

test('what was run last from the palette comes first, also after the next start', async () => {
  const services = world.open({isNew: false});
  const first = await openStage({services, ...SIZE});
  for (const words of ['group by', 'times local']) {
    await first.run('palette');
    await first.type(words);
    await first.press('enter');
  }
  await first.close();
  const second = await openStage({services, ...SIZE});
  await second.run('palette');
  const rows = frameText(await second.frame()).split('\n');
  expect(rows.slice(3, 5)).toEqual([
    expect.stringContaining('Times: local, site, UTC'),
    expect.stringContaining('Group by IBX, by status, or not'),
  ]);
  await second.close();
});
