import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {RequestJson} from '../../../src/commands/write/dry-run.ts';
import type {WriteJson} from '../../../src/commands/write/write-json.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

const POWER = ['create', '--code', '0002-0001', '-m', 'Feed B of cabinet 0104 is dark.'];

function creates({sandbox}: CasedeckRunner): readonly unknown[] {
  return sandbox.log().flatMap(({operation, body}) => (operation === 'createTicket' ? [body] : []));
}

function uploads({asked}: CasedeckRunner): number {
  return asked().filter((operation) => operation === 'uploadAttachment').length;
}

test('every option becomes its field; the number is printed, and the ticket is tracked with its kind', async () => {
  const casedeck = await prepareCasedeck();
  const details = join(casedeck.home, 'details.json');
  writeFileSync(details, '{"callFromCage": true, "timezone": "UTC"}');
  const ran = await casedeck.run([
    ...POWER,
    ...['--primary-id', 'SV5:01:02', '--secondary-id', 'SV5:01:02:0104', '--reference', 'CHG0042'],
    ...['--occurred', '2h ago', '--contact', 'notification:nadia.oyelaran, tom'],
    ...[
      '--person',
      'Jane van Doe; jane@x.example; +1-4601231122; mobile=+1-4601231123; availability=work_hours; timezone=UTC',
    ],
    ...[
      '--details',
      details,
      '--detail',
      'availability=ANYTIME',
      '--detail',
      'floor=07',
      '--detail',
      'racks=[1,2]',
      '--yes',
    ],
  ]);
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/^1-\d+ TROUBLE\n$/);
  const id = ran.out.split(' ')[0] ?? '';
  expect(creates(casedeck)).toEqual([
    {
      code: '0002-0001',
      description: 'Feed B of cabinet 0104 is dark.',
      primaryId: 'SV5:01:02',
      secondaryId: 'SV5:01:02:0104',
      occurredDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      customerReferenceId: 'CHG0042',
      details: {callFromCage: true, timezone: 'UTC', availability: 'ANYTIME', floor: '07', racks: [1, 2]},
      contacts: [
        {type: 'NOTIFICATION', registeredUsers: ['nadia.oyelaran', 'tom']},
        {
          firstName: 'Jane van',
          lastName: 'Doe',
          type: 'TECHNICAL',
          details: [
            {type: 'EMAIL', value: 'jane@x.example'},
            {type: 'PHONE', value: '+1-4601231122'},
            {type: 'MOBILE', value: '+1-4601231123'},
          ],
          availability: 'WORK_HOURS',
          timezone: 'UTC',
        },
      ],
    },
  ]);
  const kept = await casedeck.withStore((store) => ({tracked: store.tracked(), kind: store.row(id)?.kind}));
  expect(kept).toEqual({tracked: [id], kind: 'TROUBLE'});
});

test('a case is a case', async () => {
  const casedeck = await prepareCasedeck();
  const {code, json} = await casedeck.json<WriteJson>([
    'create',
    '--code',
    '0800-0000',
    '-m',
    'A question.',
    '--yes',
  ]);
  expect({code, json}).toEqual({
    code: 0,
    json: {
      ticket: expect.stringMatching(/^119\d{5}$/),
      kind: 'create',
      state: 'sent',
      outboxId: 1,
      type: 'CASE',
      status: 'SUBMITTED',
    },
  });
});

test('--dry-run prints method, URL, account and JSON, and sends nothing at all', async () => {
  const casedeck = await prepareCasedeck();
  const file = join(casedeck.home, 'log.txt.txt');
  writeFileSync(file, 'password=hunter22\n');
  const ran = await casedeck.run([...POWER, '--attach', file, '--dry-run']);
  expect(ran.code).toBe(0);
  const [first, second, ...rest] = ran.out.split('\n');
  expect(first).toBe(`POST ${casedeck.sandbox.url}/support/v2/tickets`);
  expect(second).toBe('custom, profile default');
  expect(JSON.parse(rest.join('\n'))).toEqual({
    code: '0002-0001',
    description: 'Feed B of cabinet 0104 is dark.',
    attachments: [{id: '00000000-0000-0000-0000-000000000000', name: 'log.txt.txt'}],
  });
  expect(ran.err).toContain('seems to hold a secret');
  expect(ran.err).toContain('as openapi.yaml describes it');
  const {json} = await casedeck.json<RequestJson>([...POWER, '--dry-run']);
  expect(json).toMatchObject({method: 'POST', environment: 'custom', profile: 'default', problems: []});
  expect(casedeck.sandbox.log()).toEqual([]);
});

test('--dry-run shows a path that the configuration changed, and what strays from openapi.yaml', async () => {
  const casedeck = await prepareCasedeck({config: '[api.paths]\ncreateTicket = "PUT /v9/cases"\n'});
  const changed = await casedeck.run([...POWER, '--dry-run']);
  expect(changed.out).toMatch(/^PUT http:\/\/127.0.0.1:\d+\/v9\/cases\n/);
  const unlisted = await casedeck.run(['create', '--code', '9999-0001', '-m', 'x', '--dry-run']);
  expect(unlisted).toMatchObject({code: 0, err: expect.stringContaining('code is none that casedeck knows')});
  const termination = await casedeck.run(['create', '--code', '0302-0400', '-m', 'x', '--dry-run']);
  expect(termination).toMatchObject({
    code: 0,
    err: expect.stringContaining('warning: terminationDate is likely to be needed for 0302-0400'),
  });
  const dated = await casedeck.json<RequestJson>([
    'create',
    '--code',
    '0302-0400',
    '-m',
    'x',
    '--termination-date',
    '2027-01-31',
    '--dry-run',
  ]);
  expect(dated.json.body).toMatchObject({details: {requestedTerminationDate: '2027-01-31'}});
});

