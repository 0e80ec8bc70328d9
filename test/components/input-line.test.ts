import {expect, test} from 'vitest';
import {fieldParts} from '../../src/components/input-line.ts';

const FIELD = {before: '', after: '', placeholder: 'type a name', isFocused: true, onType: () => undefined};

test('what could be typed is shown until something is typed, wherever the caret stands', () => {
  expect(fieldParts(FIELD, 40)).toEqual({before: '', under: 't', after: 'ype a name', isPlaceholder: true});
  expect(fieldParts({...FIELD, before: 'mara'}, 40)).toMatchObject({before: 'mara', isPlaceholder: false});
  expect(fieldParts({...FIELD, after: 'mara'}, 40)).toMatchObject({
    under: 'm',
    after: 'ara',
    isPlaceholder: false,
  });
});

test('of a text that is longer than its room the part around the caret is shown', () => {
  expect(fieldParts({...FIELD, before: 'abcdef'}, 4)).toMatchObject({before: 'def', under: ' '});
  expect(fieldParts({...FIELD, before: 'abc'}, 4)).toMatchObject({before: 'abc', under: ' '});
});
