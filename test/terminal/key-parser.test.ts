import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createKeyParser} from '../../src/terminal/key-parser.ts';
import type {KeyEvent} from '../../src/keys/key-event.ts';

function parse(...chunks: readonly string[]): readonly KeyEvent[] {
  const events: KeyEvent[] = [];
  const parser = createKeyParser((event) => events.push(event));
  for (const chunk of chunks) parser.feed(chunk);
  parser.flush();
  return events;
}

const keys = (...chunks: readonly string[]) =>
  parse(...chunks).map((event) => (event.type === 'key' ? event.key : event.type));

test('a burst of letters is one key each', () => {
  expect(keys('jjjj\r')).toEqual(['j', 'j', 'j', 'j', 'enter']);
});

test('arrows, paging and modified keys have names', () => {
  expect(keys('\u001B[A\u001B[B\u001BOC\u001B[1;5D\u001B[5~\u001B[6~\u001B[3~\u001B[H\u001B[Z')).toEqual([
    'up',
    'down',
    'right',
    'ctrl-left',
    'pageup',
    'pagedown',
    'delete',
    'home',
    'shift-tab',
  ]);
});

test('control letters, also in a run', () => {
  expect(keys('ab\u0013\u0005\u007F\t ')).toEqual([
    'a',
    'b',
    'ctrl-s',
    'ctrl-e',
    'backspace',
    'tab',
    'space',
  ]);
});

test('Esc and a key in one read are two keys, never Alt', () => {
  expect(keys('\u001Bj')).toEqual(['esc', 'j']);
  expect(keys('\u001B\u001B')).toEqual(['esc', 'esc']);
});

test('a sequence cut in two reads is one key', () => {
  expect(keys('\u001B', '[A')).toEqual(['up']);
  expect(keys('\u001B[', '1;5C')).toEqual(['ctrl-right']);
});

test('a paste is one event, whatever is in it and however it is cut', () => {
  const pasted = 'x\rcancel\u0013\u001B[A';
  const whole = `j\u001B[200~${pasted}\u001B[201~k`;
  for (let cut = 0; cut <= whole.length; cut++) {
    const events = parse(whole.slice(0, cut), whole.slice(cut));
    expect(
      events.map((event) => (event.type === 'paste' ? event.text : event.type === 'key' ? event.key : '')),
    ).toEqual(['j', pasted, 'k']);
  }
});

test('focus reports are not keys', () => {
  expect(parse('\u001B[I\u001B[O')).toEqual([
    {type: 'focus', focused: true},
    {type: 'focus', focused: false},
  ]);
});

test('replies of the terminal are swallowed', () => {
  expect(keys('\u001B[?62;1;6c\u001B[12;40Rj')).toEqual(['j']);
});

test('emoji and combined letters are one key with their text', () => {
  const [event] = parse('👩‍💻');
  expect(event).toMatchObject({type: 'key', text: '👩‍💻'});
});

test('typed text arrives whole, whatever the cuts', () => {
  const typed = fc.string({unit: fc.constantFrom('a', 'é', '漢', ' ', 'Z', '1'), maxLength: 30});
  fc.assert(
    fc.property(typed, fc.nat(30), (text, cut) => {
      const events = parse(text.slice(0, cut), text.slice(cut));
      expect(events.map((event) => (event.type === 'key' ? event.text : '')).join('')).toBe(text);
    }),
  );
});
