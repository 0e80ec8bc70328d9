import type {Api} from '../../api/api.ts';
import {createApi} from '../../api/create-api.ts';
import type {SendRequest} from '../../api/http/message.ts';
import {createSend} from '../../api/http/network.ts';
import type {Oddity} from '../../api/oddity-watch.ts';
import {proxyFor} from '../../api/http/network-proxy.ts';
import {AppError, describeError} from '../../errors.ts';
import {databaseFile, resolvePaths, type Paths} from '../../settings/paths.ts';
import {createRefusals} from '../../secrets/refusals.ts';
import {createSecrets} from '../../secrets/secrets.ts';
import {SeveralProfilesError} from '../../settings/several-names.ts';
import {loadSettings, profileNames} from '../../settings/settings.ts';
import {withoutCredential} from '../../secrets/environment.ts';
import type {Settings} from '../../settings/settings-types.ts';
import {escapeJson} from '../../text/safe/escape-json.ts';
import {configWarnings} from '../../console/session/config-warnings.ts';
import {messageBeside} from './message-beside.ts';
import {failed, ok, warning, type Check} from './doctor-checks/check.ts';
import {checkLeftStores} from './doctor-checks/check-left-stores.ts';
import {checkNetwork} from './doctor-checks/check-network.ts';
import {checkNode} from './doctor-checks/node.ts';
import {checkOddities} from './doctor-checks/check-oddities.ts';
import {checkPaths} from './doctor-checks/check-paths.ts';
import {checkSecrets} from './doctor-checks/check-secrets.ts';
import {checkService} from './doctor-checks/service.ts';
import {checkTerminal} from './doctor-checks/check-terminal.ts';
import {tryAlert} from './doctor-checks/try-alert.ts';
import type {Io} from '../../console/session/io.ts';
import {loginName} from '../../console/session/platform.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';
import type {AskPassphrase} from '../../secrets/age.ts';

export type DoctorOptions = {
  readonly json?: boolean;
  /** Leave the network alone. */
  readonly offline?: boolean;
  /** Walks through everything that can be read, and reports what the answers look like. */
  readonly firstContact?: boolean | string;
  /** Alerts once, as the console does, and nothing else. */
  readonly alert?: boolean;
  /** Keeps paths that worked elsewhere. */
  readonly write?: boolean;
  readonly askPassphrase?: AskPassphrase | undefined;
  /** A ticket to read; undefined: the newest of the order history. */
  readonly knownTicket?: string;
};

/**
 * `casedeck doctor`: each thing that casedeck needs, whether it works, and how to mend it. The output holds
 * no secrets and the home folder as `~`. Exit code 0, or 1 where something failed.
 */
export async function runDoctor(io: Io, flags: GlobalFlags, options: DoctorOptions): Promise<number> {
  const checks: Check[] = [];
  const columns = io.stdout.isTTY ? io.stdout.columns : undefined;
  const report = (more: readonly Check[]): void => {
    const tidy = more.map((check) => withoutHome(check, io.env['HOME']));
    checks.push(...tidy);
    if (options.json !== true) io.out(tidy.map((check) => checkText(check, columns)).join(''));
  };
  const {env, stdout} = io;
  const paths = resolvePaths(env);
  report([checkNode(process.version, `${process.platform} ${process.arch}`)]);
  // Absent where it is a pipe, whatever the types say.
  const isTty = (stdout.isTTY as boolean | undefined) ?? false;
  report(
    checkTerminal({
      env,
      isTty,
      columns: stdout.columns,
      rows: stdout.rows,
      colorDepth: isTty ? stdout.getColorDepth(env) : 1,
    }),
  );
  report(checkPaths(paths));
  if (options.alert === true) {
    const settings = await loadSettings({env, paths, ...flags, several: 'first'}).catch(brokenTo(report));
    const alert = {env, isTty: isTty && options.json !== true, write: io.out, now: Date.now()};
    if (settings !== undefined) report(await tryAlert({settings, ...alert}));
  } else await checkEach(io, flags, {paths, options, report});
  const hasFailed = checks.some((check) => check.level === 'failed');
  if (options.json === true && options.firstContact === undefined)
    io.out(`${escapeJson(JSON.stringify({ok: !hasFailed, checks}, undefined, 2))}\n`);
  return hasFailed ? 1 : 0;
}

function brokenTo(report: Found['report']): (error: unknown) => undefined {
  return (error) => {
    report([brokenSettings(error)]);
    return undefined;
  };
}

type Asked = GlobalFlags & {
  readonly env: Io['env'];
  /** Said at each check, where several accounts are looked at. */
  readonly named?: {readonly profile: string};
};

/** The profile that is asked for, or each of several; the credential in the environment is of one alone. */
async function askedProfiles(io: Io, flags: GlobalFlags): Promise<readonly Asked[]> {
  const {env} = io;
  const names = await profileNames({env, paths: resolvePaths(env), ...flags});
  if (names.length === 1) return [{...flags, env}];
  return names.map((profile) => ({...flags, profile, env: withoutCredential(env), named: {profile}}));
}

