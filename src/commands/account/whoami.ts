import type {Services} from '../../state/services.ts';
import {AppError, describeError} from '../../errors.ts';
import type {StoreReport} from '../../secrets/explain-stores.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {padEnd} from '../../text/width.ts';
import {messageBeside} from './message-beside.ts';
import type {Io} from '../../console/session/io.ts';
import type {Opened} from '../../console/session/open-services.ts';
import {printJson} from '../print-json.ts';

export type WhoamiOptions = {
  readonly json?: boolean;
  /** Ask nobody: no passphrase, no service. */
  readonly offline?: boolean;
};

type Identity = {
  readonly userName: string | undefined;
  readonly expiresAt: number;
  /** Where the token is kept between runs. */
  readonly keptIn: string | undefined;
};

/**
 * `casedeck whoami`: profile, account, the credential in use and why the others are not, and how long the
 * token lives. Throws where the sign-in fails, after what is known was printed.
 */
export async function runWhoami(services: Opened, io: Io, options: WhoamiOptions): Promise<number> {
  const {secrets, api} = services;
  let identity: Identity | undefined;
  let problem: AppError | undefined;
  if (options.offline !== true) {
    try {
      identity = {...(await api.identify()), keptIn: await secrets.tokenPlace()};
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'cancelled') throw error;
      problem = error;
    }
  }
  const places = await secrets.explain();
  if (options.json === true) printJson(io, toJson(services, places, identity, problem));
  else io.out(toText(services, places, identity, io.stdout.isTTY ? io.stdout.columns : undefined));
  if (problem !== undefined) throw problem;
  return 0;
}

// oxlint-disable-next-line max-params -- four parts of one answer
function toJson(
  {account, clock}: Pick<Services, 'account' | 'clock'>,
  places: readonly StoreReport[],
  identity: Identity | undefined,
  problem: AppError | undefined,
): unknown {
  const {profile, environment, endpoint, label, readOnly} = account;
  const isFinite = identity !== undefined && Number.isFinite(identity.expiresAt);
  return {
    profile,
    environment,
    endpoint,
    account: identity?.userName ?? label,
    readOnly,
    signedIn: identity !== undefined,
    error: problem === undefined ? undefined : describeError(problem).title,
    credential: places.find(({state}) => state === 'in-use')?.kind,
    places: places.map(({kind, state, words}) => ({place: kind, state, words: toSafeLine(words)})),
    token: isFinite
      ? {
          expiresAt: new Date(identity.expiresAt).toISOString(),
          secondsLeft: Math.round((identity.expiresAt - clock.now()) / 1000),
          keptIn: identity.keptIn,
        }
      : undefined,
  };
}

// oxlint-disable-next-line max-params -- three parts of one answer, and where it goes
function toText(
  {account, clock}: Opened,
  places: readonly StoreReport[],
  identity: Identity | undefined,
  columns: number | undefined,
): string {
  const {profile, environment, endpoint, label, readOnly} = account;
  const rows: readonly (readonly [string, string])[] = [
    ['Profile', profile],
    ['Service', environment === 'custom' ? endpoint : `${environment} (${endpoint})`],
    ['Account', identity?.userName ?? label ?? 'not known'],
    ['May', readOnly ? 'read only: every write is refused' : 'read and write'],
    ['Token', identity === undefined ? 'none' : lifeText(identity.expiresAt, clock.now())],
    ...(identity === undefined || !Number.isFinite(identity.expiresAt)
      ? []
      : [['Token kept', identity.keptIn ?? 'in memory only: the next command asks for another'] as const]),
  ];
  return [
    ...rows.map(([name, words]) => `${padEnd(name, 12)}${words}`),
    '',
    'Credential',
    ...places.map((place) => placeText(place, columns)),
    '',
  ].join('\n');
}

function placeText({kind, state, words}: StoreReport, columns: number | undefined): string {
  return messageBeside(`  ${padEnd(NAMES[kind], 20)}${padEnd(STATES[state], 12)}`, [words], columns);
}

const NAMES: Readonly<Record<StoreReport['kind'], string>> = {
  environment: 'environment',
  command: 'credential_command',
  keychain: 'keychain',
  age: 'file',
  memory: 'memory',
};

const STATES: Readonly<Record<StoreReport['state'], string>> = {
  'in-use': 'in use',
  usable: 'empty',
  skipped: 'not used',
  unusable: 'not usable',
  blocked: 'blocked',
};

function lifeText(expiresAt: number, now: number): string {
  if (!Number.isFinite(expiresAt)) return 'given from outside; when it ends is not known';
  const minutes = Math.floor((expiresAt - now) / 60_000);
  return `good for ${minutes} min, until ${formatStamp(expiresAt, 'local')}`;
}
