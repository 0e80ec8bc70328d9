import {expect, test} from 'vitest';
import {clipboardBytes, desktopNotice} from '../../src/terminal/sequences.ts';

const ESC = '\u001B';

test('a text goes onto the clipboard as base64 of UTF-8', () => {
  expect(clipboardBytes('11150929 – ok', undefined)).toBe(
    `${ESC}]52;c;${Buffer.from('11150929 – ok').toString('base64')}\u0007`,
  );
});

test('tmux is asked itself, and asked to hand the sequence on', () => {
  const plain = clipboardBytes('x', undefined);
  expect(clipboardBytes('x', 'tmux')).toBe(`${plain}${ESC}Ptmux;${ESC}${plain}${ESC}\\`);
});

test('screen gets pieces that it can take', () => {
  const text = 'a long line '.repeat(40);
  const bytes = clipboardBytes(text, 'screen');
  const pieces = bytes.split(`${ESC}\\`).filter((piece) => piece !== '');
  expect(pieces.length).toBeGreaterThan(5);
  for (const piece of pieces) {
    expect(piece.startsWith(`${ESC}P`)).toBe(true);
    expect(piece.length).toBeLessThanOrEqual(78);
  }
  expect(pieces.map((piece) => piece.slice(2)).join('')).toBe(clipboardBytes(text, undefined));
});

test('a notice holds no controls, and no sign that would end it', () => {
  expect(desktopNotice('osc9', 'a;b\u0007\u001B]0;x', undefined)).toBe(`${ESC}]9;a,b  ]0,x\u0007`);
  expect(desktopNotice('osc777', '2 tickets changed', undefined)).toBe(
    `${ESC}]777;notify;casedeck;2 tickets changed\u0007`,
  );
});
