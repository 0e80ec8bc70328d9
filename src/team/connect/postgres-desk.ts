import type {Client as PgClient, ClientConfig} from 'pg';
import {randomUUID} from 'node:crypto';
import {AppError} from '../../errors.ts';
import {bodyOf, OP_VERSION, type BeatAnswer, type Desk, type DeskRow, type DeskSeat} from '../desk.ts';
import {DESK_OLDEST, DESK_VERSION} from '../desk-schema.ts';
import type {DeskAddress} from './desk-address.ts';
import {deskError} from './desk-errors.ts';
import {filePassword} from './password-file.ts';

const CONNECT_MS = 10_000;
/** Behind the screen nobody waits, and a server that is busy would only begin again. */
const PATIENT_MS = 20_000;
const ANSWER_MS = 15_000;
/** A server that hears LISTEN answers its own hint within this time. */
const HINT_MS = 2000;
const MOST_ROWS = 200;

/** One connection to the database. Rejects with an AppError. */
export async function connect(address: DeskAddress, withinMs = CONNECT_MS): Promise<PgClient> {
  // Only here: who works alone never loads it.
  const {default: pg} = await import('pg');
  const {host, port, database, user, password, ssl} = address;
  const config: ClientConfig = {
    host,
    port,
    database,
    user,
    ssl,
    password: password ?? (() => filePassword(address)),
    application_name: `casedeck/${CASEDECK_VERSION}`,
    connectionTimeoutMillis: withinMs,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const client = new pg.Client(config);
  // Without a listener a lost connection would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    end(client);
    throw deskError(error, address.shown);
  }
}

/** Ends it without waiting for a server that may be gone. */
function end(client: PgClient): void {
  client.end().catch(() => undefined);
}

export type OpenDesk = {
  readonly address: DeskAddress;
  readonly seat: DeskSeat;
  /** Listens for hints; false where a connection is only meant to be short. */
  readonly listens: boolean;
};

/** Opens a room of the desk. Rejects with an AppError where it cannot be reached, is none, or is of a version that we do not know. */
export async function openPostgresDesk({address, seat, listens}: OpenDesk): Promise<Desk> {
  const client = await connect(address, PATIENT_MS);
  const ask = async (sql: string, params: readonly unknown[] = []): Promise<readonly DeskRow[]> => {
    try {
      return (await client.query<DeskRow>(sql, [...params])).rows;
    } catch (error) {
      throw deskError(error, address.shown);
    }
  };
  try {
    const {id, isStraight} = await greet(client, ask);
    client.on('error', (error) => seat.onLost(deskError(error, address.shown)));
    client.on('end', () => seat.onLost(deskError(new Error('the connection ended'), address.shown)));
    const tells = listens && (await hears({client, seat, ask, address, isStraight}));
    return {id, tells, ...questions(ask, seat), close: () => client.end().catch(() => undefined)};
  } catch (error) {
    end(client);
    throw deskError(error, address.shown);
  }
}

type Ask = (sql: string, params?: readonly unknown[]) => Promise<readonly DeskRow[]>;

type Greeting = {
  /** Which desk it is. */
  readonly id: string;
  /** No pooler is between: with one, the process that answers is not the one that its greeting named. */
  readonly isStraight: boolean;
};

/** Throws where one of the two is too old for the other. */
async function greet({processID}: PgClient & {readonly processID?: unknown}, ask: Ask): Promise<Greeting> {
  const [about] = await ask(
    'SELECT desk::text, version, oldest, pg_backend_pid() AS process FROM casedeck.about',
  );
  const [version, oldest] = [Number(about?.['version']), Number(about?.['oldest'])];
  if (!(version >= DESK_OLDEST))
    throw new AppError(
      'config',
      `The team's desk is of version ${version}, which this casedeck no longer knows.`,
      {
        hint: '"casedeck team init" brings it up to date.',
      },
    );
  if (oldest > DESK_VERSION)
    throw new AppError('config', "The team's desk was made for a newer casedeck than this one.", {
      hint: 'Update casedeck; until then it works as alone.',
    });
  const isStraight = typeof processID === 'number' && about?.['process'] === processID;
  return {id: String(about?.['desk']), isStraight};
}

