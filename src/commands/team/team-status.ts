import type {Io} from '../../console/session/io.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';
import {ageShort, duration} from '../../text/time/dates.ts';
import {byteText} from '../../text/byte-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {table} from '../plain-text.ts';
import {printJson} from '../print-json.ts';
import {findDesk, withDatabase, type Question} from './desk-of.ts';

export type StatusOptions = {readonly json?: boolean};

const MEMBERS = `SELECT who, login, app, extract(epoch FROM clock_timestamp() - seen)::float8 * 1000 AS "ageMs",
  member = (SELECT holder FROM casedeck.rooms WHERE room = $1 AND holder_until > clock_timestamp()) AS "isAsking"
  FROM casedeck.members WHERE room = $1 ORDER BY seen DESC`;
const SIZES = `SELECT (SELECT version FROM casedeck.about) AS version,
  (SELECT count(*)::int FROM casedeck.ops WHERE room = $1) AS ops,
  (SELECT count(*)::int FROM casedeck.answers WHERE room = $1 AND kind = 'ticket') AS tickets,
  (SELECT sum(pg_total_relation_size(c.oid))::float8 FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = 'casedeck' AND c.relkind = 'r') AS bytes,
  (SELECT extract(epoch FROM clock_timestamp() - max(at))::float8 * 1000 FROM casedeck.answers WHERE room = $1) AS "lagMs"`;

type Member = {
  readonly name: string;
  readonly databaseUser: string;
  readonly version: string;
  /** Heard of within a minute. */
  readonly isThere: boolean;
  readonly isAsking: boolean;
  readonly ageMs: number;
};

/** `casedeck team status`: who is there, who asks the service, how old the desk's knowledge is, how large it is. */
export async function runTeamStatus(io: Io, flags: GlobalFlags, options: StatusOptions): Promise<number> {
  const found = await findDesk(io, flags);
  const {members, sizes} = await withDatabase(found, (ask) => read(ask, found.room));
  if (options.json === true) {
    printJson(io, {
      room: found.room,
      ...sizes,
      members: members.map(({ageMs, ...member}) => ({...member, seenSecondsAgo: Math.round(ageMs / 1000)})),
    });
    return 0;
  }
  io.out(
    table(
      ['NAME', 'SEEN', 'ASKS', 'DATABASE USER', 'CASEDECK'],
      members.map(({name, databaseUser, version, isThere, isAsking, ageMs}) => [
        name,
        isThere ? 'there' : `${ageShort(ageMs)} ago`,
        isAsking ? 'the service' : '',
        databaseUser,
        version,
      ]),
      io.stdout,
    ),
  );
  const {tickets, entries, bytes, lagSeconds} = sizes;
  const lag =
    lagSeconds === undefined
      ? 'nothing was read yet'
      : `last read ${duration(lagSeconds * 1000) ?? '0 min'} ago`;
  io.note(
    `casedeck: Room ${found.room} (${found.address.shown}): ${tickets} tickets, ${entries} entries, ${byteText(bytes)}, ${lag}.\n`,
  );
  return 0;
}

async function read(ask: Question, room: string) {
  const rows = await ask(MEMBERS, [room]);
  const [sizes] = await ask(SIZES, [room]);
  const members = rows.map((row): Member => {
    const ageMs = Number(row['ageMs']);
    return {
      name: lineOf(row['who']),
      databaseUser: lineOf(row['login']),
      version: lineOf(row['app']),
      isThere: ageMs < 60_000,
      isAsking: row['isAsking'] === true,
      ageMs,
    };
  });
  const lagMs = sizes?.['lagMs'];
  return {
    members,
    sizes: {
      deskVersion: Number(sizes?.['version']),
      tickets: Number(sizes?.['tickets']),
      entries: Number(sizes?.['ops']),
      bytes: Number(sizes?.['bytes']),
      lagSeconds: typeof lagMs === 'number' ? Math.max(0, Math.round(lagMs / 1000)) : undefined,
    },
  };
}

function lineOf(value: unknown): string {
  return typeof value === 'string' ? toSafeLine(value).slice(0, 64) : '';
}
