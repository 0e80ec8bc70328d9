import type {NoteTemplate} from './shipped-templates.ts';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {AppError} from '../errors.ts';
import {toSafeLine, toSafeText} from '../text/safe/to-safe-text.ts';
import {SHIPPED_TEMPLATES} from './shipped-templates.ts';

const ENDING = /\.(?:txt|md)$/i;
const MOST_FILES = 200;
/** Five times what a note may hold; more is no template but a mistake. */
const MOST_BYTES = 20_000;

/**
 * The shipped templates and the files `*.txt` and `*.md` of `folder`, by name. A file takes the place of a
 * shipped one of its name (`light-levels.txt`); an empty file takes it away. Throws an AppError `config`
 * that names the file which cannot be read.
 */
export async function readTemplates(folder: string): Promise<readonly NoteTemplate[]> {
  const own = await Promise.all((await filesOf(folder)).map((file) => readTemplate(folder, file)));
  const byName = new Map([...SHIPPED_TEMPLATES, ...own].map((template) => [template.name, template]));
  return [...byName.values()]
    .filter((template) => template.text.trim() !== '')
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => ENDING.test(name) && !name.startsWith('.'))
      .toSorted()
      .slice(0, MOST_FILES);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cannotRead(folder, error);
  }
}

async function readTemplate(folder: string, file: string): Promise<NoteTemplate> {
  const path = join(folder, file);
  try {
    const {size} = await stat(path);
    if (size > MOST_BYTES) throw new Error(`it has ${size} bytes, and ${MOST_BYTES} are the most`);
    const text = toSafeText(await readFile(path, 'utf8')).trimEnd();
    return {name: toSafeLine(file.replace(ENDING, '').replaceAll(/[-_]+/g, ' ')).toLowerCase(), text};
  } catch (error) {
    throw cannotRead(path, error);
  }
}

function cannotRead(path: string, error: unknown): AppError {
  const why = error instanceof Error ? error.message : String(error);
  return new AppError('config', `The template ${toSafeLine(path)} cannot be read: ${toSafeLine(why)}`, {
    hint: 'Mend or remove it; the text that you are writing is unchanged.',
    cause: error,
  });
}
