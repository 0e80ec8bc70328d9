import {expect, test} from 'vitest';
import {LONG, often} from '../../support/long.ts';
import {htmlToText, htmlToTextInSlices, mailWords} from '../../../src/text/html/html-to-text.ts';

const last = (html: string) => htmlToText(html).blocks.at(-1)?.text ?? '';
const MEGABYTE = 1_000_000;

const SIZE = LONG ? 1.5 : 0.5;
/** Rows of a report, so many MB of them. */
const report = (() => {
  let rows = '';
  for (let row = 0; rows.length < SIZE * MEGABYTE; row += 1) {
    rows += `<tr style="height:15pt"><td style="border:1px solid #ccc">Port ${row}</td><td style="padding:4px"><b>down</b></td></tr>\n`;
  }
  return `<table border="1"><tr><th>Port</th><th>State</th></tr>${rows}</table><p>The end.</p>`;
})();

test.each([
  ['a style sheet', `<style>${'.a{color:red;background:url("x;y")}\n'.repeat(35_000)}</style>`],
  [
    'a style sheet in the head',
    `<html><head><style>${'td{padding:0}\n'.repeat(90_000)}</style></head><body>`,
  ],
  ['a comment', `<!--${'x'.repeat(1.2 * MEGABYTE)}-->`],
  ['a picture', `<img width="1" src="data:image/png;base64,${'iVBORw0K'.repeat(160_000)}">`],
  ['a background', `<div style="background:url(data:image/png;base64,${'iVBORw0K'.repeat(160_000)})"></div>`],
  ['a folded picture', `<img width="1" src='data:image/png;base64,${'iVBORw0KGgo=\r\n'.repeat(90_000)}'>`],
])('%s of more than a megabyte costs no text', (_name, large) => {
  expect(htmlToText(`${large}<p>Breaker B7 is off.</p>`).blocks.map(({text}) => text)).toEqual([
    'Breaker B7 is off.',
  ]);
});

test('a picture in words is not shown as letters, a short mention is', () => {
  const large = 'iVBORw0K'.repeat(1000);
  expect(last(`<p>see data:image/png;base64,${large} there</p>`)).toBe('see data:image/png;base64,… there');
  expect(last('<p>data:text/plain;base64,QUJD stays</p>')).toBe('data:text/plain;base64,QUJD stays');
});

test(`a mail of ${SIZE} MB is read to its end, in slices between which keys are heard`, async () => {
  let slices = 0;
  let isReading = true;
  const tick = () => {
    slices += 1;
    if (isReading) setImmediate(tick);
  };
  setImmediate(tick);
  const sliced = await htmlToTextInSlices(report);
  isReading = false;
  expect(slices).toBeGreaterThan(10);
  expect(sliced).toEqual(htmlToText(report));
  expect(sliced.blocks.at(-1)?.text).toMatch(/^Port +State\n[^]*\nThe end\.$/);
});

test('what is longer than anybody reads is cut, and says so', () => {
  expect(last(`<p>${'lorem ipsum '.repeat(420_000)}</p>`)).toBe(
    '[The rest of this e-mail is too long to show.]',
  );
  expect(last('lorem ipsum '.repeat(420_000))).toBe('[The rest of this e-mail is too long to show.]');
});

test('the words for the index are those that are read, without numbers of links', async () => {
  const mail =
    '<p>See <a href="https://a.example/">the page</a></p><blockquote>older</blockquote><p hidden>never</p>';
  expect(await mailWords(mail)).toBe('See the page\nolder');
});

/** A few seconds in all; in the full count each is as large as a mail can be. */
const N = often(1000, 50_000, 100_000);
const numbered = (write: (index: number) => string) =>
  Array.from({length: N}, (_, index) => write(index)).join('');

// A quadratic step in any of these takes minutes in the long run: the test's own limit of time would end it.
test.each([
  ['divs', '<div>'.repeat(N)],
  ['lists', '<ul><li>a'.repeat(N)],
  ['empty lists', '<ul><li>'.repeat(N)],
  ['tables', '<table><tr><td>a<td>b'.repeat(N)],
  ['spans over rows and columns', `<table>${'<tr><td colspan=1000 rowspan=65534>x'.repeat(N / 5)}`],
  ['rows', `<table>${'<tr><td>aaa<td>bb<td>c'.repeat(N / 5)}`],
  ['quotes', '<blockquote>a'.repeat(N)],
  ['wrappers', '<div class=gmail_quote>a'.repeat(N)],
  ['tags hidden in attributes', '<div a="</div>">'.repeat(N)],
  ['ends without begin', `${'<div>'.repeat(N)}${'</p></div></span>'.repeat(N)}`],
  ['formatting that is opened again and again', numbered((index) => `<p><b id=${index}></p>x`)],
  ['formatting around blocks', numbered((index) => `<b id=${index}><p>`)],
  ['links around blocks', '<a href=x><div>'.repeat(N)],
  ['texts between rows', `<table>${'x<br>'.repeat(N)}`],
  ['elements between rows', `<table>${'<i>x</i>'.repeat(N)}`],
  ['attributes', `<p ${numbered((index) => `a${index} `)}>`],
  ['roots', numbered((index) => `<html a${index}=1>`)],
  ['open quotes', '<a "'.repeat(N)],
  ['angles', '<'.repeat(N * 10)],
  ['equals signs', `<p ${'='.repeat(N * 10)}>`],
  ['dots behind a link', `http://x${'.'.repeat(N * 10)}`],
  ['links', numbered((index) => `<a href="https://a.example/${index}">x</a>`)],
  ['blanks in a line', `x${'&nbsp;'.repeat(N * 4)}y`],
  ['invisible letters in a line', `x${'&nbsp;&zwnj;'.repeat(N)}y`],
  ['blanks', `<pre>${' \n'.repeat(N)}`],
  ['words in one line', '<b>x</b> '.repeat(N)],
  ['lines that are quoted', 'a<br>&gt; b<br>'.repeat(N)],
  ['headers of mails', 'From: a@b<br>Sent: 1<br>x<br>'.repeat(N / 5)],
  ['lines that say who wrote', `${'1 wrote '.repeat(60)}x:<br>`.repeat(N / 5)],
  ['comments', '<!--'.repeat(N)],
  ['styles', `<p style="${'a:b;'.repeat(N)}">x`],
  ['brackets in styles', `<p style="a:${'('.repeat(N)}">x`],
  ['rules', `<style>${numbered((index) => `.a${index} .b{display:none}`)}</style><p class=b>x`],
  ['open rules', `<style>${'@media screen{'.repeat(N)}`],
  ['templates', '<template>'.repeat(N)],
  ['unknown elements', '<foo>'.repeat(N)],
  ['choices', '<select><option>x'.repeat(N)],
  ['pictures in one link', `<a href=x>${'<img src=a.png>'.repeat(N)}`],
  ['raised letters in each other', '<sup>'.repeat(N)],
  ['raised letters', '<sup>1</sup>'.repeat(N)],
])('%s without end take bounded time and memory', (_name, html) => {
  expect(htmlToText(`<p>x</p>${html}`).blocks[0]?.text.startsWith('x')).toBe(true);
});
