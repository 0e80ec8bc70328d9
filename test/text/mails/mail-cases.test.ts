import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {htmlToText} from '../../../src/text/html/html-to-text.ts';

type Shown = readonly (readonly [kind: string, text: string])[];

/** What a mail shows; a text alone stands for one block of the sender's own words. */
const CASES: Readonly<Record<string, string | Shown>> = {
  '01-mso-hide-button': 'Your technician needs an answer.\n\nApprove the visit [1]\n\nRegards',
  '02-input-hidden': 'First line.\n\nSecond line must be read.',
  '03-hidden-p-unclosed': 'Breaker B7 is off.\n\nCall us.',
  '04-hidden-span-selfclosed': 'Breaker B7 is off.',
  '05-hidden-td-unclosed': 'Port 14 down\nCage 0102\n\nAfter.',
  '06-gmail-inline': [
    ['text', 'See below.'],
    ['quote', 'On Mon, Nov 23, 2026 at 9:00 AM NOC <noc@a.example [1]> wrote:\nWhich breaker tripped?'],
    ['text', 'ANSWER-ONE B7 on PDU 3.'],
    ['quote', 'When can power be back?'],
    ['text', 'ANSWER-TWO 14:30 UTC.'],
  ],
  '07-caption': 'Circuit 20981-DA3\n\nPort  State\n────  ─────\n1     down',
  '08-stray-in-table': 'Window moved to Friday\n\na  b',
  '09-rowspan': 'Site  Port  State\n────  ────  ─────\nSV5   p1    down\n      p2    up\nDA3   p9    up',
  '10-rowspan-wide': `Site: SV5 Silicon Valley, Great Oaks campus
Port description: p1 uplink to the core router, cage 0102, panel 7
State: down

Site: SV5 Silicon Valley, Great Oaks campus
Port description: p2 uplink to the backup router, cage 0102, panel 8
State: up`,
  '11-colspan': `Window                Impact
──────────  ────────  ──────────────
from 02:00  to 04:00  none
from 05:00  to 06:00  loss of A feed`,
  '12-strike':
    'The window is ~02:00 to 04:00 UTC~ 05:00 to 06:00 UTC.\n\nPull breaker ~A7~ B7. Use ~cage 0102~ cage 0103.',
  '13-prewrap': 'show interface Eth1/14\nEth1/14 is down\n  rx -40.0 dBm\n  tx -2.1 dBm',
  '14-br-close': 'Port 1 down\nPort 2 up\nPort 3 up',
  '15-span-block': 'Cage 0102\nPort 14',
  '16-img-noalt': 'Please confirm which of these:\n\n[image: image001.png]\n\nThanks',
  '17-plain-with-tag': `Hello,
the proxy answers with this:

  HTTP/1.1 502 Bad Gateway
  <html><head><title>502 Bad Gateway</title></head>
  <body>oops</body></html>

Cage 0102
Port 14 <spare>
Regards`,
  '18-sup': 'BER is 10^-12, threshold 10^-9.',
  '19-from-form': `Please move the equipment:

From: SV5:01:0102
To: SV5:01:0333
Date: 28 Nov 2026 10:00

The technician needs the key of cage 0333 before 09:00. Please answer today.`,
  '20-headless': 'First paragraph in an unclosed head.\n\nSecond.',
  '21-button-input': 'Approve?\n\n[Approve now] [Deny] [Later]',
  '24-cdata-comment': [
    ['text', 'Before'],
    ['text', '[This e-mail ends in an unclosed comment: what it holds is not shown.]'],
  ],
  '25-outlook-spacing': 'Line one\n\nLine two\n\nNew paragraph',
  '26-mso-list': '* Check breaker\n* Check optics',
  '27-cp1252-numeric': 'It’s “done” – 5 €',
  '28-rtl': 'تم إغلاق القاطع B7 في الساعة 14:30',
  '29-preheader-filler': 'Breaker B7 is off.',
  '30-details': 'Outage\nStarted 14:00\nX\nY',
  '31-unknown-angle': 'Send to Bob <bob@a.example> or <noc>.',
  '32-map-area': '[image: Choose] Yes [1] No [2]',
  '33-checkbox': '[x] Power off [ ] Power on',
  '34-wingdings': 'þ Power off ¨ Power on',
  '35-ol-nested': ' 3. Three\n    a. alpha\n 4. Four',
  '36-yahoo-prefixed': [
    ['text', 'My new text'],
    ['quote', 'On Thursday, September 4, 2025 at 11:30:41 AM EDT, Jane Roe wrote:\nOLD-TEXT'],
  ],
  '37-table-form': 'Port  14',
  '38-table-data-and-div': 'Stray note in a table\n\nA  B',
  '39-select': 'Choose: [Power off] please',
  '40-textarea': 'Log:\n\nline1\nline2\n\nend',
  '41-th-first-col': 'Ticket  22000001\nSite    SV5',
  '42-xhtml-comment-style': 'Breaker B7\n\nafter',
  '43-empty-a': 'Open the page .',
  '44-relative-protocol': 'Ticket Second Third [1] Fourth [2] Fifth [3] Call',
  '45-head-closing-header': 'Important first paragraph.\n\nTop\n\nSecond paragraph',
  '46-forced-break': 'aaabbb\n\nxy\n\nPort 14',
  '47-quote-in-data-cell': 'Port   • one\n        • two\nState  down\n       since 14:00',
};

const body = (name: string): string =>
  readFileSync(new URL(`field/${name}.html`, import.meta.url), 'utf8');

test.each(Object.entries(CASES))('%s', (name, expected) => {
  const shown = htmlToText(body(name)).blocks.map(({kind, text}) => [kind, text]);
  expect(shown).toEqual(typeof expected === 'string' ? [['text', expected]] : expected);
});

test.each([
  ['01-mso-hide-button', ['https://portal.example/approve/42']],
  ['32-map-area', ['https://a.example/yes', 'https://a.example/no']],
  [
    '44-relative-protocol',
    ['https://portal.example/', 'https://portal.example/t/4', 'https://portal.example/a%20b'],
  ],
])('the links of %s', (name, expected) => {
  expect(htmlToText(body(name)).links).toEqual(expected);
});
