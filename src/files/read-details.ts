import {readFile, stat} from 'node:fs/promises';
import {AppError} from '../errors.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {unreadableFile} from './local-file.ts';

/** Details are a handful of fields. */
const MOST_BYTES = 1_000_000;

/** The fields of a JSON file, for the details of a new ticket. Throws an AppError `input`. */
export async function readDetails(path: string): Promise<Readonly<Record<string, unknown>>> {
  const value = parse(await readText(path), path);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return {...value};
  throw new AppError('input', `The file ${toSafeLine(path)} holds no fields with values.`, {hint: HINT});
}

const HINT = 'It must be a JSON object, such as {"callFromCage": true}.';

async function readText(path: string): Promise<string> {
  try {
    const {size} = await stat(path);
    if (size <= MOST_BYTES) return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadableFile(path, error);
  }
  throw new AppError('input', `The file ${toSafeLine(path)} is too long to be details.`, {hint: HINT});
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError('input', `The file ${toSafeLine(path)} is no JSON.`, {hint: HINT, cause: error});
  }
}
