import type {Client} from 'pg';
import {loginName} from '../../console/session/platform.ts';
import {AppError} from '../../errors.ts';
import {resolvePaths} from '../../settings/paths.ts';
import {loadSettings} from '../../settings/settings.ts';
import type {Settings} from '../../settings/settings-types.ts';
import {deskAddress, type DeskAddress} from '../../team/connect/desk-address.ts';
import {deskError} from '../../team/connect/desk-errors.ts';
import {connect} from '../../team/connect/postgres-desk.ts';
import {roomOf} from '../../team/lazy-team.ts';
import type {Io} from '../../console/session/io.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';

/** Where the settings say that the desk is. */
export type FoundDesk = {
  readonly settings: Settings;
  readonly address: DeskAddress;
  readonly room: string;
};

/** Throws an AppError `config` where there is no team. */
export async function findDesk(io: Io, {profile, readOnly}: GlobalFlags): Promise<FoundDesk> {
  const paths = resolvePaths(io.env);
  const settings = await loadSettings({env: io.env, paths, profile, readOnly});
  return deskIn(settings, io);
}

/** The same from settings that are there. */
export function deskIn(settings: Settings, {env}: Pick<Io, 'env'>): FoundDesk {
  const {url, room} = settings.team;
  if (url === undefined)
    throw new AppError('config', 'No desk is set up: casedeck works alone.', {
      hint: 'Write [team] with url = "postgresql://HOST/DATABASE" into config.toml (docs/team.md).',
    });
  return {
    settings,
    address: deskAddress(url, env, loginName(env)),
    room: roomOf(room, settings.profile.endpoint),
  };
}

export type Question = (
  sql: string,
  params?: readonly unknown[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Asks the database directly; failures have words. */
export async function withDatabase<T>(
  {address}: Pick<FoundDesk, 'address'>,
  work: (ask: Question) => Promise<T>,
): Promise<T> {
  const client: Client = await connect(address);
  try {
    return await work(async (sql, params = []) => {
      try {
        // Several statements in one text give one result each; who sends them reads none.
        return (await client.query<Readonly<Record<string, unknown>>>(sql, [...params])).rows;
      } catch (error) {
        throw deskError(error, address.shown);
      }
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}
