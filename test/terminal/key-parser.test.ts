import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createKeyParser} from '../../src/terminal/key-parser.ts';
import type {KeyEvent} from '../../src/keys/key-event.ts';

const ESC = '\u001B';
const BEL = '\u0007';
const ST = `${ESC}\\`;

/** Something to be fed, or the pause after which nobody waits any longer. */
type Step = string | Uint8Array | typeof PAUSE;
const PAUSE = Symbol('a pause');

function parse(...steps: readonly Step[]): readonly KeyEvent[] {
  const events: KeyEvent[] = [];
  let time = 0;
  const parser = createKeyParser(
    (event) => events.push(event),
    () => time,
  );
  const pause = () => {
    time += parser.waitMs ?? 200;
    if (parser.waitMs !== undefined) parser.giveUp();
  };
  for (const step of steps) {
    if (step === PAUSE) pause();
    else parser.feed(step);
  }
  pause();
  return events;
}

const nameOf = (event: KeyEvent) =>
  event.type === 'key' ? event.key : event.type === 'paste' ? `paste ${event.text}` : event.type;
const keys = (...steps: readonly Step[]) => parse(...steps).map(nameOf);

/** The pieces of a text cut at one place, for all places. */
function* cuts(whole: string): Generator<readonly [string, string]> {
  for (let at = 1; at < whole.length; at++) yield [whole.slice(0, at), whole.slice(at)];
}

test('a burst of letters is one key each', () => {
  expect(keys('jjjj\r')).toEqual(['j', 'j', 'j', 'j', 'enter']);
});

test('arrows, paging and modified keys have names', () => {
  const sequences = [
    ...['[A', '[B', 'OC', '[1;5D', '[5~', '[6~', '[3~', '[H', '[Z', 'OP', '[15~', '[[A', '[1;2F', '[1;3D'],
    ...['[7$', '[8^'],
  ];
  expect(keys(sequences.map((sequence) => ESC + sequence).join(''))).toEqual([
    ...['up', 'down', 'right', 'ctrl-left', 'pageup', 'pagedown', 'delete', 'home', 'shift-tab', 'f1', 'f5'],
    ...['f1', 'shift-end', 'alt-left', 'shift-home', 'ctrl-end'],
  ]);
});

test('control letters, also in a run', () => {
  expect(keys('ab\u0013\u0005\u007F\t \r\n\n')).toEqual([
    ...['a', 'b', 'ctrl-s', 'ctrl-e', 'backspace', 'tab', 'space', 'enter', 'enter'],
  ]);
});

test.each([
  ['b', 'alt-b'],
  ['f', 'alt-f'],
  ['d', 'alt-d'],
  ['\u007F', 'alt-backspace'],
  ['\r', 'alt-enter'],
  ['q', 'alt-q'],
  ['é', 'alt-é'],
  ['[D', 'left'],
  [`${ESC}[D`, 'alt-left'],
])('ESC and %j at once are one key', (rest, key) => {
  expect(keys(ESC + rest)).toEqual([key]);
});

test('every letter with Alt is a key without text, whatever sequence it could begin', () => {
  for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    const events = parse(ESC + letter, 'h', 'i').slice(-2);
    expect(events.map(nameOf)).toEqual(['h', 'i']);
    const before = parse(ESC + letter, 'h', 'i').slice(0, -2);
    expect(before.every((event) => event.type === 'key' && event.text === '' && event.key !== 'esc')).toBe(
      true,
    );
  }
});

test('Esc is a key after a pause, or twice', () => {
  expect(keys(ESC, PAUSE, 'j')).toEqual(['esc', 'j']);
  expect(keys(`${ESC}${ESC}j`)).toEqual(['esc', 'esc', 'j']);
  expect(keys(ESC, 'j')).toEqual(['esc', 'j']);
  expect(keys(ESC, 'P', 'j')).toEqual(['esc', 'P', 'j']);
  expect(keys(ESC.repeat(8), PAUSE, 'j')).toEqual([...Array.from({length: 8}, () => 'esc'), 'j']);
});

test('a sequence is waited for longer than the rest of a lone ESC', () => {
  const parser = createKeyParser(() => undefined);
  parser.feed(ESC);
  const alone = parser.waitMs ?? 0;
  parser.feed('[');
  expect(alone).toBeLessThan(100);
  expect(parser.waitMs).toBeGreaterThan(500);
});

