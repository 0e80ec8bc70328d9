import {expect, test} from 'vitest';
import {
  checkRequest,
  createRequestOf,
  noteRequestOf,
  refuseReadOnly,
} from '../../../src/sync/outbox/outbox-check.ts';

const FILE = {id: '3b1f8a44-7c1e-4f0a-9c59-0a1f3f0f1f11', name: 'light-levels.csv'};
const DAMAGED = 'The form of this request is incomplete or damaged.';

function noteWith(value: unknown) {
  return noteRequestOf({text: 'a note', extra: typeof value === 'string' ? value : JSON.stringify(value)});
}

test('a note without files is its text alone', () => {
  expect(noteRequestOf({text: 'a note', extra: undefined})).toEqual({text: 'a note'});
  for (const value of [{}, {attachments: []}, {attachments: 'none'}, {other: 1}])
    expect(noteWith(value)).toEqual({text: 'a note'});
});

test('of each file of a note its id and its name are sent, and nothing else', () => {
  const files = [
    {...FILE, size: 12},
    {id: FILE.id, name: 'second.txt'},
  ];
  expect(noteWith({attachments: files})).toEqual({
    text: 'a note',
    attachments: [FILE, {id: FILE.id, name: 'second.txt'}],
  });
});

test.each([
  'no JSON',
  '5',
  'null',
  {attachments: [null]},
  {attachments: ['a file']},
  {attachments: [{id: FILE.id}]},
  {attachments: [{name: FILE.name}]},
  {attachments: [{id: 5, name: FILE.name}]},
  {attachments: [{id: FILE.id, name: 5}]},
  {attachments: [FILE, {id: FILE.id}]},
])('a note whose files cannot be read is not sent without them: %j', (value) => {
  expect(() => noteWith(value)).toThrow(DAMAGED);
});

test('a new ticket has the text of the item, or the one it was made with', () => {
  const extra = JSON.stringify({code: '0002-0001', description: 'as filled in  \n', primaryId: 'SV5'});
  expect(createRequestOf({text: '', extra})).toEqual({
    code: '0002-0001',
    description: 'as filled in',
    primaryId: 'SV5',
  });
  expect(createRequestOf({text: 'as edited', extra}).description).toBe('as edited');
  expect(createRequestOf({text: '', extra: '{"code": "0002-0001"}'}).description).toBe('');
  expect(createRequestOf({text: '', extra: '{"code": "0002-0001", "description": 5}'}).description).toBe('');
});

test.each([undefined, '{}', '{"code": 2}', '[]', '"text"'])('a new ticket needs its code: %j', (extra) => {
  expect(() => createRequestOf({text: 'a fault', extra})).toThrow(DAMAGED);
});

test('what is queued has no blank lines around it; blanks before the first word stay', () => {
  const request = {kind: 'note', ticketId: '11150929', text: ' \n\n  a table\n  of two lines\n\n '} as const;
  expect(checkRequest({...request})).toMatchObject({text: '  a table\n  of two lines'});
});

test('a note and a reason without words are refused, each by its name', () => {
  const request = {ticketId: '11150929', text: ' \n '};
  expect(() => checkRequest({...request, kind: 'note'})).toThrow('The note');
  expect(() => checkRequest({...request, kind: 'reply'})).toThrow('The note');
  expect(() => checkRequest({...request, kind: 'cancel'})).toThrow('The cancellation');
});

test('a new ticket in the queue belongs to no ticket yet', () => {
  const extra = JSON.stringify({code: '0002-0001', description: 'Feed B is dark.'});
  const item = checkRequest({kind: 'create', ticketId: 'new', text: '', extra});
  expect(item).toMatchObject({ticketId: '', text: 'Feed B is dark.'});
  expect(JSON.parse(item.extra ?? '')).toEqual({code: '0002-0001', description: 'Feed B is dark.'});
});

test('a profile that never writes says so; any other lets it pass', () => {
  expect(() => refuseReadOnly(true)).toThrow('This profile never writes.');
  expect(refuseReadOnly(false)).toBeUndefined();
  expect(refuseReadOnly(undefined)).toBeUndefined();
});
