import {expect, test} from 'vitest';
import {htmlToText} from '../../../src/text/html/html-to-text.ts';

const shown = (html: string) =>
  htmlToText(html)
    .blocks.map(({text}) => text)
    .join('\n');

test.each([
  'display:none',
  'DISPLAY : NONE ;color:red',
  'display:block;display:none',
  'display:none!important;display:block',
  'display:none;display:nonsense',
  'color:red;/* display:block */display:none',
  'visibility:hidden',
  'visibility:collapse',
  'max-height:0',
  'max-height:0px;overflow:hidden',
  'height:0;overflow:hidden',
  'font-size:0',
  'font-size:0px;line-height:0',
  'font:0/0 a',
  'opacity:0',
])('%s hides', (style) => {
  expect(shown(`<div style="${style}">secret</div><p>there</p>`)).toBe('there');
});

test.each([
  'display:none;display:block',
  'display:block!important;display:none',
  'mso-hide:all',
  '-x-display:none',
  'x-visibility:hidden',
  'background:url(display:none;visibility:hidden)',
  "background:url('a;display:none;b')",
  "content:'; display:none'",
  '/* display:none */',
  'font-family:display:none',
  'display:"none"',
  'height:0',
  'max-height:100px',
  'font-size:0.9em',
  'font:12px/0 Arial',
  'opacity:0.5',
])('%s hides nothing', (style) => {
  expect(shown(`<div style="${style.replaceAll('"', '&quot;')}">secret</div><p>there</p>`)).toContain(
    'secret',
  );
});

test.each([
  [
    'visible in hidden',
    '<div style="visibility:hidden">a <b style="visibility:visible">shown</b></div>',
    'shown',
  ],
  [
    'letters in none',
    '<td style="font-size:0"><div style="font-size:0">a<span style="font-size:12px">shown</span></div>',
    'shown',
  ],
  ['the attribute', '<p hidden>a</p><p hidden style="display:block">shown</p>', 'shown'],
  ['a limit of height for what is in a line', '<span style="max-height:0">shown</span>', 'shown'],
  ['an unclosed paragraph', '<p style="display:none">a<p>shown', 'shown'],
  ['an unclosed row', '<table><tr style="display:none"><td>a<tr><td>shown</table>', 'shown'],
  ['an unclosed item', '<ul><li style="display:none">a<li>shown</ul>', ' • shown'],
  ['an unclosed term', '<dl><dt style="display:none">a<dd>shown</dl>', '  shown'],
  ['a picture', '<img style="display:none" alt="a">shown', 'shown'],
  ['a field', '<input style="display:none" value="a"><br>shown', 'shown'],
])('hidden ends where a browser ends it: %s', (_name, html, expected) => {
  expect(shown(`<div></div>${html}`)).toBe(expected);
});

test.each([
  ['a class', '.x{display:none}', false],
  ['a class of a tag', 'p.x{display:none}', false],
  ['a class of another tag', 'div.x{display:none}', true],
  ['an id', '#i{display:none}', false],
  ['one in another', '.outer .x{display:none}', false],
  ['a child', 'div > .x{display:none}', false],
  ['not a child', 'body > .x{display:none}', true],
  ['the one that says more', 'p.x{display:block}.x{display:none}', true],
  ['the later one', '.x{display:none}.x{display:block}', true],
  ['an important one', '.x{display:none!important}#i{display:block}', false],
  ['paper', '@media print{.x{display:none}}', true],
  ['a narrow window', '@media only screen and (max-width:600px){.x{display:none}}', true],
  ['a wide window', '@media screen and (min-width:480px){.x{display:none}}', false],
  ['a colour', '.x{color:red;background:url("display:none")}', true],
  ['a state', '.x:hover{display:none}', true],
  ['comments', '/* .x{display:none} */<!-- .y{display:none} -->', true],
  ['other blocks', '@font-face{font-family:x}@import url(x);.x{display:none}', false],
])('a style sheet for %s', (_name, css, isShown) => {
  const mail = `<style>${css}</style><div class="outer"><p class="a x" id="i">word</p></div><p>there</p>`;
  expect(shown(mail).includes('word')).toBe(isShown);
});

test('what an element says itself outdoes the style sheet', () => {
  const css = '<style>.x{display:none}.y{display:none!important}</style>';
  expect(
    shown(`${css}<p class="x" style="display:block">kept</p><p class="y" style="display:block">gone</p>`),
  ).toBe('kept');
});

test('the invisible letters behind a teaser are no lines', () => {
  const filler = '&nbsp;&zwnj;&#847;&#8203;&#xfeff;'.repeat(50);
  expect(shown(`<div>${filler}</div><p>Breaker B7${filler}</p>`)).toBe('Breaker B7');
});
