import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {WriteJson} from '../../../src/commands/write/write-json.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

function creates({sandbox}: CasedeckRunner): readonly unknown[] {
  return sandbox.log().flatMap(({operation, body}) => (operation === 'createTicket' ? [body] : []));
}

const YAML = `
code: 0005-0001          # four digits, a dash, four digits: a text, not a sum
description: |
  The door of the cage does not lock.
  Since noon.
primaryId: 0012
occurred: 2026-01-31 14:05
reference: "CHG 7"
contacts:
  - {type: ORDERING, registeredUsers: [tom, 007]}
  - TECHNICAL:nadia.oyelaran
  - Jane Doe; jane@x.example
details:
  count: 3
  urgent: yes
  since: 12:30
attachments:
  - photo.jpg
  - {file: sub/router.log, name: router.txt}
`;

test('a YAML file with everything, its files found beside it', async () => {
  const casedeck = await prepareCasedeck();
  mkdirSync(join(casedeck.home, 'sub'));
  writeFileSync(join(casedeck.home, 'photo.jpg'), 'picture');
  writeFileSync(join(casedeck.home, 'sub', 'router.log'), 'log');
  writeFileSync(join(casedeck.home, 'ticket.yaml'), YAML);
  const ran = await casedeck.run([
    'create',
    '--file',
    join(casedeck.home, 'ticket.yaml'),
    '--secondary-id',
    'over',
    '--yes',
  ]);
  expect(ran.code).toBe(0);
  expect(creates(casedeck)).toMatchObject([
    {
      code: '0005-0001',
      description: 'The door of the cage does not lock.\nSince noon.',
      primaryId: '0012',
      secondaryId: 'over',
      occurredDateTime: '2026-01-31T14:05:00.000Z',
      customerReferenceId: 'CHG 7',
      contacts: [
        {registeredUsers: ['tom', '007']},
        {type: 'TECHNICAL', registeredUsers: ['nadia.oyelaran']},
        {lastName: 'Doe'},
      ],
      details: {count: 3, urgent: 'yes', since: '12:30'},
      attachments: [{name: 'photo.jpg'}, {name: 'router.txt'}],
    },
  ]);
});

test('a ticket from standard input, as JSON and as YAML', async () => {
  const casedeck = await prepareCasedeck();
  const stdin = JSON.stringify({code: '0005-0001', description: 'From jq.', secondaryId: null});
  const {code, json} = await casedeck.json<WriteJson>(['create', '--file', '-', '--yes'], {stdin});
  expect({code, type: json.type}).toEqual({code: 0, type: 'TROUBLE'});
  expect(
    (
      await casedeck.run(['create', '--file', '-', '--yes'], {
        stdin: 'code: 0005-0001\ndescription: From cat.\n',
      })
    ).code,
  ).toBe(0);
  expect(creates(casedeck)).toEqual([
    {code: '0005-0001', description: 'From jq.'},
    {code: '0005-0001', description: 'From cat.'},
  ]);
});

test.each([
  ['code: [1', 'neither YAML nor JSON'],
  ['- a list', 'holds no fields of a ticket'],
  [
    'code: 0005-0001\ndescription: x\nbogus: 1',
    'bogus: is no field of a ticket; there are code, description',
  ],
  ['code: 0005-0001\ndescription: {a: b}', 'description: must be a text'],
  [
    'code: 0005-0001\ndescription: x\ncontacts: [{type: ORDERING, registeredUsers: [a], phone: 1}]',
    'contacts.0.phone: is not known',
  ],
  [
    'code: 0005-0001\ndescription: x\ncontacts: [{firstName: A, lastName: B, details: [{value: 1}]}]',
    'contacts.0.details.0: must have a "type"',
  ],
  ['code: 0005-0001\ndescription: x\nattachments: photo.jpg', 'attachments: must be a list'],
  ['code: 00050001\ndescription: x', 'code: must be two groups of four digits'],
  ['code: 0005-0001\ndescription: x\noccurred: tomorrow', 'occurred: "tomorrow" is not a time'],
  ['code: 0005-0001\ndescription: x\noccurred: 2999-01-01 00:00', 'is in the future'],
  [
    `code: 0005-0001\ndescription: x\nprimaryId: ${'p'.repeat(101)}`,
    'primaryId: has 101 characters; at most 100 are allowed',
  ],
  [
    `code: 0005-0001\ndescription: ${'d'.repeat(4001)}`,
    'description: has 4001 characters; at most 4000 are allowed',
  ],
  [
    `code: 0005-0001\ndescription: x\nreference: ${'r'.repeat(201)}`,
    'customerReferenceId: has 201 characters; at most 200',
  ],
  [
    `code: 0005-0001\ndescription: x\ncontacts: [{type: ORDERING, registeredUsers: [${'u,'.repeat(10)}u]}]`,
    'are 11; at most 10 are allowed',
  ],
])('a file that cannot be sent: %j', async (stdin, words) => {
  const casedeck = await prepareCasedeck();
  const ran = await casedeck.run(['create', '--file', '-', '--yes'], {stdin});
  expect(ran).toMatchObject({code: 6, err: expect.stringContaining(words)});
  expect(casedeck.sandbox.log()).toEqual([]);
});