test('a person sees what will be sent, where, and only "yes" sends it', async () => {
  const casedeck = await prepareCasedeck();
  const args = [...POWER, '--primary-id', 'SV5:01:02', '--occurred', '2026-01-31T14:05:00Z'];
  const no = await casedeck.run(args, {answers: ['y']});
  expect(no).toMatchObject({code: 6, err: expect.stringContaining('Create this ticket? Type yes: ')});
  expect(no.err).toContain('Power / Partial power outage (0002-0001)');
  expect(no.err).toMatch(/Cage +SV5:01:02/);
  expect(no.err).toMatch(/Occurred +2026-01-31 14:05 UTC\n +2026-01-31 06:05 UTC-8 at the site\n/);
  expect(no.err).toContain(`POST ${casedeck.sandbox.url}/support/v2/tickets\ncustom, profile default\n`);
  expect(no.err).toContain('"occurredDateTime": "2026-01-31T14:05:00.000Z"');
  expect(no.err).toContain('"casedeck create --draft" takes it up again');
  expect(creates(casedeck)).toEqual([]);
  const yes = await casedeck.run(['create', '--draft'], {answers: ['yes']});
  expect(yes.code).toBe(0);
  expect(creates(casedeck)).toMatchObject([
    {code: '0002-0001', primaryId: 'SV5:01:02', occurredDateTime: '2026-01-31T14:05:00.000Z'},
  ]);
  expect(await casedeck.withStore((store) => store.drafts())).toEqual([]);
});

test('without a terminal it needs --yes or --dry-run', async () => {
  const casedeck = await prepareCasedeck();
  expect(await casedeck.run(POWER)).toMatchObject({code: 2, err: expect.stringContaining('Give --yes')});
  expect((await casedeck.run(['create', '--code', '0002-0001', '--yes'])).err).toContain(
    'The text is missing',
  );
  expect(casedeck.asked()).toEqual([]);
});

test('refused by the service: the whole form is kept, and its files are not uploaded again', async () => {
  const casedeck = await prepareCasedeck();
  const photo = join(casedeck.home, 'photo.jpg');
  writeFileSync(photo, 'picture');
  const body = [
    {
      errorCode: 'EQ-2014010',
      errorMessage: 'No',
      correlationId: '1',
      additionalInfo: [{property: 'primaryId', reason: 'is not yours'}],
    },
  ];
  casedeck.sandbox.setFaults([{operation: 'createTicket', status: 400, times: 1, body}]);
  const refused = await casedeck.json<WriteJson>([
    ...POWER,
    '--primary-id',
    'LD8:01:02',
    '--attach',
    photo,
    '--yes',
  ]);
  expect(refused).toMatchObject({
    code: 1,
    json: {state: 'failed'},
    err: expect.stringContaining('primaryId: is not yours'),
  });
  const sent = await casedeck.run(['create', '--draft', '--primary-id', 'SV5:01:02', '--yes']);
  expect(sent.code).toBe(0);
  expect(uploads(casedeck)).toBe(1);
  expect(creates(casedeck).at(-1)).toMatchObject({
    code: '0002-0001',
    primaryId: 'SV5:01:02',
    attachments: [{name: 'photo.jpg'}],
  });
});

test('an answer that never came: 7, and the same again only with --again', async () => {
  const casedeck = await prepareCasedeck();
  casedeck.sandbox.setFaults([{operation: 'createTicket', reset: true, times: 1}]);
  expect(await casedeck.run([...POWER, '--yes'])).toMatchObject({
    code: 7,
    err: expect.stringContaining('Look in the portal'),
  });
  expect((await casedeck.run([...POWER, '--yes'])).code).toBe(7);
  expect(creates(casedeck)).toHaveLength(1);
  expect((await casedeck.run([...POWER, '--yes', '--again'])).out).toMatch(/^1-\d+ TROUBLE\n$/);
});

test('other exit codes: 4 refused, 6 never writes, 8 away', async () => {
  const {run} = await prepareCasedeck();
  expect((await run([...POWER, '--yes'], {env: {EQUINIX_API_CLIENTSECRET: 'wrong'}})).code).toBe(4);
  expect((await run(['--read-only', ...POWER, '--yes'])).code).toBe(6);
  expect((await run([...POWER, '--yes'], {env: {EQUINIX_API_ENDPOINT: 'http://127.0.0.1:2'}})).code).toBe(8);
});

test('the description can stand behind the command, as its help says', async () => {
  const casedeck = await prepareCasedeck();
  const words = [
    'create',
    'Feed B is dark.',
    '-m',
    'Since noon.',
    '--code',
    '0002-0001',
    '--primary-id',
    'SV5:01:02',
  ];
  expect(await casedeck.run([...words, '--yes'])).toMatchObject({code: 0});
  expect(creates(casedeck)).toMatchObject([{description: 'Feed B is dark.\n\nSince noon.'}]);
});
