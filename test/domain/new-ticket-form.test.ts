import {expect, test} from 'vitest';
import {parsePerson, parseRegistered} from '../../src/domain/new-ticket/parse-contact.ts';
import type {NonRegisteredContact} from '../../src/domain/requests.ts';
import {fillIn, type NewTicketForm} from '../../src/domain/new-ticket/new-ticket-form.ts';

const NOW = Date.UTC(2026, 5, 1, 12, 0);
const JANE: NonRegisteredContact = {
  firstName: 'Jane',
  lastName: 'Doe',
  type: 'TECHNICAL',
  details: [{type: 'EMAIL', value: 'jane@x.example'}],
};
const FORM: NewTicketForm = {code: '0002-0001', description: 'It is dark.'};

test('texts are taken without blanks around them, empty ones are left out', () => {
  const {request, problems} = fillIn(
    {...FORM, primaryId: ' SV5:01:02 ', secondaryId: ' ', customerReferenceId: ''},
    NOW,
  );
  expect(request).toEqual({code: '0002-0001', description: 'It is dark.', primaryId: 'SV5:01:02'});
  expect(problems).toEqual([]);
});

test.each([
  ['11:30', 'utc', '2026-06-01T11:30:00.000Z'],
  ['11:30', 'Asia/Tokyo', '2026-06-01T02:30:00.000Z'],
  ['2h ago', 'utc', '2026-06-01T10:00:00.000Z'],
  ['2026-06-01T13:30:00+02:00', 'Asia/Tokyo', '2026-06-01T11:30:00.000Z'],
])('%s in %s', (occurred, zone, iso) => {
  expect(fillIn({...FORM, occurred}, NOW, zone)).toEqual({
    request: {...FORM, occurredDateTime: iso},
    problems: [],
    warnings: [],
  });
});

test('problems stand at the fields of the form', () => {
  const fieldsOf = (form: NewTicketForm) => fillIn(form, NOW, 'utc').problems.map(({field}) => field);
  expect(fieldsOf({})).toEqual(['code', 'description']);
  expect(fieldsOf({...FORM, occurred: 'soon'})).toEqual(['occurred']);
  expect(fieldsOf({...FORM, code: '0302-0400', terminationDate: '2026-02-30'})).toEqual(['terminationDate']);
  expect(fieldsOf({...FORM, code: '0302-0400', terminationDate: '2027-01-31'})).toEqual([]);
});

test('registered contacts as people type them', () => {
  expect(parseRegistered('ordering: a, b,,c')).toEqual({
    contact: {type: 'ORDERING', registeredUsers: ['a', 'b', 'c']},
  });
  for (const text of ['a,b', 'BOSS:a', '', 'ORDERING'])
    expect(parseRegistered(text)).toHaveProperty('problem');
});

test('other people as people type them', () => {
  expect(
    parsePerson('Ana Maria Ruiz; ana@x.example; phone=+34 911; mobile=+34 600; email=b@x.example'),
  ).toEqual({
    contact: {
      firstName: 'Ana Maria',
      lastName: 'Ruiz',
      type: 'TECHNICAL',
      details: [
        {type: 'EMAIL', value: 'ana@x.example'},
        {type: 'PHONE', value: '+34 911'},
        {type: 'MOBILE', value: '+34 600'},
        {type: 'EMAIL', value: 'b@x.example'},
      ],
    },
  });
  for (const text of ['', 'Jane', 'Jane Doe; fax=1']) expect(parsePerson(text)).toHaveProperty('problem');
});

/** What casedeck believes beyond the page, each in a form of its own. */
const DOUBTS: readonly (readonly [string, Partial<NewTicketForm>])[] = [
  ['code', {code: '9999-0001'}],
  ['terminationDate', {code: '0302-0400'}],
  ['attachments.0.name', {attachments: [{id: 'c77c5f58-a7ea-4e88-9fc4-1a2900027425', name: ''}]}],
  ['attachments.0.id', {attachments: [{id: '', name: 'log.txt'}]}],
  ['contacts.0.registeredUsers', {contacts: [{type: 'ORDERING', registeredUsers: []}]}],
  ['contacts.0', {contacts: [{type: 'ORDERING', registeredUsers: ['nadia'], availability: 'ANYTIME'}]}],
  ['contacts.0.details', {contacts: [{...JANE, details: [{type: 'PHONE', value: '+1-4601231122'}]}]}],
  [
    'contacts.0.details.1.type',
    {contacts: [{...JANE, details: [...JANE.details, {type: 'FAX', value: '1'}]}]},
  ],
  ['contacts.0.availability', {contacts: [{...JANE, availability: 'NIGHTS'}]}],
  ['contacts.0.timezone', {contacts: [{...JANE, timezone: 'Berlin'}]}],
  ['contacts.0.firstName', {contacts: [{...JANE, firstName: ''}]}],
  ['contacts.0.type', {contacts: [{...JANE, type: 'ORDERING'}]}],
];

test.each(DOUBTS)('what is only believed is a warning, never a refusal: %s', (field, change) => {
  const {problems, warnings} = fillIn({...FORM, ...change}, NOW, 'utc');
  expect(problems).toEqual([]);
  expect(warnings).toEqual([expect.objectContaining({field})]);
});

test('a contact of known form, and an odd time zone of the vendor, are no reason to warn', () => {
  expect(fillIn({...FORM, contacts: [{...JANE, timezone: 'Etc/GMT+12'}]}, NOW).warnings).toEqual([]);
});