test.each([
  ['[A', 'up'],
  ['[1;5C', 'ctrl-right'],
  ['OD', 'left'],
  ['[200~q x[201~', 'paste q x['],
])('%j behind ESC may come in any two pieces', (rest, key) => {
  const whole = `${ESC}${rest}`.replace('[201~', `${ESC}[201~`);
  for (const pieces of cuts(whole)) expect(keys(...pieces)).toEqual([key.replace(/\[$/, '')]);
});

const ANSWERS = [
  `${ESC}]11;rgb:1414/1919/1f1f${ST}`,
  `${ESC}]11;rgb:1414/1919/1f1f${BEL}`,
  `${ESC}]52;c;cSBxIHg=${ST}`,
  `${ESC}]lxterm - casedeck${ST}`,
  `${ESC}P1+r544e=787465726d${ST}`,
  `${ESC}P!|00000000${ST}`,
  `${ESC}P>|XTerm(390)${ST}`,
  `${ESC}_Gi=31;OK${ST}`,
  `${ESC}^a private message${ST}`,
  `${ESC}Xa string${ST}`,
  `${ESC}[?62;1;6c`,
  `${ESC}[>41;390;0c`,
  `${ESC}[12;40R`,
  `${ESC}[0n`,
  `${ESC}[?1u`,
  `${ESC}[>4;2m`,
  `${ESC}[?2026;2$y`,
  `${ESC}[8;24;80t`,
  `${ESC}[<0;12;7M`,
  `${ESC}[M #!`,
  '\u009D11;rgb:1414/1919/1f1f\u009C',
  '\u009B?62;1;6c',
  '\u00901+r544e\u009C',
];

test.each(ANSWERS)('the answer %j is swallowed, whole and cut at any byte', (answer) => {
  expect(keys(`${answer}j`)).toEqual(['j']);
  for (const [first, second] of cuts(answer)) {
    expect(keys(first, second, 'j')).toEqual(['j']);
    // Esc alone is heard as a key; everything else of it is not.
    const late = keys(first, PAUSE, second, PAUSE, 'j');
    if (second.length > 1 && !answer.includes('[M'))
      expect(late.filter((key) => key !== 'esc')).toEqual(['j']);
  }
});

test('8-bit controls as single bytes are the same', () => {
  expect(keys(Buffer.from([0x9b, 0x41, 0x6a]))).toEqual(['up', 'j']);
  expect(
    keys(Buffer.concat([Buffer.from([0x9d]), Buffer.from('11;rgb:1414'), Buffer.from([0x9c, 0x6a])])),
  ).toEqual(['j']);
});

test('an incomplete sequence is dropped, never replayed as text', () => {
  expect(keys(`${ESC}[2`, PAUSE, 'j')).toEqual(['j']);
  expect(keys(`${ESC}[1;5`, '\u0013', 'j')).toEqual(['j']);
  expect(keys(`${ESC}]11;rgb`, PAUSE, 'j')).toEqual(['j']);
  expect(keys(`${ESC}[2`, PAUSE, '00~some text', PAUSE, 'j')).toEqual(['paste some text', 'j']);
});

test('a paste is one event, whatever is in it and however it is cut', () => {
  const pasted = 'x\ncancel\u0013\n\u001B[Aé漢';
  const sent = 'x\rcancel\u0013\r\n\u001B[Aé漢';
  const whole = `j\u001B[200~${sent}\u001B[201~k`;
  for (const pieces of cuts(whole)) expect(keys(...pieces)).toEqual(['j', `paste ${pasted}`, 'k']);
  const bytes = Buffer.from(whole);
  for (let at = 1; at < bytes.length; at++)
    expect(keys(bytes.subarray(0, at), bytes.subarray(at))).toEqual(['j', `paste ${pasted}`, 'k']);
});

test('a paste without an end ends by itself, and its late rest is still no command', () => {
  expect(keys(`${ESC}[200~abc`, PAUSE, ESC, PAUSE, 'q')).toEqual(['paste abc', 'esc', 'q']);
  expect(keys(`${ESC}[200~abc`, PAUSE, `qx${ESC}[201~`, 'j')).toEqual(['paste abc', 'paste qx', 'j']);
  expect(keys(`${ESC}[200~abc`, PAUSE, `${ESC}[201~`, 'j')).toEqual(['paste abc', 'j']);
});

test('ctrl-c is heard whatever was begun', () => {
  for (const begun of [ESC, `${ESC}[2`, `${ESC}O`, `${ESC}]11;rgb`, `${ESC}Pq`, `${ESC}[M`])
    expect(keys(begun, '\u0003', 'j').slice(-2)).toEqual(['ctrl-c', 'j']);
  expect(keys(`${ESC}[200~abc`, '\u0003')).toEqual(['paste abc', 'ctrl-c']);
  expect(keys(`${ESC}[200~abc\u0003`)).toEqual(['paste abc', 'ctrl-c']);
  expect(keys(`${ESC}[200~abc\u0003def${ESC}[201~`)).toEqual(['paste abc\u0003def']);
});

test('Alt and a sign may be Esc and that key: who hears it decides', () => {
  expect(parse(`${ESC}/`)).toMatchObject([{key: 'alt-/', apart: [{key: 'esc'}, {key: '/'}]}]);
  expect(parse(`${ESC}b`)[0]).not.toHaveProperty('apart');
});

test('keys so soon after a paste that nobody pressed them say so', () => {
  const isAfterPaste = (event: KeyEvent | undefined) => event?.type === 'key' && event.afterPaste === true;
  const [, atOnce] = parse(`${ESC}[200~abc${ESC}[201~\u0013`);
  expect(isAfterPaste(atOnce)).toBe(true);
  const [, later] = parse(`${ESC}[200~abc${ESC}[201~`, PAUSE, '\u0013');
  expect(isAfterPaste(later)).toBe(false);
});

test.each([
  ['[27u', 'esc'],
  ['[99;5u', 'ctrl-c'],
  ['[115;5u', 'ctrl-s'],
  ['[27;5;99~', 'ctrl-c'],
  ['[27;5;13~', 'enter'],
  ['[13u', 'enter'],
  ['[13;2u', 'enter'],
  ['[9;2u', 'shift-tab'],
  ['[127u', 'backspace'],
  ['[127;3u', 'alt-backspace'],
  ['[98;3u', 'alt-b'],
  ['[106u', 'j'],
  ['[106;2u', 'J'],
  ['[49:33;2u', '!'],
  ['[27;2;33~', '!'],
  ['[228;1;228u', 'ä'],
  ['[106;1:2u', 'j'],
  ['[106;1:1u', 'j'],
  ['[106;65u', 'j'],
  ['[57400u', '1'],
  ['[57414u', 'enter'],
  ['[57419;5u', 'ctrl-up'],
  ['[1;1:1A', 'up'],
])('the key of %j is %s', (sequence, key) => {
  expect(keys(ESC + sequence)).toEqual([key]);
});

test.each([
  '[106;1:3u',
  '[1;1:3A',
  '[106;9u',
  '[57441;2u',
  '[57358u',
  '[1114112u',
  '[55296u',
  '[27;5;~',
  '[u',
])('%j is no key', (sequence) => {
  expect(keys(`${ESC}${sequence}`)).toEqual([]);
});

test('focus reports are not keys', () => {
  expect(parse(`${ESC}[I${ESC}[O`)).toEqual([
    {type: 'focus', focused: true},
    {type: 'focus', focused: false},
  ]);
});

test('emoji and combined letters are one key with their text', () => {
  expect(parse('👩‍💻')).toMatchObject([{type: 'key', text: '👩‍💻'}]);
});

test('typed text arrives whole, whatever the cuts', () => {
  const typed = fc.string({unit: fc.constantFrom('a', 'é', '漢', ' ', 'Z', '1'), maxLength: 30});
  fc.assert(
    fc.property(typed, fc.array(fc.nat(60)), (text, places) => {
      const bytes = Buffer.from(text);
      const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted((a, b) => a - b);
      const pieces = [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));
      const events = parse(...pieces);
      expect(events.map((event) => (event.type === 'key' ? event.text : '')).join('')).toBe(text);
    }),
  );
});

test('bytes that are no text are no key, and take none with them', () => {
  expect(keys(Buffer.from([0xe2, 0x82, 0x6a]))).toEqual(['j']);
  expect(keys(Buffer.from([0xff, 0x6a, 0xc3]), Buffer.from([0x6a]))).toEqual(['j', 'j']);
});
