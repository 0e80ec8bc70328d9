import {expect, test} from 'vitest';
import {mailWords} from '../../src/text/html/html-to-text.ts';
import {matchingLine} from '../../src/store/search/search.ts';
import {note, safe, START, ticket} from './sample.ts';
import {memoryStore} from './temporary.ts';

function filled() {
  const store = memoryStore();
  store.putTicket(
    ticket('1-204976070710', {
      orderId: safe('11150929'),
      customerReferenceId: safe('REF-44211'),
      description: safe('Power outage in the cage\nBreaker B12 tripped'),
      notes: [note('a', {text: safe('Résumé: 東京の電源を交換しました\nTechnician reseated the optics')})],
    }),
    '{}',
    START,
  );
  store.putTicket(ticket('1-2', {description: safe('Nothing of the kind')}), '{}', START);
  return store;
}

test.each([
  ['power', 'ticket', '<Power> outage in the cage'],
  ['BREAK trip', 'ticket', '<Break>er B12 <trip>ped'],
  ['resume', 'note', '<Résumé>: 東京の電源を交換しました'],
  ['電源', 'note', 'Résumé: 東京の<電源>を交換しました'],
  ['1-204976', 'ticket', '11150929 <1-204976>070710 REF-44211'],
  ['ref-442', 'ticket', '11150929 1-204976070710 <REF-442>11'],
  ['optic', 'note', 'Technician reseated the <optic>s'],
])('"%s" is found in a %s', (words, where, line) => {
  const hits = filled().search(words, 10);
  expect(
    hits.map((hit) => [hit.where, hit.line.replaceAll('\u{e000}', '<').replaceAll('\u{e001}', '>')]),
  ).toEqual([[where, line]]);
});

test.each(['', '   ', '"', '***', 'power nowhere', 'ower', 'NEAR(', 'a AND', '-'])(
  '"%s" finds nothing and breaks nothing',
  (words) => {
    expect(filled().search(words, 10)).toEqual([]);
  },
);

test('all words must occur in one text, and the limit holds', () => {
  const store = filled();
  expect(store.search('power optics', 10)).toEqual([]);
  expect(store.search('the', 1)).toHaveLength(1);
  expect(store.search('the', 10).length).toBeGreaterThan(1);
});

test('of a common word the texts that hold it itself come, of a rare one also those with longer words', () => {
  const store = memoryStore();
  for (let index = 0; index < 320; index += 1)
    store.putTicket(
      ticket(`1-${index}`, {description: safe(index < 310 ? 'powered down' : 'no power')}),
      '{}',
      START,
    );
  const lines = (words: string) => new Set(store.search(words, 400).map(({line}) => line));
  expect(lines('power').size).toBe(2);
  for (let index = 400; index < 800; index += 1)
    store.putTicket(ticket(`1-${index}`, {description: safe('no power')}), '{}', START);
  expect([...lines('power')]).toEqual(['no \u{e000}power\u{e001}']);
  expect(lines('powere').size).toBe(1);
});

test('a changed note is found by its new text only', () => {
  const store = filled();
  store.putTicket(ticket('1-2', {notes: [note('b', {text: safe('first wording')})]}), '{}', START);
  store.putTicket(ticket('1-2', {notes: [note('b', {text: safe('second wording')})]}), '{}', START);
  expect(store.search('first', 10)).toEqual([]);
  expect(store.search('second wording', 10)).toMatchObject([{item: 'note:b'}]);
  store.putTicket(ticket('1-2', {notes: []}), '{}', START);
  expect(store.search('second', 10)).toEqual([]);
});

test('a long line is cut around its first match, never inside a character', () => {
  const line = matchingLine(`${'😀'.repeat(150)} needle ${'x '.repeat(200)}`, ['needle']);
  expect(line).toContain('\u{e000}needle\u{e001}');
  expect(line.length).toBeLessThan(210);
  expect(line.isWellFormed()).toBe(true);
});

test('a match that ends within a character marks the whole of it: halves that are drawn apart are wider', () => {
  expect(matchingLine('क्षत्रिय', ['ष'])).toBe('\u{e000}क्ष\u{e001}त्रिय');
});

test.each([
  ['<p>a&nbsp;b &lt;c&gt; &#65;&#x42;</p><p>d</p>', 'a b <c> AB\nd'],
  ['<style>p{}</style>x<script>alert(1)</script>y<!-- z -->', 'xy'],
  ['<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>', '1 2\n3'],
  ['<p>cut <a href="', 'cut <a href="'],
  ['<p>a&#27;[31mb&#x9b;&unknown; &#1114112;</p>', 'ab›&unknown; \ufffd'],
])('the words of %j', async (html, expected) => {
  expect(await mailWords(html)).toBe(expected);
});

test.each([
  ['equal notes without ids', [{text: safe('Same words')}, {text: safe('Same words')}], 1],
  [
    'one id on two notes',
    [note('a', {text: safe('First words')}), note('a', {text: safe('Second words')})],
    1,
  ],
])('%s are stored and found', (_name, notes, hits) => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', {notes}), '{}', START);
  expect(store.ticket('1-1')?.ticket.notes).toHaveLength(2);
  expect(store.search('words', 10)).toHaveLength(hits);
  const last = notes.at(-1)?.text.split(' ')[0] ?? '';
  expect(store.search(last, 10)).toHaveLength(1);
  // Read again with one of them gone, and back.
  store.putTicket(ticket('1-1', {notes: notes.slice(0, 1)}), '{}', START + 1);
  store.putTicket(ticket('1-1', {notes}), '{}', START + 2);
  expect(store.search(last, 10)).toHaveLength(1);
});

