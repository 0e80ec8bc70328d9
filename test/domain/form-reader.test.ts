import {expect, test} from 'vitest';
import {FormReader} from '../../src/domain/new-ticket/form-reader.ts';

test('a field without a value is none: it takes nothing away that was said elsewhere', () => {
  const reader = new FormReader();
  // What YAML makes of `reference:` with nothing behind it.
  expect(reader.form({code: '0002-0000', reference: ''}, {code: '0002-0000', reference: null})).toEqual({
    code: '0002-0000',
  });
  expect(reader.problems).toEqual([]);
  expect(Object.keys(reader.form({}, {}))).toEqual([]);
});

test('contacts are there where somebody is named', () => {
  const person = {firstName: 'Mara', lastName: 'Lind', details: [{type: 'EMAIL', value: 'm@example.com'}]};
  const {contacts} = new FormReader().form({contacts: [person]}, {contacts: [person]});
  expect(contacts).toMatchObject([{firstName: 'Mara', type: 'TECHNICAL'}]);
});

test('attachments are paths, files with a name, or uploads by their id; anything else is told', () => {
  const attachments = ['a.txt', {file: 'b.txt', name: 'c.txt'}, {id: 'X-1', name: 'd.txt'}, {id: 'X-2'}, 5];
  const reader = new FormReader();
  expect(reader.form({attachments}, {attachments}).attachments).toEqual([
    {id: 'X-1', name: 'd.txt'},
    {id: 'X-2', name: ''},
  ]);
  expect(reader.problems).toEqual([]);
  expect(reader.files(attachments)).toEqual([
    {path: 'a.txt', name: undefined},
    {path: 'b.txt', name: 'c.txt'},
  ]);
  expect(reader.problems.map(({field}) => field)).toEqual(['attachments.4']);
});
