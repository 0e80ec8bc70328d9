import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, expect, onTestFinished, test} from 'vitest';
import {LIMITS} from '../../src/domain/limits.ts';
import {SHIPPED_TEMPLATES} from '../../src/settings/shipped-templates.ts';
import {readTemplates} from '../../src/settings/templates.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casedeck-templates-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
});

test('without a folder there are the shipped ones', async () => {
  const templates = await readTemplates(join(folder, 'none'));
  expect(templates.map((template) => template.name)).toEqual(
    SHIPPED_TEMPLATES.map(({name}) => name).toSorted(),
  );
});

test('a shipped template leaves room in a note, and names its placeholders alike', () => {
  for (const {text} of SHIPPED_TEMPLATES) {
    expect(text.length).toBeLessThan(LIMITS.noteText.max / 3);
    expect(text).toMatch(/\{[a-z_]+\}/);
    expect(text.replaceAll(/\{[a-z][a-z_]*\}/g, '')).not.toMatch(/[{}]/);
  }
});

test("own files come by their names, and take a shipped one's place or take it away", async () => {
  writeFileSync(join(folder, 'Swap-a-disk.md'), 'Disk {slot}\r\nplease\r\n');
  writeFileSync(join(folder, 'light-levels.txt'), 'Ours.');
  writeFileSync(join(folder, 'reseat.txt'), '\n');
  writeFileSync(join(folder, 'notes.toml'), 'no template');
  writeFileSync(join(folder, '.hidden.txt'), 'no template');
  const templates = await readTemplates(folder);
  const texts = new Map(templates.map(({name, text}) => [name, text]));
  expect(texts.get('swap a disk')).toBe('Disk {slot}\nplease');
  expect(texts.get('light levels')).toBe('Ours.');
  expect(texts.has('reseat')).toBe(false);
  expect(texts.size).toBe(SHIPPED_TEMPLATES.length);
});

test('controls in a file do not reach the screen', async () => {
  writeFileSync(join(folder, 'evil.txt'), '\u001B]52;c;eA==\u0007hello');
  const evil = (await readTemplates(folder)).find(({name}) => name === 'evil');
  // oxlint-disable-next-line no-control-regex -- that is the point
  expect(evil?.text).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
});

test('what cannot be read is named', async () => {
  mkdirSync(join(folder, 'folder.txt'));
  await expect(readTemplates(folder)).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringContaining('folder.txt') as string,
  });
  rmSync(join(folder, 'folder.txt'), {recursive: true});
  writeFileSync(join(folder, 'huge.txt'), 'x'.repeat(20_001));
  await expect(readTemplates(folder)).rejects.toThrow('it has 20001 bytes, and 20000 are the most');
});
