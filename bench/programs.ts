import {mkdirSync, writeFileSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {fillMaildir} from './maildir.ts';
import {fillRepository} from './repository.ts';
import type {Program} from './probe.ts';
import {fillStore} from './tickets.ts';

export type Contestant = {
  readonly name: string;
  readonly version: string;
  /** Makes a home folder with `count` messages or tickets in it. */
  readonly prepare: (home: string, count: number) => Program;
};

const built = fileURLToPath(new URL('../bin/casedeck.js', import.meta.url));

/** casedeck, and of the programs it is compared with those that are installed: two readers of mail, and one of the log of git. `endpoint` never answers. */
export function contestants(endpoint: string): readonly Contestant[] {
  return [
    {
      name: 'casedeck',
      version: versionOf(process.execPath, [built, '--version']) ?? '',
      prepare: prepareCasedeck(endpoint),
    },
    {
      name: `casedeck with ${PROFILES} profiles`,
      version: '',
      prepare: prepareProfiles(endpoint),
    },
    ...installed('neomutt', ['-v'], prepareNeomutt),
    ...installed('aerc', ['-v'], prepareAerc),
    ...installed('tig', ['-v'], prepareTig),
  ];
}

function installed(
  name: string,
  args: readonly string[],
  prepare: Contestant['prepare'],
): readonly Contestant[] {
  const version = versionOf(name, args);
  return version === undefined ? [] : [{name, version, prepare}];
}

function versionOf(command: string, args: readonly string[]): string | undefined {
  try {
    return (
      execFileSync(command, args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).split('\n')[0] ??
      ''
    );
  } catch {
    return undefined;
  }
}

function folders(home: string): Record<'HOME' | `XDG_${'CONFIG' | 'STATE' | 'CACHE' | 'DATA'}_HOME`, string> {
  const at = (name: string) => join(home, name);
  return {
    HOME: home,
    XDG_CONFIG_HOME: at('config'),
    XDG_STATE_HOME: at('state'),
    XDG_CACHE_HOME: at('cache'),
    XDG_DATA_HOME: at('data'),
  };
}

/** `casedeck`: the script that starts it. */
export function prepareCasedeck(endpoint: string, casedeck = built): Contestant['prepare'] {
  return (home, count) => {
    const env = folders(home);
    const state = join(env.XDG_STATE_HOME, 'casedeck');
    mkdirSync(state, {recursive: true, mode: 0o700});
    fillStore(join(state, 'default.db'), count, Date.now());
    // The probe kills what it measures, and Node keeps compiled code only at a good end.
    execFileSync(process.execPath, [casedeck, '--version'], {env, stdio: 'ignore'});
    return {
      command: process.execPath,
      args: [casedeck],
      env: {...env, EQUINIX_API_ENDPOINT: endpoint, EQUINIX_API_TOKEN: 'bench'},
    };
  };
}

/** Several profiles in one list, each with so many tickets. */
const PROFILES = 5;

function prepareProfiles(endpoint: string): Contestant['prepare'] {
  return (home, count) => {
    const program = prepareCasedeck(endpoint)(home, 1);
    const {XDG_STATE_HOME: state, XDG_CONFIG_HOME: config} = folders(home);
    const names = Array.from({length: PROFILES}, (_, index) => `account${index + 1}`);
    for (const name of names) fillStore(join(state, 'casedeck', `${name}.db`), count, Date.now());
    mkdirSync(join(config, 'casedeck'), {recursive: true, mode: 0o700});
    const profiles = names.map((name) => `[profiles.${name}]\nendpoint = "${endpoint}"\n`);
    writeFileSync(join(config, 'casedeck', 'config.toml'), profiles.join(''), {mode: 0o600});
    return {...program, args: [built, '--profile', 'all']};
  };
}

function prepareNeomutt(home: string, count: number): Program {
  const [mail, cache, config] = [join(home, 'mail'), join(home, 'headers'), join(home, 'neomuttrc')];
  fillMaildir(mail, count, Date.now());
  mkdirSync(cache);
  const settings = {
    folder: mail,
    spoolfile: mail,
    mbox_type: 'Maildir',
    header_cache: cache,
    sort: 'reverse-date',
    timeout: '600',
  };
  const lines = Object.entries(settings).map(([name, value]) => `set ${name}=${JSON.stringify(value)}\n`);
  writeFileSync(config, lines.join(''));
  return {command: 'neomutt', args: ['-n', '-F', config, '-R', '-f', mail], env: folders(home)};
}

function prepareAerc(home: string, count: number): Program {
  const env = folders(home);
  const config = join(env.XDG_CONFIG_HOME, 'aerc');
  mkdirSync(config, {recursive: true});
  fillMaildir(join(home, 'mail', 'INBOX'), count, Date.now());
  const account = [
    '[bench]',
    `source = maildir://${join(home, 'mail')}`,
    'default = INBOX',
    'from = On Call <oncall@example.com>',
    '',
  ];
  // aerc refuses to read an account file that others can read.
  writeFileSync(join(config, 'accounts.conf'), account.join('\n'), {mode: 0o600});
  writeFileSync(join(config, 'aerc.conf'), '[ui]\nsort = -r date\n');
  return {command: 'aerc', args: [], env};
}

function prepareTig(home: string, count: number): Program {
  const repository = join(home, 'repository');
  mkdirSync(repository);
  fillRepository(repository, count, Date.now());
  return {command: 'tig', args: ['-C', repository], env: {...folders(home), GIT_CONFIG_NOSYSTEM: '1'}};
}
