import {readFileSync} from 'node:fs';
import {VIEWS} from '../../../domain/views.ts';
import {CODES, describeCode} from '../../../domain/codes.ts';
import {knownIbxs, knownIds, knownPlaces} from '../../../store/known-ids.ts';
import {resolvePaths, type Env, type Paths} from '../../../settings/paths.ts';
import type {Io} from '../../../console/session/io.ts';

/** What a shell can ask for; the static part is in the script itself. */
const ANSWERS: Readonly<Record<string, (known: Known, prefix: string) => Promise<readonly Answer[]>>> = {
  id: ({paths, profile}, prefix) =>
    Promise.resolve(
      knownIds(paths, profile, prefix, MOST).map(({id, status, summary}) => [
        id,
        `${status} ${summary}`.trim(),
      ]),
    ),
  ibx: ({paths, profile}) => Promise.resolve(knownIbxs(paths, profile).map((ibx) => [ibx, ''])),
  code: () => Promise.resolve(CODES.map(({code}) => [code, describeCode(code)])),
  place: ({paths, profile}) =>
    Promise.resolve(
      knownPlaces(paths, profile).flatMap(({ibx, cages}) => [
        [ibx, 'IBX'] as const,
        ...cages.map(({cage}) => [cage, ibx] as const),
      ]),
    ),
  view: ({config}) =>
    Promise.resolve([
      ...VIEWS.filter((view) => view.kind !== 'outbox').map((view): Answer => [view.id, view.title]),
      ...namesOf(config['views']).map((name): Answer => [name, 'configured']),
    ]),
  profile: ({config, paths}) =>
    Promise.resolve(
      [...new Set([...namesOf(config['profiles']), ...namesOf(readJson(paths.profilesFile))])].map((name) => [
        name,
        '',
      ]),
    ),
};

type Answer = readonly [value: string, description: string];
type Known = {readonly paths: Paths; readonly profile: string; readonly config: Config};
type Config = Readonly<Record<string, unknown>>;

const MOST = 200;
/** Shells put what is printed here into a command line: nothing in it may mean anything to them. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_.:-]*$/;

/**
 * `casedeck completion --answer KIND PREFIX [PROFILE]`: values that begin with PREFIX, one a line with a tab
 * and a description. Asked at each press of the tab key: it opens the database and loads nothing else. Never fails.
 */
export async function answerCompletion(
  args: readonly string[],
  {env, out}: Pick<Io, 'env' | 'out'>,
): Promise<number> {
  const [kind = '', prefix = '', profile] = args;
  try {
    const answers = (await ANSWERS[kind]?.(await knownOf(env, profile), prefix)) ?? [];
    const fitting = answers.filter(
      ([value]) => PLAIN.test(value) && value.toLowerCase().startsWith(prefix.toLowerCase()),
    );
    out(
      fitting
        .map(([value, description]) => `${value}\t${description.slice(0, 70).replaceAll(/\s+/g, ' ')}\n`)
        .join(''),
    );
  } catch {
    // No database yet, one of another version: nothing to offer, and the prompt is no place to say so.
  }
  return 0;
}

async function knownOf(env: Env, profile: string | undefined): Promise<Known> {
  const paths = resolvePaths(env);
  const config = await readConfig(paths.configFile);
  const first = config['default_profile'];
  return {
    paths,
    config,
    profile: profile || env['CASEDECK_PROFILE'] || (typeof first === 'string' ? first : 'default'),
  };
}

/** Unchecked: checking it would take longer than all the rest. */
async function readConfig(file: string): Promise<Config> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  const {parse} = await import('smol-toml');
  return parse(text);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function namesOf(table: unknown): readonly string[] {
  return typeof table === 'object' && table !== null ? Object.keys(table) : [];
}
