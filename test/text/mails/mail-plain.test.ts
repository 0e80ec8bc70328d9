import {expect, test} from 'vitest';
import {htmlToText} from '../../../src/text/html/html-to-text.ts';

const shown = (body: string) =>
  htmlToText(body)
    .blocks.map(({text}) => text)
    .join('\n');

test.each([
  'Please add a <br> after the address',
  'Line one\nuse the <b> tag\nline three',
  'Hello,\n\nthe form sends <input type="hidden"> twice.\n\nRegards',
  'We get this:\n<html>\n<body>\n<h1>502 Bad Gateway</h1>\n</body>\n</html>',
  'The page shows\n\n  <table>\n  <tr><td>1</td></tr>\n  </table>\n\nand nothing else.',
  'if (a<b && c>d) then <i> is an index',
  'Port 14 <spare>\nPort 15 <noc@a.example>',
  '<noc@a.example> wrote about <b>',
  '<b> is not closed in line 3\nsecond line\nthird line',
  'Set <interface name> to <Eth1/14>\nand save',
  '<?xml version="1.0"?>\n<config>\n  <port>14</port>\n</config>',
])('stays plain text: %j', (body) => {
  expect(shown(body)).toBe(body);
});

test.each([
  ['Hello<br>World', 'Hello\nWorld'],
  ['Hello,<br/><br/>the ticket is <b>closed</b>.<br/>', 'Hello,\n\nthe ticket is closed.'],
  ['Hello,<br>\nthe ticket is closed.<br>\nRegards', 'Hello,\nthe ticket is closed.\nRegards'],
  ['The ticket is <b>closed</b>.', 'The ticket is closed.'],
  ['[EXTERNAL]\n<html><body><p>One</p><p>Two</p></body></html>', '[EXTERNAL]\n\nOne\n\nTwo'],
  ['<!-- x --><p>One', 'One'],
  ['\ufeff \n<!DOCTYPE html><title>t</title>One', 'One'],
  ['<span>One</span> <em>two</em>', 'One two'],
])('is HTML: %j', (body, expected) => {
  expect(shown(body)).toBe(expected);
});
