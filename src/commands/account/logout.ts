import {existsSync} from 'node:fs';
import {AppError} from '../../errors.ts';
import {databaseFile, resolvePaths} from '../../settings/paths.ts';
import {claimForRemoval, type Removal} from '../../store/database/remove-database.ts';
import {openStore} from '../../store/open-store.ts';
import {createSecrets, createStores, type Secrets} from '../../secrets/secrets.ts';
import {loadSettings} from '../../settings/settings.ts';
import {askYes} from '../ask.ts';
import type {Io} from '../../console/session/io.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';
import {printJson} from '../print-json.ts';

export type LogoutOptions = {
  readonly json?: boolean;
  /** Remove what was read with the credential, too. */
  readonly data?: boolean;
  readonly yes?: boolean;
};

/** `casedeck logout`: removes every trace of the profile's credential. Exit code 0, or 1 where one may be left. */
export async function runLogout(
  io: Io,
  {profile: name}: GlobalFlags,
  options: LogoutOptions,
): Promise<number> {
  const {env} = io;
  const paths = resolvePaths(env);
  const {profile} = await loadSettings({env, paths, profile: name});
  const database = databaseFile(paths, profile.name);
  if (options.data === true) await confirmLoss(io, database, options);
  // Before anything is removed: where a console is open, all stays as it is.
  const data = options.data === true ? claimForRemoval(database) : undefined;
  const stores = createStores({env, paths});
  const {removed, problems} = await removeAll(createSecrets({env, paths, profile, stores}), data);
  if (options.json === true) printJson(io, {profile: profile.name, removed, problems});
  for (const place of removed) io.note(`casedeck: Removed from ${place}.\n`);
  if (removed.length === 0) io.note(`casedeck: Nothing was kept for the profile "${profile.name}".\n`);
  for (const problem of problems) io.err(`casedeck: ${problem}\n`);
  if (options.data !== true && existsSync(database))
    io.note(`casedeck: The tickets that were read stay in ${database}; --data removes them too.\n`);
  return problems.length === 0 ? 0 : 1;
}

async function removeAll(secrets: Secrets, data: Removal | undefined): ReturnType<Secrets['logout']> {
  try {
    const result = await secrets.logout();
    data?.remove();
    return result;
  } finally {
    data?.end();
  }
}

/** What was typed and not sent is lost with the database: that takes a yes. */
async function confirmLoss(io: Io, database: string, {yes}: LogoutOptions): Promise<void> {
  if (!existsSync(database)) return;
  const store = openStore({file: database});
  const {drafts, outbox} = store.counts();
  store.close();
  if (yes === true || drafts + outbox === 0) return;
  const words = `${drafts} drafts and ${outbox} unsent items of this profile would be lost.`;
  if (!(await askYes(io, words, '--yes'))) throw new AppError('cancelled', 'Nothing was removed.');
}
