import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {parse} from 'yaml';
import {indexCode, type CodeIndex} from '../../tools/api-coverage/code-index.ts';
import {coverageOf} from '../../tools/api-coverage/coverage.ts';
import type {Node} from '../../tools/api-coverage/fields.ts';

const SPEC = readFileSync(new URL('../../src/api/openapi.yaml', import.meta.url), 'utf8');

const COMMANDS =
  'list show notices sync watch track export note answer cancel create attach download email doctor login whoami';

/** Code in which every name has its place, but for those that are made up here. */
const WHOLE: CodeIndex = {
  hasFile: () => true,
  hasFunction: () => true,
  namesOf: (_functions, name) => (/^madeup$/i.test(name) ? undefined : [name]),
  usesOf: () => ['src/screens/ticket/tab-lines.ts'],
};

function gapsOf(change: (spec: string) => string, index: Partial<CodeIndex> = {}): readonly string[] {
  const changed = change(SPEC);
  expect(changed === SPEC).toBe(change === same);
  return coverageOf(parse(changed) as Node, {...WHOLE, ...index}, COMMANDS.split(' ')).gaps;
}

const same = (spec: string) => spec;

test('what the code knows has no gap', () => {
  expect(gapsOf(same)).toEqual([]);
});

test('a field that is added to an answer without a place is reported', () => {
  const gaps = gapsOf((spec) =>
    spec.replace(
      'contactUCMID: {type: string',
      'madeUp: {type: string}\n        contactUCMID: {type: string',
    ),
  );
  expect(gaps).toEqual([expect.stringMatching(/^getTicket otherDetails\.madeUp: is named in none of/)]);
});

test('a field that is added to a request without a place is reported', () => {
  const gaps = gapsOf((spec) =>
    spec.replace('text: {type: string, min', 'madeUp: {type: string}\n        text: {type: string, min'),
  );
  expect(gaps).toEqual([
    expect.stringMatching(/^addCaseNote madeUp:/),
    expect.stringMatching(/^addTicketNote madeUp:/),
  ]);
});

test('so are a parameter, a schema and an operation', () => {
  expect(gapsOf((spec) => spec.replace('- name: category', '- name: madeUp'))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^ticketTypes madeUp \(query\): nothing is said of ticketTypes/),
    ]),
  );
  expect(gapsOf((spec) => spec.replaceAll('TicketContact', 'Somebody'))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^getTicket contacts\[\]\.type: nothing is said of Somebody/),
    ]),
  );
  expect(gapsOf((spec) => spec.replace('operationId: cancelTicket', 'operationId: endTicket'))).toEqual(
    expect.arrayContaining([expect.stringMatching(/^endTicket: has no place/)]),
  );
});

test('a value that no screen and no command uses is reported, and so is an operation that nobody calls', () => {
  const gaps = gapsOf(same, {
    usesOf: (type, property) =>
      type === 'TicketNote' && property === 'text'
        ? ['src/store/tickets/ticket-json.ts']
        : type === 'Api' && property === 'getEmail'
          ? ['src/api/create-api.ts']
          : ['src/commands/read/show.ts'],
  });
  expect(gaps).toEqual([
    'getTicket notes[].text: is shown nowhere, only used in src/store/tickets/ticket-json.ts',
    'getEmail: nobody calls Api.getEmail',
    // Orders are decoded into tickets.
    'getOrder notes[].text: is shown nowhere, only used in src/store/tickets/ticket-json.ts',
    'getOrder [].notes[].text: is shown nowhere, only used in src/store/tickets/ticket-json.ts',
  ]);
});

test('a file that uses a value and has no place is reported, so that no screen is lost when a file moves', () => {
  const gaps = gapsOf(same, {
    usesOf: (type, property) =>
      type === 'TicketNote' && property === 'author' ? ['src/state/moved.ts'] : ['src/commands/read/show.ts'],
  });
  expect(gaps).toContain(
    'getTicket notes[].author: is used in src/state/moved.ts, which has no row in tools/api-coverage/places.ts',
  );
});

test('entries that lead nowhere any more are reported', () => {
  expect(gapsOf(same, {hasFile: (path) => path !== 'src/domain/ticket/ticket-as-json.ts'})).toEqual([
    expect.stringContaining('names src/domain/ticket/ticket-as-json.ts, which is gone'),
  ]);
  expect(gapsOf(same, {hasFunction: (place) => !place.endsWith('#decodeNote')})).toEqual([
    expect.stringContaining('decodeNote for TicketNote, which is gone'),
    expect.stringContaining('decodeNote for OrderNote, which is gone'),
  ]);
  expect(gapsOf((spec) => spec.replace(/ +refresh_token_timeout: .*\n/, ''))).toEqual([
    expect.stringContaining('TokenReply.refresh_token_timeout, which openapi.yaml does not have'),
  ]);
});

test('who uses a property is read from the code with its types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-coverage-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const files = {
    'src/api/ticket.ts':
      'export type Note = {readonly text: string; readonly author?: string; readonly by: {readonly name: string}};\nexport type Other = {readonly text: string};',
    'src/api/decode.ts':
      "import type {Note} from './ticket.ts';\nexport function decode(read: (name: string) => string): Note {\n  const own = read('Author');\n  return {text: read('note_text'), by: {name: own}};\n}",
    'src/screens/one.ts':
      "import type {Note, Other} from '../api/ticket.ts';\nexport const one = ({by: {name}}: Note, other: Other) => name + other.text;",
    'src/screens/two.ts':
      "import type {Note} from '../api/ticket.ts';\nexport const two = (notes: readonly Note[]) => notes.map((note) => note.text);",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  const index = indexCode(
    folder,
    Object.keys(files).map((path) => join(folder, path)),
  );
  expect(index.namesOf(['src/api/decode.ts#decode'], 'note_text')).toEqual(['text']);
  expect(index.namesOf(['src/api/decode.ts#decode'], 'Author')).toEqual(['own']);
  expect(index.namesOf(['src/api/decode.ts#decode'], 'missing')).toBeUndefined();
  expect(index.usesOf('Note', 'text')).toEqual(['src/api/decode.ts', 'src/screens/two.ts']);
  expect(index.usesOf('Note', 'by.name')).toEqual(['src/api/decode.ts', 'src/screens/one.ts']);
  expect(index.usesOf('Note', 'author')).toEqual([]);
  expect(index.usesOf('Note', 'missing')).toBeUndefined();
  expect(index.hasFunction('src/api/decode.ts#decode')).toBe(true);
  expect(index.hasFunction('src/api/decode.ts#gone')).toBe(false);
});
