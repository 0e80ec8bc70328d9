import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {TicketBeginning} from '../domain/new-ticket/ticket-like.ts';
import {AppError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {parseTicketFile} from './ticket-file.ts';

/** A new ticket to begin with. */
export type TicketTemplate = TicketBeginning & {readonly name: string};

const ENDING = /\.(?:ya?ml|json)$/i;
const MOST_FILES = 200;

const SHIPPED: readonly TicketTemplate[] = [
  {
    name: 'cross connect down',
    text: `The cross connect {asset} has no light since {since}.

- Our side: device {device}, port {port}; receive level {level} dBm, the optic was exchanged: {yes or no}
- The other side: {who}

Please measure the light at our panel and at theirs, and tell us both values before anything is moved.`,
    fields: {code: '0000-0000'},
  },
  {
    name: 'feed lost',
    text: `Cabinet {cabinet} has lost feed {A or B} since {since}; the other feed carries the load.

Please look at the breaker, and do not reset it before we have answered. A photo of the PDU display helps.`,
    fields: {code: '0002-0001'},
  },
  {
    name: 'cage door',
    text: `The door of our cage does not {open or lock} since {since}.

Please secure it until it is mended, and tell us who was there.`,
    fields: {code: '0005-0001'},
  },
];

/**
 * The shipped templates of new tickets and the files `*.yaml`, `*.yml` and `*.json` of `folder`, by name, each as
 * `casedeck create --file` takes it. A file takes the place of a shipped one of its name. Throws an AppError `config`
 * that names the file which cannot be used.
 */
export async function readTicketTemplates(folder: string): Promise<readonly TicketTemplate[]> {
  const own = await Promise.all((await filesOf(folder)).map((file) => readOne(folder, file)));
  const byName = new Map([...SHIPPED, ...own].map((template) => [template.name, template]));
  return [...byName.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => ENDING.test(name) && !name.startsWith('.')).slice(0, MOST_FILES);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unusable(folder, error);
  }
}

async function readOne(folder: string, file: string): Promise<TicketTemplate> {
  const path = join(folder, file);
  try {
    const {form} = await parseTicketFile(await readFile(path, 'utf8'), 'The file');
    const {description = '', ...fields} = form;
    const name = toSafeLine(file.replace(ENDING, '').replaceAll(/[-_]+/g, ' ')).toLowerCase();
    return {name, text: description, fields: Object.fromEntries(Object.entries(fields))};
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): AppError {
  const fields =
    error instanceof AppError ? error.fields.map(({field, problem}) => `${field} ${problem}`) : [];
  const why = [error instanceof Error ? error.message : String(error), ...fields].join(' ');
  return new AppError('config', `The template ${toSafeLine(path)} cannot be used: ${toSafeLine(why)}`, {
    hint: 'Mend or remove it; the form is unchanged.',
    cause: error,
  });
}
