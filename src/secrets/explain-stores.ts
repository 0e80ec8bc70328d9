import {environmentCredentials, environmentGap} from './environment.ts';
import type {SecretStore, SourceKind} from './secret.ts';
import type {FindDeps} from './find-credentials.ts';

/** One place for secrets, in order of precedence. */
export type StoreReport = {
  readonly kind: SourceKind;
  /** `in-use`: the credential comes from here; `usable`: nothing is here, but could be; `blocked`: something is here that cannot be read. */
  readonly state: 'in-use' | 'usable' | 'skipped' | 'unusable' | 'blocked';
  /** One sentence without a full stop. */
  readonly words: string;
};

export type ExplainDeps = Omit<FindDeps, 'commandTimeoutMs'> & {readonly untrusted?: string | undefined};

/**
 * Which place for secrets is in use and why the others are not. Nothing is decrypted, no command is run
 * and nothing is asked: for the age file and the command, being there counts as in use.
 */
export async function explainStores(deps: ExplainDeps): Promise<readonly StoreReport[]> {
  const reports = [environmentReport(deps), commandReport(deps)];
  for (const store of deps.stores) reports.push(await storeReport(store, deps));
  const inUse = ORDER.find((kind) =>
    reports.some((report) => report.kind === kind && report.state === 'in-use'),
  );
  return reports.map((report) =>
    report.state === 'in-use' && report.kind !== inUse
      ? {...report, state: 'skipped', words: `${report.words}; not asked, as another place comes first`}
      : report,
  );
}

/** What was typed into this run comes before what is kept. */
const ORDER: readonly SourceKind[] = ['environment', 'command', 'memory', 'keychain', 'age'];

function environmentReport({env, profile}: ExplainDeps): StoreReport {
  try {
    const found = environmentCredentials(env, profile.clientId);
    if (found !== undefined)
      return {kind: 'environment', state: 'in-use', words: `set by ${found.variables.join(' and ')}`};
  } catch (error) {
    return {kind: 'environment', state: 'blocked', words: messageOf(error)};
  }
  return {
    kind: 'environment',
    state: 'skipped',
    words:
      environmentGap(env, profile.clientId) ??
      'EQUINIX_API_CLIENTID and EQUINIX_API_CLIENTSECRET are not set',
  };
}

function commandReport({profile, untrusted}: ExplainDeps): StoreReport {
  const [program] = profile.credentialCommand ?? [];
  if (program !== undefined) return {kind: 'command', state: 'in-use', words: `runs ${program}`};
  return untrusted === undefined
    ? {kind: 'command', state: 'skipped', words: 'no credential_command in the configuration'}
    : {kind: 'command', state: 'unusable', words: `ignored: ${untrusted}`};
}

async function storeReport(store: SecretStore, {profile, login}: ExplainDeps): Promise<StoreReport> {
  const {kind} = store;
  const place = store.describe(profile.name);
  if (profile.store !== 'auto' && profile.store !== kind)
    return {kind, state: 'skipped', words: `the profile says store = "${profile.store}"`};
  try {
    const why = await store.available();
    const isHeld =
      login?.store === kind || ((why === undefined || kind === 'age') && (await store.holds(profile.name)));
    if (why !== undefined)
      return isHeld
        ? {kind, state: 'blocked', words: `it holds the credential, but ${why}`}
        : {kind, state: 'unusable', words: why};
    if (isHeld) return {kind, state: 'in-use', words: place};
    return {
      kind,
      state: 'usable',
      words: kind === 'memory' ? 'nothing was typed in this run' : `nothing kept in ${place}`,
    };
  } catch (error) {
    return {kind, state: 'blocked', words: messageOf(error)};
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
