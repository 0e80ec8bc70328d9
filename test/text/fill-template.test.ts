import {expect, test} from 'vitest';
import {fillTemplate} from '../../src/text/fill-template.ts';

test('what the ticket knows is put in, what it does not know stays visible and is named once', () => {
  expect(
    fillTemplate('{id} at {cage}, {cabinet}; again {cabinet} {id}', {
      id: '11150929',
      cage: 'DA3:01',
      cabinet: undefined,
    }),
  ).toEqual({
    text: '11150929 at DA3:01, {cabinet}; again {cabinet} 11150929',
    left: ['{cabinet}'],
  });
});

test.each(['{}', '{ id }', '{ID}', '{"json": 1}', '{{', '{id'])('%s is text', (text) => {
  expect(fillTemplate(text, {id: 'x', ID: 'y'})).toEqual({text, left: []});
});

test('a value with braces or dollars is put in as it is', () => {
  expect(fillTemplate('{id}', {id: "{cage} $& $1 $'"})).toEqual({text: "{cage} $& $1 $'", left: []});
});

test('names of every object are no values', () => {
  expect(fillTemplate('{constructor} {to_string}', {}).left).toEqual(['{constructor}', '{to_string}']);
});
