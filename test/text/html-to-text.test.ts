import fc from 'fast-check';
import {expect, test} from 'vitest';
import {htmlToText} from '../../src/text/html/html-to-text.ts';
import {FORBIDDEN, hostileText} from './hostile-text.ts';
import {often} from '../support/long.ts';

/** The text of a mail without quotes. */
function textOf(html: string): string {
  const {blocks} = htmlToText(html);
  expect(blocks.filter((block) => block.kind === 'quote')).toEqual([]);
  return blocks.map((block) => block.text).join('\n\n');
}

test.each([
  ['paragraphs', '<p>One</p><p>Two<br>three</p>', 'One\n\nTwo\nthree'],
  ['paragraphs without ends', '<p>One<p>Two', 'One\n\nTwo'],
  ['entities', '<div>a&nbsp;&lt;b&gt; &amp; &#233;&mdash;</div>', 'a <b> & é—'],
  ['spaces and line breaks of the source', '<div>a\n   b</div>\n\n<div>c</div>', 'a b\nc'],
  ['headings as they are written', '<h2>Access</h2>Text', 'Access\n\nText'],
  ['lists', '<ul><li>one<li>two<ol><li>deep</ol></ul>', ' • one\n • two\n   1. deep'],
  ['numbered lists from where they start', '<ol start="3"><li>c</li><li>d</li></ol>', ' 3. c\n 4. d'],
  [
    'scripts, styles, comments',
    '<style>p{}</style><script>if(a<b)x()</script><!-- <p>c --><p>Text</p>',
    'Text',
  ],
  ['a head without end', '<html><head><meta a=b><body>Text', 'Text'],
  ['hidden parts', '<div style="display:none">pre<div>x</div></div><p hidden>y</p><p>Text</p>', 'Text'],
  ['images by their text', '<p><img src="cid:1" alt="Rack photo"> here</p>', '[image: Rack photo] here'],
  ['images without text', '<p>a<img src="cid:1">b</p>', 'a[image]b'],
  ['tracking pixels', '<p>a<img width="1" height="1" alt="x"><img style="width:1px" alt="y"></p>', 'a'],
  ['preformatted text', '<pre>a\n  b</pre>', 'a\n  b'],
  ['a stray angle', '<p>1 < 2 and <3</p>', '1 < 2 and <3'],
  ['a tag that never ends', '<p>Text</p>see <a href="x', 'Text\n\nsee <a href="x'],
])('%s', (_name, html, expected) => {
  expect(textOf(html)).toBe(expected);
});

test('a data table has aligned columns, by cells', () => {
  const html = `<table><tr><th>Port</th><th>Light</th></tr><tr><td>東京</td><td>-3.2 dBm</td></tr>
    <tr><td>A1</td><td>low<br>-40 dBm</td></tr></table>`;
  expect(textOf(html)).toBe('Port  Light\n────  ────────\n東京  -3.2 dBm\nA1    low\n      -40 dBm');
});

test('a wide table becomes a list of values', () => {
  const long = 'word '.repeat(20).trim();
  expect(
    textOf(`<table><tr><td>Summary:</td><td>${long}</td></tr><tr><td>Site</td><td>SV5</td></tr></table>`),
  ).toBe(`Summary: ${long}\nSite: SV5`);
  expect(
    textOf(
      `<table><tr><th>Id</th><th>Text</th></tr><tr><td>1</td><td>${long}</td></tr><tr><td>2</td><td>b</td></tr></table>`,
    ),
  ).toBe(`Id: 1\nText: ${long}\n\nId: 2\nText: b`);
});

test('a table that only arranges the page is read cell by cell', () => {
  expect(textOf('<table role="presentation"><tr><td>left</td><td>right</td></tr></table>')).toBe(
    'left\nright',
  );
  expect(
    textOf('<table><tr><td><table><tr><td>inner</td></tr></table></td><td>right</td></tr></table>'),
  ).toBe('inner\nright');
});

test('links are numbered in the text and listed, each once', () => {
  const {blocks, links} = htmlToText(
    `<p><a href="https://portal.example/t?id=1&amp;x=2">portal</a>, <a href="mailto:noc@example.com">mail</a>,
     <a href="https://portal.example/t?id=1&amp;x=2">again</a>, bare https://example.com/a_b. End</p>`,
  );
  expect(blocks).toEqual([
    {kind: 'text', text: 'portal [1], mail [2], again [1], bare https://example.com/a_b [3]. End'},
  ]);
  expect(links).toEqual([
    'https://portal.example/t?id=1&x=2',
    'mailto:noc@example.com',
    'https://example.com/a_b',
  ]);
});

test('a link whose text is its address gets one number', () => {
  const {blocks, links} = htmlToText(
    '<p>see <a href="https://example.com/">https://example.com/</a> now</p>',
  );
  expect(blocks[0]?.text).toBe('see https://example.com/ [1] now');
  expect(links).toEqual(['https://example.com/']);
});

test('only http, https and mailto are links, look-alikes show', () => {
  const {blocks, links} = htmlToText(
    `<a href="javascript:alert(1)">a</a> <a href="file:///etc/passwd">b</a> <a href="data:text/html,x">c</a>
     <a href="/rel">d</a> <a href="https://еquinix.com/\u202Ex">e</a> <a href="https://x.example/"></a>`,
  );
  expect(blocks[0]?.text).toBe('a b c d e [1]');
  expect(links).toEqual(['https://xn--quinix-2of.com/%E2%80%AEx']);
});

test('plain text keeps its line breaks, spaces and angle brackets', () => {
  const {blocks, links} = htmlToText('Hello <bob@x.example>,\r\n\r\n  a < b\r\nsee https://x.example/y\r\n');
  expect(blocks).toEqual([
    {kind: 'text', text: 'Hello <bob@x.example>,\n\n  a < b\nsee https://x.example/y [1]'},
  ]);
  expect(links).toEqual(['https://x.example/y']);
});

const TAGS = [
  'p',
  'div',
  'br',
  'table',
  'tr',
  'td',
  'th',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'span',
  'b',
  'script',
  'style',
  'h1',
];
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...TAGS).map((tag) => `<${tag}>`),
      fc.constantFrom(...TAGS).map((tag) => `</${tag}>`),
      hostileText,
      hostileText.map((text) => `<a href="https://x.example/${text}">${text}</a>`),
      hostileText.map((text) => `<img alt="${text}">`),
      fc.integer({min: 0, max: 0xffff}).map((code) => `&#${code};`),
      fc.constantFrom(
        '\n> quoted\n',
        'From: a\nSent: b\n',
        '&lt;b&gt;',
        '<',
        '"',
        "'",
        '<!--',
        '-->',
        '\ue002',
        '\ue003',
      ),
    ),
    {maxLength: 30},
  )
  .map((parts) => parts.join(''));

test('what is blank once hidden characters are gone is no part of the mail', () => {
  expect(htmlToText('\t\u009B').blocks).toEqual([]);
});

test('no markup leaves a control character, a hidden one or a bad link', () => {
  fc.assert(
    fc.property(markup, (html) => {
      const {blocks, links} = htmlToText(html);
      for (const block of blocks) {
        expect(block.text).not.toMatch(FORBIDDEN);
        expect(block.text.trim()).not.toBe('');
      }
      for (const link of links) expect(link).toMatch(/^(?:https?|mailto):[\x21-\x7e]+$/);
    }),
    {numRuns: often(100, 500)},
  );
});
