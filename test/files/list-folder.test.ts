import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {listFolder} from '../../src/files/list-folder.ts';
import {temporaryFolder} from '../store/temporary.ts';

test('folders first, hidden ones last; a file has a size, and a folder or a link to nowhere none', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'b10.txt'), 'twelve bytes');
  writeFileSync(join(folder, 'b9.txt'), '');
  writeFileSync(join(folder, '.hidden'), 'x');
  mkdirSync(join(folder, 'photos'));
  symlinkSync(join(folder, 'b10.txt'), join(folder, 'link'));
  symlinkSync(join(folder, 'gone'), join(folder, 'nowhere'));
  const {entries} = await listFolder(folder);
  expect(entries.map(({name, isFolder, size}) => [name, isFolder, size])).toEqual([
    ['photos', true, undefined],
    ['b9.txt', false, 0],
    ['b10.txt', false, 12],
    ['link', false, 12],
    ['nowhere', false, undefined],
    ['.hidden', false, 1],
  ]);
});

test('a folder with more than anybody scrolls through says how many are left out', async () => {
  const folder = temporaryFolder();
  for (let at = 0; at < 2003; at++) writeFileSync(join(folder, `${at}.txt`), '');
  const {entries, left} = await listFolder(folder);
  expect([entries.length, left]).toEqual([2000, 3]);
});
