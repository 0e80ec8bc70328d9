import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {editorCommand, editText} from '../../src/console/edit-text.ts';
import {describeError} from '../../src/errors.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'casedeck edit-'));
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

const lend = <T>(run: () => Promise<T>) => run();
const PATH = process.env['PATH'];

/** An editor that notes its arguments and its environment, and adds a line to the text. */
function editor(): string {
  const file = join(home, 'my editor');
  const script = `printf '%s\\n' "$@" > '${home}/arguments'\nenv > '${home}/environment'\nfor last; do :; done\necho changed >> "$last"\n`;
  writeFileSync(file, `#!/bin/sh\n${script}`);
  chmodSync(file, 0o700);
  return file;
}

test('the editor of the configuration is a list of arguments, and no shell reads it', async () => {
  const command = [editor(), '--wait', `$(touch '${home}/shell')`, ';', 'x y'];
  expect(await editText('before\n', 'note-1', {env: {PATH}, lend, editor: command})).toBe('before\nchanged');
  const args = readFileSync(join(home, 'arguments'), 'utf8').split('\n');
  expect(args.slice(0, 4)).toEqual(['--wait', `$(touch '${home}/shell')`, ';', 'x y']);
  expect(existsSync(join(home, 'shell'))).toBe(false);
});

test('VISUAL comes before EDITOR, with arguments and quotes as a shell reads them, and without our secrets', async () => {
  const env = {
    PATH,
    VISUAL: `'${editor()}' --wait "two words"`,
    EDITOR: 'false',
    EQUINIX_API_CLIENTSECRET: 'hunter2',
    EQUINIX_API_TOKEN: 'hunter3',
    CASEDECK_PASSPHRASE_FILE: '/nowhere',
  };
  expect(await editText('', 'note-1', {env, lend})).toBe('changed');
  expect(readFileSync(join(home, 'arguments'), 'utf8').split('\n').slice(0, 2)).toEqual([
    '--wait',
    'two words',
  ]);
  expect(readFileSync(join(home, 'environment'), 'utf8')).not.toMatch(/hunter|PASSPHRASE/);
});

test.each([
  [['no-such-editor-here', '--wait'], 'was not found'],
  [['false'], 'ended with code 1'],
])('an editor that fails (%j) keeps the text and says where it is', async (command, words) => {
  const failed = await editText('text', 'note-1', {env: {PATH}, lend, editor: command}).catch(
    (error: unknown) => error,
  );
  const {title, hint} = describeError(failed);
  expect(title).toContain(words);
  const file = / in (\S+\.txt)/.exec(hint ?? '')?.[1] ?? '';
  expect(readFileSync(file, 'utf8')).toBe('text');
  rmSync(join(file, '..'), {recursive: true});
});

test('on Windows an editor is a path with backslashes, and with blanks where it stands in quotes', () => {
  expect(editorCommand('"C:\\Program Files\\Vim\\vim.exe" -n', 'win32')).toEqual([
    'C:\\Program Files\\Vim\\vim.exe',
    '-n',
  ]);
  expect(editorCommand('notepad', 'win32')).toEqual(['notepad']);
});
