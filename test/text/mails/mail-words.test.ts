import fc from 'fast-check';
import {expect, test} from 'vitest';
import {htmlToText} from '../../../src/text/html/html-to-text.ts';
import {often} from '../../support/long.ts';
import {words, wordsOf} from './mail-oracle.ts';

const TAGS = (
  'p div span br table tr td th tbody thead tfoot caption ul ol li dl dt dd blockquote pre b i a s h2 center font form button ' +
  'label details summary fieldset legend section article textarea sup sub del nobr address hr o:p tt u strong em'
).split(' ');
const STYLES = [
  'display:none',
  'display:block',
  'visibility:hidden',
  'visibility:visible',
  'font-size:0',
  'font-size:12px',
  'max-height:0;display:block',
  'white-space:pre-wrap',
  'color:red',
  'mso-hide:all',
];
const ATTRIBUTES = [
  '',
  '',
  '',
  ' class="gmail_quote"',
  ' hidden',
  ' colspan="2"',
  ' rowspan="2"',
  ' role="presentation"',
  ' href="https://a.example/"',
];

const tag = fc.constantFrom(...TAGS);
const piece = fc.oneof(
  {weight: 3, arbitrary: fc.constant('WORD')},
  {
    weight: 3,
    arbitrary: fc.tuple(tag, fc.constantFrom(...ATTRIBUTES)).map(([name, more]) => `<${name}${more}>`),
  },
  {weight: 2, arbitrary: tag.map((name) => `</${name}>`)},
  {
    weight: 1,
    arbitrary: fc.tuple(tag, fc.constantFrom(...STYLES)).map(([name, style]) => `<${name} style="${style}">`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<!-- x -->',
      '<br/>',
      '<![if x]>',
      '\n',
      '&nbsp;',
      '<script>x</script>',
      '<style>p{}</style>',
    ),
  },
);
/** Any mail, however broken, in which each word stands once. */
const mail = fc
  .array(piece, {maxLength: 60})
  .map((pieces) => `<div>${pieces.map((part, index) => (part === 'WORD' ? ` w${index} ` : part)).join('')}`);

test('of any mail, however broken, those words are read that a browser shows, each once', () => {
  fc.assert(
    fc.property(mail, (html) => {
      const there = htmlToText(html).blocks.flatMap(({text}) => words(text));
      const ours = there.filter((word) => /^w\d+$/.test(word)).toSorted();
      expect(ours).toEqual(
        wordsOf(html)
          .shown.filter((word) => /^w\d+$/.test(word))
          .toSorted(),
      );
    }),
    {numRuns: often(300, 5000, 50_000)},
  );
});
