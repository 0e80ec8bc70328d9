import {expect, test} from 'vitest';
import {line, span, type Line} from '../../src/components/lines.ts';
import {withFound, withMarks} from '../../src/screens/find-in-lines.ts';

const shown = ({spans}: Line) =>
  spans.map(({text, style}) => (style === 'match' || style === 'cursor' ? `<${text}>` : text)).join('');

test.each([
  ['reseat', 'Please <reseat> it, then <Reseat> again'],
  ['eat', 'Please res<eat> it, then Res<eat> again'],
  ['reseat again', 'Please <reseat> it, then <Reseat> <again>'],
  ['seat reseat', 'Please <reseat> it, then <Reseat> again'],
  ['"', 'Please reseat it, then Reseat again'],
  ['', 'Please reseat it, then Reseat again'],
])('what a search for "%s" found is marked', (words, expected) => {
  const source = line(span('Please reseat it, ', 'strong'), span('then Reseat again', 'normal'));
  expect(shown(withFound(source, words))).toBe(expected);
});

test('the words of the find line are one', () => {
  const source = line(span('a b c a b', 'normal'));
  expect(shown(withMarks(source, ' A B '))).toBe('<a b> c <a b>');
});

test('what is found within a character marks the whole of it: halves that are drawn apart are wider', () => {
  const source = line(span('x क्षत्रिय क्षक्ष', 'normal'));
  expect(shown(withMarks(source, 'ष'))).toBe('x <क्ष>त्रिय <क्ष><क्ष>');
});
