import {expect, test} from 'vitest';
import {htmlToText} from '../../../src/text/html/html-to-text.ts';

test.each([
  [
    'blockquote',
    '<p>New</p><blockquote>Old<blockquote>Older</blockquote></blockquote><p>End</p>',
    [
      ['text', 'New'],
      ['quote', 'Old\n> Older'],
      ['text', 'End'],
    ],
  ],
  [
    'Gmail',
    `<div>New</div><div class="gmail_quote"><div class="gmail_attr">On Mon, 23 Nov 2026 Bob wrote:<br></div>
     <blockquote class="gmail_quote"><div>Old</div></blockquote></div>`,
    [
      ['text', 'New'],
      ['quote', 'On Mon, 23 Nov 2026 Bob wrote:\nOld'],
    ],
  ],
  [
    'Apple Mail',
    '<div>New</div><div>On 23 Nov 2026, at 04:10, Bob wrote:</div><blockquote type="cite">Old</blockquote>',
    [
      ['text', 'New'],
      ['quote', 'On 23 Nov 2026, at 04:10, Bob wrote:\nOld'],
    ],
  ],
  [
    'Outlook',
    `<div><p>New</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Bob &lt;b@x.example&gt;<br><b>Sent:</b> Monday
     <br><b>To:</b> A<br><b>Subject:</b> S</p></div><p>Old</p></div>`,
    [
      ['text', 'New'],
      ['quote', 'From: Bob <b@x.example>\nSent: Monday\nTo: A\nSubject: S\n\nOld'],
    ],
  ],
  [
    'Outlook, plain',
    'New\n\n________________________________\nFrom: Bob\nDate: Monday\n\nOld',
    [
      ['text', 'New'],
      ['quote', '________________________________\nFrom: Bob\nDate: Monday\n\nOld'],
    ],
  ],
  [
    'plain with angle brackets',
    'New\n\nOn Mon 23 Nov 2026, Bob\nwrote:\n> Old\n>> Older\n>\n> Old too\n\nEnd',
    [
      ['text', 'New'],
      ['quote', 'On Mon 23 Nov 2026, Bob\nwrote:\nOld\n> Older\n\nOld too'],
      ['text', 'End'],
    ],
  ],
  [
    'original message',
    'New\n-----Original Message-----\nOld',
    [
      ['text', 'New'],
      ['quote', '-----Original Message-----\nOld'],
    ],
  ],
  [
    'a sender in the text is no quote',
    'From: the cage door\nit came on',
    [['text', 'From: the cage door\nit came on']],
  ],
])('quoted mail: %s', (_name, body, expected) => {
  expect(htmlToText(body).blocks.map((block) => [block.kind, block.text])).toEqual(expected);
});

test('text after a marked quote that Outlook did not make is not lost', () => {
  const {blocks} = htmlToText('<p>a</p><blockquote>b</blockquote><p>c</p><blockquote>d</blockquote>');
  expect(blocks.map((block) => block.text)).toEqual(['a', 'b', 'c', 'd']);
});
