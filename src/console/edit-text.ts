import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {EditorError} from '../errors.ts';
import {childEnv} from '../secrets/child-env.ts';
import type {Env} from '../settings/paths.ts';

type Lend = <T>(run: () => Promise<T>) => Promise<T>;

export type EditOptions = {
  readonly env: Env;
  readonly lend: Lend;
  /** Program and arguments from the configuration; without it VISUAL and EDITOR are looked at. */
  readonly editor?: readonly string[] | undefined;
};

/**
 * Opens `text` in the user's editor and returns what was saved. The file is private and removed afterwards, except when
 * the editor failed: then the message names its path, so that nothing is lost.
 */
export async function editText(
  text: string,
  name: string,
  {env, lend, editor}: EditOptions,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'casedeck-'));
  const file = join(folder, `${name.replaceAll(/[^\w-]/g, '_')}.txt`);
  await writeFile(file, text, {mode: 0o600});
  const command = editor ?? editorCommand(chosenEditor(env));
  const problem = await lend(() => runEditor(command, file, env));
  if (problem !== undefined) {
    const saved = await readBack(file).catch(() => text);
    const isChanged = saved !== text && saved.trim() !== '';
    throw new EditorError(`The editor "${nameOf(editor, env)}" ${problem}.`, isChanged ? saved : undefined, {
      hint: `${isChanged ? 'What it saved' : 'Your text, unchanged,'} is also in ${file}. Set VISUAL or EDITOR to another editor.`,
    });
  }
  const edited = await readBack(file);
  await rm(folder, {recursive: true, force: true});
  return edited;
}

/** Editors end the last line; the note need not. */
async function readBack(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).replace(/\r\n/g, '\n').replace(/\n$/, '');
}

function chosenEditor(env: Env, platform: NodeJS.Platform = process.platform): string {
  return env['VISUAL'] || env['EDITOR'] || (platform === 'win32' ? 'notepad' : 'vi');
}

/**
 * VISUAL and EDITOR may contain arguments and quotes, so a shell splits them, as git does. A plain program name needs
 * no shell, and a shell would be ended by a ctrl-c that is meant for the editor. Windows has no such shell, and its
 * paths have backslashes: there blanks outside of double quotes split the command.
 */
export function editorCommand(
  command: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  if (platform === 'win32')
    return (command.match(/(?:"[^"]*"|[^\s"])+/g) ?? []).map((word) => word.replaceAll('"', ''));
  if (!/[|&;<>()$`\\"'*?[#~=%{}]/.test(command)) return command.trim().split(/\s+/);
  return ['/bin/sh', '-c', `${command} "$@"`, command];
}

function nameOf(editor: readonly string[] | undefined, env: Env): string {
  return editor?.join(' ') ?? chosenEditor(env);
}

function runEditor(command: readonly string[], file: string, env: Env): Promise<string | undefined> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, [...args, file], {stdio: 'inherit', env: childEnv(env)});
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? 'was not found' : `could not be started (${error.message})`),
    );
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else if (code === 127) resolve('was not found');
      else resolve(signal === null ? `ended with code ${code}` : `was ended by ${signal}`);
    });
  });
}
