import {expect, test} from 'vitest';
import {blockRows} from '../../../src/text/html/tables/block-rows.ts';
import {htmlToText} from '../../../src/text/html/html-to-text.ts';

const shown = (html: string) =>
  htmlToText(html)
    .blocks.map(({text}) => text)
    .join('\n\n');

test.each([
  [
    'buttons',
    '<button>Yes</button><button>No</button><input type=submit><input type=button value="Go">',
    '[Yes] [No] [Submit] [Go]',
  ],
  [
    'fields',
    '<input value="Bob"><input placeholder="Name"><input><input type=password value=x><input type=radio checked>',
    '[Bob] [Name] [____] [****] (x)',
  ],
  ['a list of choices', '<select multiple><option selected>A<option>B</select>', '[x] A\n[ ] B'],
  ['the first choice where none is made', '<select><option disabled>Pick<option>low</select>', '[low]'],
  ['a text area as it is', '<textarea>\n<b>no tag</b>\n  x</textarea>', '<b>no tag</b>\n  x'],
  [
    'raised and lowered text',
    '1<sup>st</sup>, m<sup>2</sup>, e<sup>x + 1</sup>, CO<sub>2</sub>, 10<sub>2</sub>',
    '1st, m^2, e^(x + 1), CO2, 10_2',
  ],
  ['what is crossed out', '<del>A</del> <s>b <b>c</b></s>, <strike>d</strike>.', '~A b c~, ~d~.'],
  [
    'each line that is crossed out',
    '<div style="text-decoration:line-through">a<br>b<ul><li>c</ul></div>',
    '~a~\n~b~\n • ~c~',
  ],
  ['a style that takes the line away', '<s style="text-decoration:none">kept</s>', 'kept'],
  [
    'pictures by name',
    '<img src="cid:plan.png@01D"> <img src="https://a.example/rack%20one.jpg?x=1"> <img src="data:,x">',
    '[image: plan.png] [image: rack one.jpg] [image]',
  ],
  ['no decoration', '<p>x<img alt="" src="line.png"><img src=p width=1 height=1></p>', 'x'],
  [
    'a picture that is a link',
    '<a href="https://a.example/"><img src="logo.png" alt=""></a>',
    '[image: logo.png] [1]',
  ],
  [
    'no areas of a map without a picture',
    'x<map name=m><area href="https://a.example/" alt=Shop></map><br>y',
    'x\ny',
  ],
  [
    'films and pages by name',
    '<video src="a/film.mp4">no</video> <iframe src="https://a.example/page.html"></iframe>',
    '[video: film.mp4] [page: page.html] [1]',
  ],
  ['details, open or not', '<details><summary>Log</summary>line</details>', 'Log\nline'],
  ['ruby', '<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>', '東京(とうきょう)'],
  [
    'lists of Office with one sign',
    '<p class="x_MsoListParagraph"><span>\uf0b7<span>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>one</p><p class=MsoListParagraph>2.<span>&nbsp;&nbsp;&nbsp; </span>two</p>',
    '* one\n2. two',
  ],
  ['lists without signs', '<ul style="list-style:none"><li>a<li>b</ul>', 'a\nb'],
  [
    'numbers of all kinds',
    '<ol reversed><li>x<li>y</ol><ol type=I start=4><li>z</ol><ol><li value=7>v</ol>',
    ' 2. x\n 1. y\n IV. z\n 7. v',
  ],
  ['lists in lists', '<ul><li>a<ul><li>b</ul><li>c</ul>', ' • a\n   • b\n • c'],
  [
    'addresses in angle brackets',
    '<p>to <Bob.Lee@a.example> or <https://a.example/x></p>',
    'to <Bob.Lee@a.example> or <https://a.example/x [1]>',
  ],
  ['no tags of Office', '<p>in <st1:City w:st="on">Paris</st1:City><o:p></o:p></p>', 'in Paris'],
  ['no tags of elements that it closes', '<p><x-note>kept</x-note></p>', 'kept'],
  [
    'words of neighbours apart',
    '<div style="display:flex"><span>A</span><span>B</span></div><span style="display:inline-block">C</span><span style="display:inline-block">D</span>',
    'A B\nC D',
  ],
  ['words where something invisible stands between', 'A<span style="visibility:hidden">x</span>B', 'A B'],
  ['stray words of a broken table apart', '<table>one<tr><td>cell</td></tr>two</table>', 'one two\ncell'],
  ['links by the base of the mail', '<base href="https://a.example/x/"><a href="/t">t</a>', 't [1]'],
  ['an address that is none as its words alone', '<base href="https://a.example/"><a href="http://[">t</a>', 't'],
  [
    'lines and blanks that are kept',
    '<div style="white-space:pre-line">a   b\n c</div><pre>x\n\n\n  y</pre>',
    'a b\nc\n\nx\n\n\n  y',
  ],
  ['a preformatted text that is not', '<pre style="white-space:normal">a\n  b</pre>', 'a b'],
  [
    'an unfinished style sheet',
    '<p>x</p><style>p{}',
    'x\n\n[This e-mail ends in an unclosed <style>: what it holds is not shown.]',
  ],
  ['comments of every form', 'a<!-- b --!>c<!-->d<!--->e<?php f ?>g<![if x]>h', 'acdegh'],
])('%s', (_name, html, expected) => {
  expect(shown(`<div></div>${html}`)).toBe(expected);
});

