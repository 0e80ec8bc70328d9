import {IN_PART} from '../../domain/exit-codes.ts';
import {AppError, describeError, exitCodeOf} from '../../errors.ts';
import type {StoreReport} from '../../secrets/explain-stores.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {padEnd} from '../../text/width.ts';
import {messageBeside} from './message-beside.ts';
import {ioOfAccount, type Io} from '../../console/session/io.ts';
import type {Opened} from '../../console/session/open-services.ts';
import {inEachAccount, tellAccount} from '../each-account.ts';
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

type Known = {
  readonly services: Pick<Opened, 'account' | 'clock'>;
  readonly places: readonly StoreReport[];
  readonly identity: Identity | undefined;
  /** Why the sign-in failed. */
  readonly problem: AppError | undefined;
};

/**
 * `casedeck whoami`: profile, account, the credential in use and why the others are not, and how long the
 * token lives; of several accounts each. Throws where the sign-in of all fails, after what is known was printed.
 */
export async function runWhoami(services: Opened, io: Io, options: WhoamiOptions): Promise<number> {
  const {values, isWhole} = await inEachAccount(services, io, (part) => lookUp(part, options));
  const known = values.map(({value}) => value);
  if (options.json === true)
    printJson(io, services.several === undefined ? known.map(toJson)[0] : known.map(toJson));
  else {
    const columns = io.stdout.isTTY ? io.stdout.columns : undefined;
    io.out(known.map((one) => toText(one, columns)).join('\n'));
  }
  const failures = known.flatMap(({services: {account}, problem}) =>
    problem === undefined ? [] : [{name: account.profile, problem}],
  );
  const [first] = failures;
  if (first === undefined) return isWhole ? 0 : IN_PART;
  if (failures.length === known.length && services.several === undefined) throw first.problem;
  for (const {name, problem} of failures) tellAccount(ioOfAccount(io, name), problem);
  return failures.length === known.length ? exitCodeOf(first.problem) : IN_PART;
}

async function lookUp(
  services: Pick<Opened, 'account' | 'api' | 'clock' | 'secrets'>,
  options: WhoamiOptions,
): Promise<Known> {
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
  return {services, places: await secrets.explain(), identity, problem};
}

function toJson({services: {account, clock}, places, identity, problem}: Known): unknown {
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

function toText({services: {account, clock}, places, identity}: Known, columns: number | undefined): string {
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
