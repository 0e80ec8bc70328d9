import {existsSync, readdirSync} from 'node:fs';
import {AppError} from '../../../errors.ts';
import {itemText} from '../../../console/last-sends.ts';
import {databaseFile, type Paths} from '../../../settings/paths.ts';
import {warning, type Check} from './check.ts';

const ENDING = '.db';

/**
 * What is still stored for profiles that the configuration no longer names: no other command shows it, because `all`
 * means the named ones (`known`). A store that cannot be read is left out.
 */
export async function checkLeftStores(
  paths: Pick<Paths, 'state'>,
  known: readonly string[],
): Promise<readonly Check[]> {
  if (!existsSync(paths.state)) return [];
  const names = readdirSync(paths.state)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .filter((name) => !known.includes(name));
  const found = await Promise.all(names.map(async (name) => ({name, left: await textsLeft(paths, name)})));
  return found.flatMap(({name, left}) =>
    left === undefined
      ? []
      : [
          warning(
            'Left behind',
            `the profile "${name}" is no longer configured, and its store still holds ${left}`,
            `"casedeck --profile ${name} drafts" lists drafts, "casedeck --profile ${name}" shows everything.`,
          ),
        ],
  );
}

/** Such as `2 drafts, and a note that was not sent`; undefined where nothing would be missed. */
async function textsLeft(paths: Pick<Paths, 'state'>, name: string): Promise<string | undefined> {
  const {openStore} = await import('../../../store/open-store.ts');
  try {
    const store = openStore({file: databaseFile(paths, name)});
    try {
      const drafts = store.drafts().length;
      const unsent = store.outbox(['queued', 'held', 'failed', 'unknown']);
      const parts = [
        ...(drafts === 0 ? [] : [drafts === 1 ? 'a draft' : `${String(drafts)} drafts`]),
        ...(unsent.length === 0 ? [] : [`${itemText(unsent)} not sent`]),
      ];
      return parts.length === 0 ? undefined : parts.join(', and ');
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
