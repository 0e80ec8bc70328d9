import type {Client as PgClient, ClientConfig} from 'pg';
import {randomUUID} from 'node:crypto';
import {AppError} from '../../errors.ts';
import type {Desk, DeskRow, DeskSeat} from '../desk.ts';
import {DESK_OLDEST, DESK_VERSION} from '../desk-schema.ts';
import type {DeskAddress} from './desk-address.ts';
import {deskError, isTimeout} from './desk-errors.ts';
import {type Ask, questions} from './desk-questions.ts';
import {readFileSync, statSync} from 'node:fs';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

const CONNECT_MS = 10_000;
/** Behind the screen nobody waits, and a server that is busy would only begin again. */
const PATIENT_MS = 20_000;
const MOST_PATIENT = 6;
const ANSWER_MS = 15_000;
/** A server that hears LISTEN answers its own hint within this time. */
const HINT_MS = 2000;

/** One connection to the database; its questions are waited for longer, too, where it is. Rejects with an AppError. */
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
    query_timeout: Math.max(ANSWER_MS, withinMs / 2),
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

type OpenDesk = {
  readonly address: DeskAddress;
  readonly seat: DeskSeat;
  /** Listens for hints; false where a connection is only meant to be short. */
  readonly listens: boolean;
  /** How long the server may take, in milliseconds. */
  readonly withinMs: number;
};

/**
 * Opens the desk again and again; rejects with an AppError. A server that was too busy to answer in time is waited for longer
 * the next time: else what it has begun would be begun anew for ever.
 */
export function deskOpener(address: () => DeskAddress): (seat: DeskSeat, listens: boolean) => Promise<Desk> {
  let times = 1;
  return async (seat, listens) => {
    try {
      const desk = await openPostgresDesk({address: address(), seat, listens, withinMs: PATIENT_MS * times});
      times = 1;
      return desk;
    } catch (error) {
      if (isTimeout(error)) times = Math.min(2 * times, MOST_PATIENT);
      throw error;
    }
  };
}

/** Opens a room of the desk. Rejects with an AppError where it cannot be reached, is none, or is of a version that we do not know. */
async function openPostgresDesk({address, seat, listens, withinMs}: OpenDesk): Promise<Desk> {
  const client = await connect(address, withinMs);
  const ask = async (sql: string, params: readonly unknown[] = []): Promise<readonly DeskRow[]> => {
    try {
      return (await client.query<DeskRow>(sql, [...params])).rows;
    } catch (error) {
      throw deskError(error, address.shown);
    }
  };
  try {
    const {id, version, isStraight} = await greet(client, ask);
    client.on('error', (error) => seat.onLost(deskError(error, address.shown)));
    client.on('end', () => seat.onLost(deskError(new Error('the connection ended'), address.shown)));
    const tells = listens ? await hears({client, seat, ask, address, isStraight}) : () => false;
    return {id, version, tells, ...questions(ask, seat), close: () => client.end().catch(() => undefined)};
  } catch (error) {
    end(client);
    throw deskError(error, address.shown);
  }
}

type Greeting = {
  /** Which desk it is. */
  readonly id: string;
  readonly version: number;
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
  return {id: String(about?.['desk']), version, isStraight};
}

type Hearing = {
  readonly client: PgClient;
  readonly seat: DeskSeat;
  readonly ask: Ask;
  readonly address: DeskAddress;
  readonly isStraight: boolean;
};

/**
 * Listens for hints; whether they come through while nothing is asked is found out behind what the desk is used for: a pooler
 * that lends connections by transaction takes LISTEN, and delivers only what comes during a question. So behind a pooler the
 * hint that is waited for comes over a connection of its own.
 */
async function hears({client, seat, ask, address, isStraight}: Hearing): Promise<Desk['tells']> {
  const mark = `hello ${randomUUID()}`;
  let tells: boolean | undefined = isStraight ? true : undefined;
  client.on('notification', ({payload = ''}) => {
    if (payload === mark) tells = true;
    else if (payload === seat.room) seat.onNews('rows');
    else if (payload === `${seat.room} look`) seat.onNews('look');
    else if (payload === `${seat.room} free`) seat.onNews('free');
  });
  await ask('LISTEN casedeck');
  const giveUp = () => (tells ??= false);
  // Where no connection is left for that, short ones are the better way.
  if (!isStraight) void hintOnce(address, mark).then(() => void setTimeout(giveUp, HINT_MS).unref(), giveUp);
  return () => tells;
}

async function hintOnce(address: DeskAddress, mark: string): Promise<void> {
  const other = await connect(address);
  try {
    await other.query("SELECT pg_notify('casedeck', $1)", [mark]);
  } finally {
    end(other);
  }
}

const OTHERS = 0o077;

/**
 * The password that `~/.pgpass` has for this address, asked only where the server wants one. As libpq: the first line
 * `host:port:database:user:password` that fits, `*` fits all, `\` before `:` and `\`; a file that others may read does not
 * count. Throws an AppError `config` where there is none.
 */
export function filePassword({host, port, database, user, passwordFile, shown}: DeskAddress): string {
  const text = readPrivate(passwordFile);
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const fields = [...line.matchAll(/((?:\\.|[^\\:])*)(?::|$)/g)].map(([, field = '']) =>
      field.replace(/\\(.)/g, '$1'),
    );
    const password = fields[wanted.length];
    if (password !== undefined && wanted.every((value, nth) => fields[nth] === '*' || fields[nth] === value))
      return password;
  }
  throw new AppError('config', `The team's desk (${shown}) asks for a password, and there is none.`, {
    hint: `It comes from ${toSafeLine(passwordFile)}, PGPASSWORD or a service file.`,
  });
}

/** Empty where there is none. */
function readPrivate(file: string): string {
  const mode = statSync(file, {throwIfNoEntry: false})?.mode;
  if (mode === undefined) return '';
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
    throw new AppError('config', `Others may read ${toSafeLine(file)}: its passwords do not count.`, {
      hint: `chmod 600 ${toSafeLine(file)}`,
    });
  return readFileSync(file, 'utf8');
}