type Hearing = {
  readonly client: PgClient;
  readonly seat: DeskSeat;
  readonly ask: Ask;
  readonly address: DeskAddress;
  readonly isStraight: boolean;
};

/**
 * Whether hints come through while nothing is asked: a pooler that lends connections by transaction takes LISTEN, and delivers
 * only what comes during a question. So behind a pooler the hint that is waited for comes over a connection of its own.
 */
async function hears({client, seat, ask, address, isStraight}: Hearing): Promise<boolean> {
  const mark = `hello ${randomUUID()}`;
  let heard: (() => void) | undefined;
  const isHeard = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), HINT_MS);
    heard = () => {
      clearTimeout(timer);
      resolve(true);
    };
  });
  client.on('notification', ({payload = ''}) => {
    if (payload === mark) heard?.();
    else if (payload === seat.room) seat.onNews('rows');
    else if (payload === `${seat.room} look`) seat.onNews('look');
    else if (payload === `${seat.room} free`) seat.onNews('free');
  });
  await ask('LISTEN casedeck');
  if (isStraight) return true;
  try {
    const other = await connect(address);
    await other.query("SELECT pg_notify('casedeck', $1)", [mark]);
    end(other);
  } catch {
    // No connection is left for that: then short ones are the better way.
    return false;
  }
  return await isHeard;
}

const PEEK = `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::double precision AS now,
  (SELECT seq FROM casedeck.rooms WHERE room = $1) AS seq`;

function questions(ask: Ask, {room, member, who}: DeskSeat): Omit<Desk, 'id' | 'tells' | 'close'> {
  return {
    beat: async ({drafts, lookedAt, isWatched, asks}) => {
      const sql = 'SELECT casedeck.beat($1, $2, $3, $4, $5, $6, $7, $8) AS answer';
      const params = [room, member, who, CASEDECK_VERSION, JSON.stringify(drafts), lookedAt, isWatched, asks];
      const [row] = await ask(sql, params);
      return beatAnswer(row?.['answer']);
    },
    peek: async () => {
      const [row] = await ask(PEEK, [room]);
      return {now: numberOf(row?.['now']), seq: numberOf(row?.['seq'])};
    },
    put: async (ops) => {
      await ask('SELECT casedeck.put($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        room,
        member,
        who,
        ops.map(({id}) => id),
        ops.map(({op}) => op.kind),
        ops.map(({op}) => op.ticketId),
        ops.map(({ageMs}) => ageMs),
        ops.map(() => OP_VERSION),
        ops.map(({op}) => bodyOf(op)),
      ]);
    },
    share: async (answers) => {
      await ask('SELECT casedeck.share($1, $2, $3, $4, $5, $6, $7, $8)', [
        room,
        who,
        answers.map(({kind}) => kind),
        answers.map(({ticketId}) => ticketId),
        answers.map(({ageMs}) => ageMs),
        answers.map(({raw}) => raw),
        answers.map(({numbers}) => numbers.join(' ')),
        answers.map(({isFinal}) => isFinal),
      ]);
    },
    pull: async (after) => await ask('SELECT * FROM casedeck.pull($1, $2, $3)', [room, after, MOST_ROWS]),
    retain: async (days) => void (await ask('SELECT casedeck.retain($1, $2)', [room, days])),
    leave: async (words) =>
      void (await ask('SELECT casedeck.leave($1, $2, $3, $4)', [room, member, who, words])),
  };
}

/** What is missing or of another type means "no". */
function beatAnswer(value: unknown): BeatAnswer {
  const answer: DeskRow = typeof value === 'object' && value !== null ? {...value} : {};
  const wanted = Array.isArray(answer['wanted']) ? answer['wanted'] : [];
  return {
    now: numberOf(answer['now']),
    seq: numberOf(answer['seq']),
    isAsking: answer['isAsking'] === true,
    isAsked: answer['isAsked'] === true,
    wanted: wanted
      .filter((id): id is string => typeof id === 'string' && /^[\w-]{1,100}$/.test(id))
      .slice(0, MOST_WANTED),
    isWatched: answer['isWatched'] === true,
    isRetained: answer['retained'] === true,
    isCrowded: answer['isCrowded'] === true,
  };
}

/** More than a console could read in a minute. */
const MOST_WANTED = 1000;

function numberOf(value: unknown): number {
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? number : 0;
}
