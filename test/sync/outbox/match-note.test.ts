import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {TicketNote} from '../../../src/domain/ticket.ts';
import {findOurNote, noteKeys, type NoteSearch} from '../../../src/sync/outbox/match-note.ts';
import {likeness} from '../../../src/domain/ticket/note-text.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {often} from '../../support/long.ts';

const NOON = Date.UTC(2026, 5, 1, 12);

function note(
  text: string,
  more: {id?: string; at?: number; type?: string; author?: string} = {},
): TicketNote {
  const {id, at = NOON, type = 'CUSTOMER_NOTES', author} = more;
  return {
    ...(id === undefined ? {} : {id: toSafeText(id)}),
    ...(author === undefined ? {} : {author: toSafeText(author)}),
    createdDateTime: toSafeText(new Date(at).toISOString()),
    type: toSafeText(type),
    text: toSafeText(text),
  };
}

function search(text: string, notes: readonly TicketNote[], more: Partial<NoteSearch> = {}) {
  return findOurNote({text, notes, before: [], claimed: [], notBefore: NOON - 60_000, ...more});
}

test('a note is found by its text among others', () => {
  const ours = note('Please reseat it', {id: 'b'});
  expect(search('Please reseat it', [note('Other', {id: 'a'}), ours])).toBe(ours);
  expect(search('Please reseat it', [note('Please reseat it not', {id: 'a'})])).toBeUndefined();
});

test('a note that was there before sending is not ours, a second like it is', () => {
  const old = note('ping', {id: 'a'});
  const ours = note('ping', {id: 'b', at: NOON + 1000});
  expect(search('ping', [old], {before: ['a']})).toBeUndefined();
  expect(search('ping', [old, ours], {before: ['a']})).toBe(ours);
});

test('notes without ids are counted', () => {
  const twin = note('ping');
  const before = noteKeys([twin]);
  expect(search('ping', [twin], {before})).toBeUndefined();
  expect(search('ping', [twin, {...twin}], {before})).toBeDefined();
  expect(search('ping', [twin, {...twin}], {before, claimed: noteKeys([twin])})).toBeDefined();
  expect(search('ping', [twin, {...twin}], {claimed: noteKeys([twin, twin])})).toBeUndefined();
});

test('a note of another item, of Equinix or of an earlier time is not ours', () => {
  expect(search('ping', [note('ping', {id: 'a'})], {claimed: ['a']})).toBeUndefined();
  expect(search('ping', [note('ping', {id: 'a', type: 'RESOLUTION_NOTES'})])).toBeUndefined();
  expect(search('ping', [note('ping', {id: 'a', at: NOON - 60_001})])).toBeUndefined();
  expect(search('ping', [note('ping', {id: 'a', at: NOON - 60_000})])).toBeDefined();
});

test('names decide only where ours is written as the service writes it', () => {
  const theirs = note('ping', {id: 'a', author: 'Ada'});
  expect(search('ping', [theirs], {author: 'grace@example.com'})).toBe(theirs);
  const known = note('older', {id: 'b', author: 'grace@example.com'});
  expect(search('ping', [theirs, known], {author: 'grace@example.com'})).toBeUndefined();
});

test('of several the unaltered one is taken, then the oldest', () => {
  const altered = note('caf? is dark, please', {id: 'a', at: NOON - 5});
  const late = note('café is dark, please', {id: 'c', at: NOON + 5});
  const early = note('café is dark, please', {id: 'b', at: NOON});
  expect(search('café is dark, please', [altered, late, early])).toBe(early);
  expect(search('café is dark, please', [altered])).toBe(altered);
});

test.each([
  ['trimmed', '  a b \n', 'a b'],
  ['line ends', 'a\r\nb\rc', 'a\nb\nc'],
  ['collapsed blanks', 'a   b\t\tc', 'a b c'],
  ['composed', 'Cafe\u0301', 'Caf\u00e9'],
  ['HTML entities', 'a < b & "c" \'d\'', 'a &lt; b &amp; &quot;c&quot; &#39;d&#x27;'],
  ['entities twice', 'a & b', 'a &amp;amp; b'],
  ['break tags', 'a\nb', 'a<br/>b'],
  ['paragraphs', 'a\n\nb', '<p>a</p><p class="x">b</p>'],
  ['quotes', '"a" - \'b\'...', '\u201ca\u201d \u2013 \u2018b\u2019\u2026'],
  ['a literal entity', 'write &amp; here', 'write &amp; here'],
])('a service that changes a note is seen through: %s', (_what, ours, theirs) => {
  expect(likeness(ours, theirs)).toBe('same');
});

