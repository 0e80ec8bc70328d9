import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {Ajv} from 'ajv';
import {parse} from 'smol-toml';
import {runConfig} from '../../src/commands/account/config.ts';
import {testIo} from '../support/test-io.ts';
import {configJsonSchema} from '../../src/settings/settings-schema.ts';
import {resolvePaths} from '../../src/settings/paths.ts';
import {generateConfigTables} from '../../tools/generate-config.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-config-'));
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

async function config(toml: string | undefined, options = {}, env: Record<string, string> = {}) {
  const paths = resolvePaths({HOME: home});
  mkdirSync(paths.config, {recursive: true});
  if (toml !== undefined) writeFileSync(paths.configFile, toml);
  const said = {out: '', err: ''};
  const io = testIo({
    env: {HOME: home, ...env},
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  const code = await runConfig(io, {}, options);
  return {...said, code, file: paths.configFile};
}

test('shows each value with where it came from', async () => {
  const toml =
    '[profiles.prod]\nread_only = true\n\n[api]\ntimeout = "2m"\nnonsense = 1\n[keys]\n"ticket.note" = "a"\n';
  const {out, err, code, file} = await config(toml, {}, {CASEDECK_PROFILE: 'prod', EDITOR: 'nano'});
  expect(code).toBe(0);
  expect(out).toMatch(/^profile = "prod" +# CASEDECK_PROFILE$/m);
  expect(out).toMatch(new RegExp(`^api\\.timeout = "2m" +# ${file}:5$`, 'm'));
  expect(out).toMatch(new RegExp(`^keys\\."ticket\\.note" = \\["a"\\] +# ${file}:8$`, 'm'));
  expect(out).toMatch(/^api\.rate\.per_second = 30 +# default$/m);
  expect(out).toMatch(/^editor = "nano" +# EDITOR$/m);
  expect(out).toContain('# browser is not set');
  expect(err).toContain(`${file}:6: api.nonsense: unknown key, ignored`);
});

test('a command or a column that does not exist is named with its line', async () => {
  const toml =
    '[keys]\n"ticket.note" = "K"\n"ticket.fly" = "f"\n\n[views.mine]\ncolumns = ["id", "colour"]\n';
  const {err, code, file} = await config(toml);
  expect(code).toBe(0);
  expect(err).toContain(`${file}:3: keys.ticket.fly: there is no such command, ignored`);
  expect(err).toContain(`${file}:6: views.mine.columns: there is no column "colour", ignored`);
});

test('what it shows could stand in the file', async () => {
  const {out} = await config(
    '[codes]\n"0012-0000" = "a \\"b\\""\n[views.x]\nfilter = "power"\n[profiles.default]\naccount = "A"\n',
  );
  const shown = parse(out) as Record<string, unknown>;
  expect(shown['codes']).toEqual({'0012-0000': 'a "b"'});
  expect(shown['views']).toEqual({x: {title: 'x', filter: 'power', group: 'none'}});
});

test('--json is one document', async () => {
  const {out} = await config(undefined, {json: true});
  const data = JSON.parse(out) as {settings: {key: string; from: string}[]};
  expect(data.settings.find(({key}) => key === 'api.endpoint')).toEqual({
    key: 'api.endpoint',
    value: 'https://api.equinix.com',
    from: 'default',
  });
});

test('the JSON schema takes good files, refuses bad ones, and is the one in docs', async () => {
  const validate = new Ajv({strict: false}).compile(
    JSON.parse((await config(undefined, {schema: true})).out) as object,
  );
  expect(
    validate(
      parse(
        'ascii = true\n[profiles.prod]\nread_only = true\n[api]\ntimeout = "2m"\n[keys.ticket]\nnote = ["a"]\n',
      ),
    ),
  ).toBe(true);
  for (const bad of [
    'ascii = 1',
    'nonsense = 1',
    '[api]\ntimeout = "soon"',
    '[profiles.X]\nread_only = true',
  ]) {
    expect([bad, validate(parse(bad))]).toEqual([bad, false]);
  }
  const written = new URL('../../docs/schema/config.schema.json', import.meta.url);
  expect(readFileSync(written, 'utf8')).toBe(configJsonSchema());
});

test('the tables in docs/config.md are those of the settings', () => {
  const root = new URL('../../', import.meta.url);
  expect(readFileSync(new URL('docs/config.md', root), 'utf8')).toBe(generateConfigTables(root));
});

test('docs/config.md mentions every key of the schema', () => {
  const text = readFileSync(new URL('../../docs/config.md', import.meta.url), 'utf8');
  const keys: string[] = [];
  const walk = (schema: {properties?: Record<string, object>; additionalProperties?: object | boolean}) => {
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      keys.push(name);
      walk(inner);
    }
    if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties);
  };
  walk(JSON.parse(configJsonSchema()) as object);
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => key !== '$schema' && !new RegExp(`\\b${key}\\b`).test(text))).toEqual([]);
});
