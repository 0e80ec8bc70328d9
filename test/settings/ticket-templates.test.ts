import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readTicketTemplates} from '../../src/settings/ticket-templates.ts';

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'casedeck-own-'));

const SHIPPED = ['cage door', 'cross connect down', 'feed lost'];

test('without a folder there are the shipped ones', async () => {
  const templates = await readTicketTemplates(join(temporaryFolder(), 'none'));
  expect(templates.map(({name}) => name)).toEqual(SHIPPED);
});

test('files are templates by their names, in YAML and JSON, with all fields; one of a shipped name takes its place', async () => {
  const folder = temporaryFolder();
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put('PDU_swap-SV5.yaml', 'code: 0002-0001\nprimaryId: SV5:01:02\ndescription: |\n  Swap {asset}.\n');
  put('door.json', '{"code": "0005-0001", "description": "The door of {cage}."}');
  put('feed-lost.yml', 'description: Ours\n');
  put('notes.txt', 'no template');
  put('.hidden.yaml', 'description: no template');
  const templates = await readTicketTemplates(folder);
  expect(templates.map(({name}) => name)).toEqual([
    ...['cage door', 'cross connect down', 'door', 'feed lost', 'pdu swap sv5'],
  ]);
  expect(templates.find(({name}) => name === 'pdu swap sv5')).toEqual({
    name: 'pdu swap sv5',
    text: 'Swap {asset}.\n',
    fields: {code: '0002-0001', primaryId: 'SV5:01:02'},
  });
  expect(templates.find(({name}) => name === 'feed lost')).toMatchObject({text: 'Ours', fields: {}});
});

test.each([
  ['a field that no ticket has', 'broken.yaml', 'colour: red\n', /broken\.yaml cannot be used: .*colour/],
  ['no YAML', 'broken.yaml', '{"code": ', /broken\.yaml cannot be used/],
])('%s: the file is named, with what to do', async (_, name, text, words) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), text);
  await expect(readTicketTemplates(folder)).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringMatching(words) as string,
    hint: 'Mend or remove it; the form is unchanged.',
  });
});

test('a folder where a file is wanted is named, too', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'odd.yaml'));
  await expect(readTicketTemplates(folder)).rejects.toThrow(/odd\.yaml cannot be used/);
});