/** Each account that is asked for. Throws a SeveralProfilesError for the report of the first day, which is about one service. */
async function checkEach(
  io: Io,
  flags: GlobalFlags,
  {paths, options, report}: Pick<Found, 'paths' | 'options' | 'report'>,
): Promise<void> {
  const broken = brokenTo(report);
  const asked = (await askedProfiles(io, flags).catch(broken)) ?? [];
  if (options.firstContact !== undefined && options.firstContact !== false && asked.length > 1)
    throw new SeveralProfilesError(asked.map(({profile = ''}) => profile));
  let known: readonly string[] | undefined;
  for (const one of asked) {
    const named = (found: readonly Check[]) => report(found.map((check) => ({...check, ...one.named})));
    const settings = await loadSettings({paths, ...one}).catch(broken);
    if (settings === undefined) continue;
    known ??= settings.profiles.map(({name}) => name);
    await checkSettings(io, {env: one.env, settings, paths, options, report: named});
  }
  if (known !== undefined) report(await checkLeftStores(paths, known));
}

type Found = {
  readonly env: Io['env'];
  readonly settings: Settings;
  readonly paths: Paths;
  readonly options: DoctorOptions;
  readonly report: (checks: readonly Check[]) => void;
};

type ClientParts = Pick<Found, 'env' | 'settings' | 'paths'> & {
  readonly secrets: ReturnType<typeof createSecrets>;
};

/** A client that reads, and asks once. */
function clientOf(
  {env, settings, paths, secrets}: ClientParts,
  over: Readonly<Record<string, string>>,
  send: SendRequest,
  onOddity: (oddity: Oddity) => void = () => undefined,
): Api {
  const {api} = settings;
  const proxy = proxyFor(api.endpoint, env);
  return createApi({
    endpoint: api.endpoint,
    credentials: secrets.credentials,
    tokenCache: secrets.tokenCache,
    send,
    limits: {readMs: api.timeoutMs},
    retry: {tries: 1},
    // Whoever runs this wants to know: a credential that was refused before is tried once more.
    watch: createRefusals({paths, endpoint: api.endpoint}).watch({isAskedFor: true}),
    paths: over,
    readOnly: true,
    onOddity,
    ...(proxy.kind === 'proxy' ? {proxy: proxy.url.href} : {}),
  });
}

async function checkSettings(io: Io, {env, settings, paths, options, report}: Found): Promise<void> {
  const {profile, api} = settings;
  report(checkConfiguration(settings));
  report([
    ok(
      'Profile',
      `${profile.name}, ${profile.environment} (${api.endpoint})${settings.readOnly ? ', read-only' : ''}`,
    ),
  ]);
  const secrets = createSecrets({
    env,
    paths,
    profile,
    untrusted: settings.untrusted,
    askPassphrase: options.askPassphrase,
  });
  const places = checkSecrets(await secrets.explain(), settings.untrusted);
  report(places);
  if (options.offline === true) return;
  if (settings.team.url !== undefined) {
    const {checkTeam} = await import('../team/check-team.ts');
    report(await checkTeam(io, settings, loginName(env)));
  }
  report(await checkNetwork({endpoint: api.endpoint, env, timeoutMs: api.connectTimeoutMs, now: Date.now}));
  if (places.some((check) => check.name === 'Credential')) return;
  const send = createSend({env, connectTimeoutMs: api.connectTimeoutMs});
  const found = {env, settings, paths, secrets};
  if (options.firstContact !== undefined && options.firstContact !== false) {
    const {runFirstContact} = await import('./first-contact/run-first-contact.ts');
    const works = await runFirstContact(io, {
      settings,
      send,
      client: (over, recording) => clientOf(found, over, recording),
      file: options.firstContact === true ? undefined : options.firstContact,
      write: options.write === true,
      json: options.json === true,
    });
    if (!works) report([failed('First contact', 'not everything works; see above')]);
    return;
  }
  const met: Oddity[] = [];
  const client = clientOf(found, api.paths, send, (oddity) => met.push(oddity));
  report(
    await checkService({
      api: client,
      knownTicket: options.knownTicket,
      otherOrders: settings.orders.show,
      now: Date.now,
    }),
  );
  report(await checkOddities(databaseFile(paths, profile.name), met));
}

/** What is left out of the configuration, and what keeps the console from starting. */
function checkConfiguration(settings: Settings): readonly Check[] {
  try {
    return configWarnings(settings).map((text) => warning('Configuration', text));
  } catch (error) {
    return [...settings.warnings.map((text) => warning('Configuration', text)), brokenSettings(error)];
  }
}

function brokenSettings(error: unknown): Check {
  const {title, hint} = describeError(error);
  if (!(error instanceof AppError)) throw error;
  return failed('Configuration', title, hint);
}

/** Of the longest name, "Secrets: credential_command". */
const NAME_WIDTH = 27;

function checkText({name, level, words, mend}: Check, columns: number | undefined): string {
  const texts = mend === undefined ? [words] : [words, mend];
  return `${messageBeside(`${level.padEnd(8)} ${name.padEnd(NAME_WIDTH)} `, texts, columns)}\n`;
}

function withoutHome(check: Check, home: string | undefined): Check {
  if (home === undefined || home.length < 2) return check;
  const short = (text: string): string => text.replaceAll(home, '~');
  return {
    ...check,
    words: short(check.words),
    ...(check.mend === undefined ? {} : {mend: short(check.mend)}),
  };
}