test('everything at its limit is sent', async () => {
  const casedeck = await prepareCasedeck();
  const users = Array.from({length: 10}, (_, index) => `user${index}`).join(',');
  const ran = await casedeck.run([
    ...[
      'create',
      '--code',
      '0005-0001',
      '-m',
      'd'.repeat(4000),
      '--primary-id',
      'p'.repeat(100),
      '--secondary-id',
      's'.repeat(100),
    ],
    ...['--reference', 'r'.repeat(200), '--contact', `ORDERING:${users}`, '--yes'],
  ]);
  expect(ran.code).toBe(0);
});

test('the template is a file that only lacks a description', async () => {
  const casedeck = await prepareCasedeck();
  const {code, out} = await casedeck.run(['create', '--template']);
  expect(code).toBe(0);
  expect(out).toContain('#   0002-0001  Power / Partial power outage');
  const empty = await casedeck.run(['create', '--file', '-', '--yes'], {stdin: out});
  expect(empty.code).not.toBe(0);
  const everything = out
    .replace('description: |\n', 'description: |\n  It is dark.\n')
    .replaceAll(/^#(?=[a-zA-Z]+:|  +[-a-zA-Z{])/gm, '')
    .replace('occurred: 14:05', 'occurred: 2h ago')
    .replace(/^attachments:[^]*$/m, '');
  const dry = await casedeck.run(['create', '--file', '-', '--dry-run'], {stdin: everything});
  expect(dry).toMatchObject({code: 0, err: expect.stringContaining('as openapi.yaml describes it')});
  const body: unknown = JSON.parse(dry.out.split('\n').slice(2).join('\n'));
  expect(Object.keys(body as object)).toHaveLength(8);
});

test('what the page allows is sent with a warning where casedeck knows better', async () => {
  const casedeck = await prepareCasedeck();
  const stdin = `code: 0005-0001
description: Door does not lock.
contacts:
  - {type: ORDERING, registeredUsers: []}
  - {type: NOTIFICATION, registeredUsers: [nadia.oyelaran], availability: ANYTIME, timezone: Europe/Berlin}
`;
  const ran = await casedeck.run(['create', '--file', '-', '--yes'], {stdin});
  expect(ran).toMatchObject({code: 0});
  expect(ran.err).toContain('warning: contacts.0.registeredUsers names nobody; Equinix may refuse it.');
  expect(ran.err).toContain('warning: contacts.1 has an availability or time zone');
  const id = ran.out.split(' ')[0] ?? '';
  expect(casedeck.sandbox.ticket(id)?.contacts).toEqual([
    expect.objectContaining({
      registeredUser: 'nadia.oyelaran',
      availability: 'ANYTIME',
      timezone: 'Europe/Berlin',
    }),
  ]);
  const shown = await casedeck.json<{readonly contacts: unknown}>(['show', id]);
  expect(shown.json.contacts).toEqual([
    expect.objectContaining({
      registeredUser: 'nadia.oyelaran',
      availability: 'ANYTIME',
      timezone: 'Europe/Berlin',
    }),
  ]);
});
