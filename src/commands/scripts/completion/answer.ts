import {readFileSync} from 'node:fs';
import {VIEWS} from '../../../domain/views.ts';
import {CODES, describeCode} from '../../../domain/codes.ts';
import {knownIbxs, knownIds, knownPlaces, knownSearches} from '../../../store/known-ids.ts';
import {ALL} from '../../../settings/several-names.ts';
import {resolvePaths, type Env, type Paths} from '../../../settings/paths.ts';
import type {Io} from '../../../console/session/io.ts';

/** What a shell can ask for; the static part is in the script itself. */
const ANSWERS: Readonly<Record<string, (known: Known, prefix: string) => readonly Answer[]>> = {
  id: idAnswers,
  ibx: (known) =>
    unique(ofEach(known, (paths, profile) => knownIbxs(paths, profile).map((ibx) => [ibx, '']))),
  code: () => CODES.map(({code}) => [code, describeCode(code)]),
  place: (known) =>
    ofEach(known, (paths, profile) =>
      knownPlaces(paths, profile).flatMap(({ibx, cages}) => [
        [ibx, 'IBX'] as const,
        ...cages.map(({cage}) => [cage, ibx] as const),
      ]),
    ),
  view: (known) => [
    ...VIEWS.filter((view) => view.kind !== 'outbox').map((view): Answer => [view.id, view.title]),
    ...namesOf(known.config['views']).map((name): Answer => [name, 'configured']),
    ...(known.profiles.length === 1
      ? ofEach(known, (paths, profile) => knownSearches(paths, profile).map((name) => [name, 'saved']))
      : []),
  ],
  profile: ({names}) => [...names.map((name): Answer => [name, '']), [ALL, 'all of them in one list']],
};

/** Several of these are written with commas between them. */
const LISTS = new Set(['ibx', 'profile']);

type Answer = readonly [value: string, description: string];
type Known = {
  readonly paths: Paths;
  /** Those that are asked for: one, or several in one list. */
  readonly profiles: readonly string[];
  /** Every one that is known here. */
  readonly names: readonly string[];
  readonly config: Config;
};
type Config = Readonly<Record<string, unknown>>;

const MOST = 200;
/** Shells put this output into a command line, so it must not contain anything that a shell interprets. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_.:,/-]*$/;
/** Names that people give, in any script; each shell quotes the blanks in them. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} _.:,/-]*$/u;

/**
 * `casedeck completion --answer KIND PREFIX [PROFILE]`: values that begin with PREFIX, one a line with a tab
 * and a description. Asked at each press of the tab key: it opens the database and loads nothing else. Never fails.
 */
export async function answerCompletion(
  args: readonly string[],
  {env, out}: Pick<Io, 'env' | 'out'>,
): Promise<number> {
  const [kind = '', typed = '', profile] = args;
  const given = LISTS.has(kind) ? typed.slice(0, typed.lastIndexOf(',') + 1) : '';
  const prefix = unquoted(typed.slice(given.length));
  const allowed = kind === 'view' ? NAME : PLAIN;
  const taken = given.split(',');
  try {
    const answers = ANSWERS[kind]?.(await knownOf(env, profile), prefix) ?? [];
    const fitting = answers.filter(
      ([value]) =>
        allowed.test(value) && !taken.includes(value) && value.toLowerCase().startsWith(prefix.toLowerCase()),
    );
    out(
      fitting
        .map(
          ([value, description]) => `${given}${value}\t${description.slice(0, 70).replaceAll(/\s+/g, ' ')}\n`,
        )
        .join(''),
    );
  } catch {
    // No database yet, one of another version: nothing to offer, and the prompt is no place to say so.
  }
  return 0;
}

/** What was typed so far comes as it stands on the line. */
function unquoted(typed: string): string {
  return typed.replace(/^["']/, '').replaceAll('\\', '');
}

async function knownOf(env: Env, profile: string | undefined): Promise<Known> {
  const paths = resolvePaths(env);
  const config = await readConfig(paths.configFile);
  const first = config['default_profile'];
  const asked = profile || env['CASEDECK_PROFILE'] || (typeof first === 'string' ? first : 'default');
  const names = [...new Set([...namesOf(config['profiles']), ...namesOf(readJson(paths.profilesFile))])];
  return {paths, config, names, profiles: askedOf(asked, names)};
}

function askedOf(asked: string, names: readonly string[]): readonly string[] {
  if (names.includes(asked)) return [asked];
  return asked === ALL ? names : asked.split(',').map((name) => name.trim());
}

/** Of one account its ids; of several with the account's name, but where a number was begun without it. */
function idAnswers(known: Known, prefix: string): readonly Answer[] {
  const found = (paths: Paths, profile: string, from: string) =>
    knownIds(paths, profile, from, MOST).map(
      ({id, status, summary}) => [id, `${status} ${summary}`.trim()] as const,
    );
  if (known.profiles.length === 1) return ofEach(known, (paths, profile) => found(paths, profile, prefix));
  return ofEach(known, (paths, profile) => {
    const name = `${profile}/`;
    if (!prefix.startsWith(name) && !name.startsWith(prefix)) return found(paths, profile, prefix);
    return found(paths, profile, prefix.slice(name.length)).map(([id, words]) => [`${name}${id}`, words]);
  });
}

/** One whose database cannot be read has nothing to offer. */
function ofEach(
  {paths, profiles}: Known,
  answers: (paths: Paths, profile: string) => readonly Answer[],
): readonly Answer[] {
  return profiles.flatMap((profile) => {
    try {
      return answers(paths, profile);
    } catch {
      return [];
    }
  });
}

function unique(answers: readonly Answer[]): readonly Answer[] {
  return [...new Map(answers).entries()];
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