test('a cut text is recognised from 200 characters on', () => {
  const text = 'x1'.repeat(500);
  expect(likeness(text, `${text.slice(0, 200)}...`)).toBe('altered');
  expect(likeness(text, text.slice(0, 199))).toBe('near');
  expect(likeness(text.slice(0, 300), text)).toBe('near');
});

test('a text reduced to ASCII is recognised where enough is left of it', () => {
  expect(likeness('Zürich: Käfig 4 öffnen', 'Z?rich: K?fig 4 ?ffnen')).toBe('altered');
  expect(likeness('重启 srv', '?? srv')).toBe('different');
  expect(likeness('plain question?', 'plain question')).toBe('near');
});

const OURS =
  'Please reseat the optics in DA3:01:010315, port 14 – see https://wiki.example/optics?id=7. Thanks!';

test.each([
  ['upper case', OURS.toUpperCase()],
  ['compatibility forms', OURS.normalize('NFKC').replaceAll('t', '\uff54')],
  ['other dashes', OURS.replaceAll('–', '\u2012')],
  ['wrapped in tags', `<div class="x"><b>${OURS}</b></div>`],
])('%s: it is taken for the same', (_how, theirs) => {
  expect(likeness(OURS, theirs)).toBe('altered');
});

test.each([
  ['a signature', `${OURS}\n--\nNadia Oyelaran\nNetwork Operations, Example Corp., +1 408 555 0100`],
  ['a wrapper', `[External] On behalf of the customer: ${OURS} [end of message]`],
  ['masked digits', OURS.replaceAll(/\d/g, '*')],
  ['a link taken out', OURS.replace(/https\S+/, '[link removed]')],
  ['cut short', OURS.slice(0, 40)],
  ['a word replaced', OURS.replace('Please', 'Kindly')],
])('%s: only a person can tell', (_how, theirs) => {
  expect(likeness(OURS, theirs)).toBe('near');
});

test.each(['Please send the invoice for May.', 'We looked at the power feed and found nothing.', 'Done.'])(
  'another text is another: %s',
  (theirs) => {
    expect(likeness(OURS, theirs)).toBe('different');
  },
);

test('an empty text is like nothing but another', () => {
  expect(likeness('', ' \n')).toBe('same');
  expect(likeness('', 'a')).toBe('different');
});

const change = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.trim(),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.normalize('NFC'),
  (text) => text.normalize('NFD'),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (text) => text.replaceAll('\n', '<br>'),
  (text) => text.replaceAll(/[ \t]+/g, ' '),
);

test('property: what went through any of these changes is the same text', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme', minLength: 1}), change, (text, alter) => {
      expect(likeness(text, toSafeText(alter(text)))).toBe('same');
    }),
    {numRuns: often(400, 2000)},
  );
});

test('property: of n like it before and m more after, exactly m can be found one after the other', () => {
  fc.assert(
    fc.property(fc.nat(4), fc.nat(4), fc.boolean(), (before, more, hasIds) => {
      const notes = Array.from({length: before + more}, (_, index) =>
        note('same', hasIds ? {id: `n${index}`} : {}),
      );
      const known = noteKeys(notes.slice(0, before));
      // Without ids all keys are alike, and a claim says how many of them are taken.
      const claimed = hasIds ? [] : [...known];
      for (let found = 0; found < more; found += 1) {
        const ours = search('same', notes, {before: known, claimed});
        expect(ours).toBeDefined();
        claimed.push(...noteKeys(ours === undefined ? [] : [ours]));
      }
      expect(search('same', notes, {before: known, claimed})).toBeUndefined();
    }),
  );
});
