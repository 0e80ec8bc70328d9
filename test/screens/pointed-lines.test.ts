import {expect, test} from 'vitest';
import {line} from '../../src/components/lines.ts';
import {placeLabel, shownLines} from '../../src/screens/pointed-lines.ts';

const LIST = {entries: ['a', 'b', 'c'], top: 0, index: 1, isGone: true, pointed: () => 'b'};

test('what left a list stays under the cursor, as a bar of its own look, and is not counted', () => {
  const lines = shownLines(LIST, 3, (entry, selected) => ({...line(entry), selected}));
  expect(lines.map(({selected, isGone}) => ({selected, isGone: isGone === true}))).toEqual([
    {selected: false, isGone: false},
    {selected: true, isGone: true},
    {selected: false, isGone: false},
  ]);
  expect(placeLabel(LIST)).toBe('no longer one of 2');
});
