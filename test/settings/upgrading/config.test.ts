import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {parse} from 'smol-toml';
import {expect, onTestFinished, test} from 'vitest';
import {configWarnings} from '../../../src/console/session/config-warnings.ts';
import {resolvePaths} from '../../../src/settings/paths.ts';
import {loadSettings} from '../../../src/settings/settings.ts';
import {configJsonSchema} from '../../../src/settings/settings-schema.ts';
import {makeHome} from '../../support/start-console.ts';

const folder = new URL('./', import.meta.url);
/** What was written for earlier versions, the newest last. */
const FILES = readdirSync(folder)
  .filter((name) => name.endsWith('.toml'))
  .toSorted((one, other) => one.localeCompare(other, 'en', {numeric: true}));

async function warningsOf(toml: string): Promise<readonly string[]> {
  const home = makeHome();
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const paths = resolvePaths({HOME: home});
  mkdirSync(paths.config, {recursive: true});
  writeFileSync(paths.configFile, toml, {mode: 0o600});
  return configWarnings(await loadSettings({env: {}, paths}));
}

test.each(FILES)('%s works without a warning', async (name) => {
  expect(await warningsOf(readFileSync(new URL(name, folder), 'utf8'))).toEqual([]);
});

test('what docs/config.md shows works without a warning', async () => {
  const docs = readFileSync(new URL('../../../docs/config.md', import.meta.url), 'utf8');
  const examples = [...docs.matchAll(/```toml\n([^]*?)```/g)].map(([, toml = '']) => toml);
  expect(examples.length).toBeGreaterThan(0);
  for (const toml of examples) expect(await warningsOf(toml), toml).toEqual([]);
});

type Node = {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
};

/** `profiles.*.color`: the settings of a schema, names that users choose as `*`. */
function settingsOf(node: Node, path: readonly string[] = []): readonly string[] {
  const {properties, additionalProperties: named} = node;
  if (properties !== undefined)
    return Object.entries(properties).flatMap(([key, child]) => settingsOf(child, [...path, key]));
  return typeof named === 'object' ? settingsOf(named, [...path, '*']) : [path.join('.')];
}

function isGiven(data: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (typeof data !== 'object' || data === null) return false;
  const below = key === '*' ? Object.values(data) : [(data as Readonly<Record<string, unknown>>)[key]];
  return below.some((value) => value !== undefined && isGiven(value, rest));
}

test('the newest of them has every setting there is', () => {
  const data = parse(readFileSync(new URL(FILES.at(-1) ?? '', folder), 'utf8'));
  const settings = settingsOf(JSON.parse(configJsonSchema()) as Node).filter((name) => name !== '$schema');
  expect(settings.length).toBeGreaterThan(60);
  expect(
    settings.filter((name) => !isGiven(data, name.split('.'))),
    'these stand in no file: add each to that of the version that package.json names; where it is released, begin the next',
  ).toEqual([]);
});