test('the body of an e-mail that was read is still found after two rows became one ticket', () => {
  const store = memoryStore();
  const mail = {id: safe('m1'), to: []};
  store.putTicket(ticket('1-204976070710', {emails: [mail]}), '{}', START);
  const email = {to: [], cc: [], html: '<p>transceiver</p>'};
  store.putEmail('1-204976070710', 'm1', {email, words: 'transceiver', text: {blocks: [], links: []}}, START);
  store.putTicket(ticket('11150929', {emails: [mail]}), '{}', START + 1);
  store.putTicket(ticket('11150929', {orderId: safe('1-204976070710'), emails: [mail]}), '{}', START + 2);
  expect(store.search('transceiver', 10)).toMatchObject([{id: '11150929', item: 'email:m1'}]);
});

test('what is more about the words comes first: often, and in few others', () => {
  const store = memoryStore();
  const long = `${'Nothing to see here. '.repeat(20)}breaker`;
  const notes = ['a breaker in a long story', long, 'breaker, breaker: the breaker', 'Breaker'];
  store.putTicket(
    ticket('1-1', {notes: notes.map((text, at) => note(`n${at}`, {text: safe(text)}))}),
    '{}',
    START,
  );
  const hits = store.search('breaker', 10);
  expect(hits.map((hit) => hit.item)).toEqual(['note:n2', 'note:n3', 'note:n0', 'note:n1']);
  expect(hits.map((hit) => hit.rank)).toEqual(hits.map((hit) => hit.rank).toSorted((a, b) => a - b));
});

test('a pasted text is no trouble: what holds the first of its words is found', () => {
  const store = memoryStore();
  store.putTicket(ticket('1-1', {description: safe('alpha beta')}), '{}', START);
  expect(store.search('zulu '.repeat(20_000), 9)).toEqual([]);
  expect(store.search('alpha '.repeat(20_000), 9)).toMatchObject([{id: '1-1'}]);
  store.close();
});

/** Everything is indexed, as the console does it behind everything else. */
function looked(store: ReturnType<typeof memoryStore>) {
  while (store.indexParts(2));
  expect(store.waitingParts()).toBe(0);
  return store;
}

test.each([
  ['A101234', 'note', 'Parcel 7D9<A101234>X arrived'],
  ['sume', 'note', 'Ré<sumé>: 東京の電源を交換しました'],
  ['OWER tage', 'ticket', 'P<ower> ou<tage> in the cage'],
  ['power', 'ticket', '<Power> outage in the cage'],
])('"%s" is found inside a word, in a %s', (words, where, line) => {
  const store = filled();
  store.putTicket(
    ticket('1-3', {notes: [note('p', {text: safe('Parcel 7D9A101234X arrived')})]}),
    '{}',
    START,
  );
  const hits = looked(store).search(words, 10);
  expect(
    hits.map((hit) => [hit.where, hit.line.replaceAll('\u{e000}', '<').replaceAll('\u{e001}', '>')]),
  ).toEqual([[where, line]]);
});

test.each(['ow', 'qower', 'werou', '"""', 'powage'])('"%s" is inside no text', (words) => {
  expect(looked(filled()).search(words, 10)).toEqual([]);
});

test('what begins a word comes before what is inside one, however often', () => {
  const store = memoryStore();
  const texts = ['unplugged, replugged, unplugged', 'a long story about one plug'];
  const notes = texts.map((text, at) => note(`n${at}`, {text: safe(text)}));
  store.putTicket(ticket('1-1', {notes}), '{}', START);
  const hits = looked(store).search('plug', 10);
  expect(hits.map(({item}) => item)).toEqual(['note:n1', 'note:n0']);
});

test('parts of a note that changed or is gone are found no more', () => {
  const store = memoryStore();
  const put = (text: string, at: number) =>
    store.putTicket(ticket('1-1', {notes: [note('a', {text: safe(text)})]}), '{}', START + at);
  put('transceiver', 0);
  expect(looked(store).search('sceiv', 10)).toHaveLength(1);
  put('patch panel', 1);
  expect(store.search('sceiv', 10)).toEqual([]);
  expect(store.waitingParts()).toBe(1);
  expect(looked(store).search('anel', 10)).toHaveLength(1);
  store.putTicket(ticket('1-1', {notes: []}), '{}', START + 2);
  expect(looked(store).search('anel', 10)).toEqual([]);
});

test('the newest texts are looked into first', () => {
  const store = memoryStore();
  const notes = ['older transceiver', 'newer transceiver'].map((text, at) =>
    note(`n${at}`, {text: safe(text)}),
  );
  store.putTicket(ticket('1-1', {notes}), '{}', START);
  expect(store.indexParts(1)).toBe(true);
  expect(store.search('sceiv', 10).map(({item}) => item)).toEqual(['note:n1']);
});

test('a rare part of a word is found behind hundreds of texts that hold its letters in another order', () => {
  const store = memoryStore();
  const notes = Array.from({length: 700}, (_, at) => note(`n${at}`, {text: safe(`abc bcd cde ${at}`)}));
  store.putTicket(ticket('1-1', {notes: [note('old', {text: safe('xabcdex')}), ...notes]}), '{}', START);
  expect(looked(store).search('abcde', 10)).toMatchObject([{item: 'note:old'}]);
});
