import type {SessionTarget} from '../../state/services.ts';
import {createLog} from '../../store/log.ts';
import {resolvePaths, type Env} from '../../settings/paths.ts';
import type {AskPassphrase} from '../../secrets/age.ts';
import {withoutCredential} from '../../secrets/environment.ts';
import {createStores} from '../../secrets/secrets.ts';
import {loadSettings} from '../../settings/settings.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import {openServices, type GlobalFlags, type Opened} from './open-services.ts';
import {inTurn} from './ask-in-turn.ts';
import {createPlatform} from './platform.ts';
import {openAsked} from './several-profiles.ts';

/** One profile, or the demo, while the console shows it. */
export type Session = {readonly services: Opened; readonly close: () => Promise<void>};
export type OpenSession = (target: SessionTarget) => Promise<Session>;

/** What sessions may ask of the console around them. */
export type SessionHost = {readonly lend: Terminal['lend']; readonly askPassphrase: AskPassphrase};

/**
 * Opens the sessions of one run. Secrets in memory and passphrases outlive a change of profile. What the
 * environment says of service and credential belongs to the profile that casedeck was started with, and
 * no longer counts for one that was signed in to by hand.
 */
export function createSessionOpener(env: Env, flags: GlobalFlags, host: SessionHost): OpenSession {
  const {lend} = host;
  const questions = inTurn(host.askPassphrase);
  const askPassphrase = questions.ask;
  const paths = resolvePaths(env);
  const stores = createStores({env, paths, askPassphrase});
  const typedIn = new Map<string, {readonly endpoint: string}>();
  let started: string | undefined;
  const envFor = (profile: string | undefined): Env =>
    profile === undefined || profile === started ? env : withoutCredential(env);
  // One log for the whole run, whatever profile is shown.
  const log = createLog({clock: {now: Date.now}, file: flags.debug === true ? paths.logFile : undefined});
  const platform = createPlatform(env, lend);
  const shared = {platform, stores, envFor, askPassphrase, log, allTyped: typedIn};

  const openOne = (profile: string | undefined): Promise<Opened> => {
    const typed = profile === undefined ? undefined : typedIn.get(profile);
    return openServices({
      ...shared,
      env: typed === undefined ? envFor(profile) : withoutCredential(env),
      flags: profile === undefined ? flags : {...flags, profile},
      typed,
      goOn: true,
    });
  };
  const openProfile = async (profile: string | undefined): Promise<Session> => {
    questions.beginAnew();
    const services = await openAsked(env, () => openOne(profile), openOne);
    started ??= services.account.profile;
    return {
      services,
      close: () => {
        services.store.close();
        return Promise.resolve();
      },
    };
  };

  return async (target) => {
    if (target.kind === 'start') return await openProfile(undefined);
    started ??= flags.profile ?? (await loadSettings({env, paths, several: 'first'})).profile.name;
    if (target.kind === 'demo') {
      const {openDemo} = await import('./open-demo.ts');
      return await openDemo({...shared, env, flags, alive: true, team: target.team});
    }
    if (target.typed !== undefined) typedIn.set(target.signedIn ?? target.profile, target.typed);
    return await openProfile(target.profile);
  };
}
