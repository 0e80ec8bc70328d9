import type {Command} from 'commander';
import {existsSync, globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {createProgram} from '../../src/commands/program.ts';
import {schemaProblems} from '../support/check-schema.ts';
import {prepareCasedeck} from '../support/run-casedeck.ts';
import {testIo} from '../support/test-io.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const spec = fileURLToPath(new URL('../../src/api/openapi.yaml', import.meta.url));

function withJson(command: Command, path: readonly string[]): readonly string[] {
  const own = command.options.some((option) => option.long === '--json') ? [path.join('-')] : [];
  return [...own, ...command.commands.flatMap((child) => withJson(child, [...path, child.name()]))];
}

test('the JSON of every command is described in docs/schema', async () => {
  const program = await createProgram(testIo({}), () => undefined);
  // config.schema.json is that of the configuration file.
  const names = withJson(program, []).map((name) =>
    name.replace(/-list$/, '').replace(/^config$/, 'config-output'),
  );
  expect(names.length).toBeGreaterThan(8);
  const missing = names.filter(
    (name) => !existsSync(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url)),
  );
  expect(missing, 'each of these needs a docs/schema/NAME.schema.json').toEqual([]);

  // Each is also held against what its command really prints, here or in the command's own tests.
  const tests = globSync('test/{commands,e2e,meta,system}/**/*.test.ts', {cwd: root}).map((file) =>
    readFileSync(`${root}${file}`, 'utf8'),
  );
  const held = (name: string) =>
    tests.some((text) => text.includes(`schemaProblems('${name}'`) || text.includes(`['${name}', ['`));
  expect(
    names.filter((name) => !held(name)),
    "each of these needs a test that says schemaProblems('NAME', json)",
  ).toEqual([]);
});

test('a schema refuses what is not described', () => {
  expect(schemaProblems('ticket', {id: '1', kind: 'CASE', ibx: [], unread: 0})).toEqual([]);
  expect(schemaProblems('ticket', {id: '1', kind: 'CASE', ibx: [], unread: 0, colour: 'red'})).not.toEqual(
    [],
  );
  expect(schemaProblems('ticket', {id: '1', kind: 'CASE', ibx: [], unread: 0, status: null})).not.toEqual([]);
  expect(schemaProblems('nonsense', {})).toEqual(['there is no docs/schema/nonsense.schema.json']);
});

test('what the writing commands print is as described', async () => {
  const {json, home} = await prepareCasedeck();
  const id = '11150929';
  const lines: (readonly [string, readonly string[]])[] = [
    ['note', ['note', id, '-m', 'Please look again.']],
    ['attach', ['attach', id, spec, '--name', 'api.txt', '-m', 'As asked.']],
    ['cancel', ['cancel', '1-204976070699', '-m', 'Opened twice.', '--yes']],
    [
      'create',
      ['create', '--code', '0002-0000', '-m', 'No power.', '--primary-id', 'AM1:01:001MC3', '--yes'],
    ],
    ['create', ['create', '--code', '0002-0000', '-m', 'No power.', '--dry-run']],
    ['email', ['email', id]],
    ['download', ['download', id, '--to', home]],
    ['export', ['export', id, '--to', home]],
  ];
  for (const [name, args] of lines) {
    const ran = await json<unknown>(args);
    expect(ran.json, `${args.join(' ')}: ${ran.err}`).toBeDefined();
    expect(schemaProblems(name, ran.json), args.join(' ')).toEqual([]);
  }
  const emails = await json<readonly {id: string}[]>(['email', id]);
  const email = await json<unknown>(['email', id, emails.json[0]?.id ?? '']);
  expect(schemaProblems('email', email.json)).toEqual([]);
});

test('what the commands around signing in print is as described', async () => {
  const {json, sandbox} = await prepareCasedeck();
  const login = ['login', '--client-id', sandbox.clientId, '--store', 'memory'];
  const signedIn = await json<unknown>(login, {stdin: sandbox.clientSecret});
  expect(schemaProblems('login', signedIn.json), signedIn.err).toEqual([]);
  const lines: (readonly [string, readonly string[]])[] = [
    ['whoami', ['whoami']],
    ['whoami', ['whoami', '--offline']],
    ['profiles', ['profiles']],
    ['config-output', ['config']],
    ['doctor', ['doctor']],
    ['doctor', ['doctor', '--spec', spec]],
    ['logout', ['logout']],
  ];
  for (const [name, args] of lines) {
    const ran = await json<unknown>(args);
    expect(ran.json, `${args.join(' ')}: ${ran.err}`).toBeDefined();
    expect(schemaProblems(name, ran.json), args.join(' ')).toEqual([]);
  }
});