test.each([
  [
    'headings over two rows',
    '<tr><th rowspan=2>Site<th colspan=2>Feed</tr><tr><th>A<th>B</tr><tr><td>SV5<td>ok<td>down',
    'Site  Feed\n      A   B\n────  ──  ────\nSV5   ok  down',
  ],
  ['a value across columns', '<tr><th>A<th>B<tr><td colspan=2>both<tr><td>1<td>2', 'A  B\n─  ─\nboth\n1  2'],
  [
    'blank cells',
    '<tr><th><th>Mon<th>Tue<tr><th>AM<td>x<td><tr><th>PM<td><td>y',
    '    Mon  Tue\n──  ───  ───\nAM  x\nPM       y',
  ],
  ['a cell down to the end', '<tr><td rowspan=0>x<td>1<tr><td>2<tr><td>3', 'x  1\n   2\n   3'],
  [
    'bold headings',
    '<tr><td><b>Port</b><td><b>State</b><tr><td>1<td>up',
    'Port  State\n────  ─────\n1     up',
  ],
  ['feet at the end', '<tfoot><tr><td>F1<td>F2</tfoot><tbody><tr><td>b1<td>b2', 'b1  b2\nF1  F2'],
  ['rows that are hidden', '<tr><td>a<td>b<tr style="display:none"><td>c<td>d', 'a  b'],
  ['fields in cells', '<tr><td>OK?<td><input type=checkbox checked>', 'OK?  [x]'],
])('a table with %s', (_name, rows, expected) => {
  expect(shown(`<table>${rows}</table>`)).toBe(expected);
});

const LONG = 'word '.repeat(18).trim();

test.each([
  [
    'headings over two rows',
    `<tr><th rowspan=2>Site<th colspan=2>Feed</tr><tr><th>A<th>B</tr><tr><td>SV5<td>ok<td>${LONG}`,
    `Site: SV5\nFeed / A: ok\nFeed / B: ${LONG}`,
  ],
  [
    'one heading for two columns',
    `<tr><th colspan=2>Window<th>Impact<tr><td>02:00<td>04:00<td>${LONG}`,
    `Window: 02:00 | 04:00\nImpact: ${LONG}`,
  ],
  [
    'a value across columns',
    `<tr><th>A<th>B<th>C<tr><td colspan=2>both<td>${LONG}`,
    `A, B: both\nC: ${LONG}`,
  ],
  ['labels in each row', `<tr><th>Site<td>SV5<th>Work<td>${LONG}`, `Site: SV5\nWork: ${LONG}`],
  ['no headings', `<tr><td>a<td><td>${LONG}<tr><td>b<td>c<td>d`, `a | - | ${LONG}\nb | c | d`],
  ['two columns', `<tr><td>Work:<td>${LONG}<tr><td>Site<td>SV5`, `Work: ${LONG}\nSite: SV5`],
])('a wide table with %s', (_name, rows, expected) => {
  expect(shown(`<table>${rows}</table>`)).toBe(expected);
});

test.each([
  ['of headings', '<table><tr><th><table><tr><th>left</table><th><table><tr><th>right</table></table>'],
  ['that says so', '<table role="presentation"><tr><td>left<td>right</table>'],
  ['with headlines', '<table><tr><td><h2>left</h2><td><h2>right</h2></table>'],
])('a table %s that arranges the page is invisible', (_name, html) => {
  expect(shown(html).replaceAll(/\n+/g, ' ')).toBe('left right');
});

test('a table is laid out for the width that there is', () => {
  const cells = '<tr><td>SV5:01:0102<td>p1 uplink, panel 7<td>down<tr><td>SV5:01:0103<td>p2 uplink<td>up';
  const {blocks} = htmlToText(`<p>Ports</p><table><tr><th>Site<th>Port<th>State${cells}</table><p>End</p>`);
  const [block] = blocks;
  if (block === undefined) throw new Error('no block');
  const rows = (width: number) => blockRows(block, width).join('\n');
  expect(rows(76)).toBe(block.text);
  expect(rows(30)).toBe(
    'Ports\n\nSite: SV5:01:0102\nPort: p1 uplink, panel 7\nState: down\n\nSite: SV5:01:0103\nPort: p2 uplink\nState: up\n\nEnd',
  );
  const wide = `<table><tr><th>A<th>B<tr><td>${'a '.repeat(30)}<td>${'b '.repeat(15)}</table>`;
  expect(blockRows(htmlToText(wide).blocks[0] ?? block, 120)).toHaveLength(3);
});
