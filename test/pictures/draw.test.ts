import {decode as decodePng} from 'fast-png';
import {expect, test} from 'vitest';
import {cellSize, drawCells} from '../../src/pictures/draw-cells.ts';
import {drawProtocol, throughTmux} from '../../src/pictures/draw-protocol.ts';
import {shrink, type Pixels} from '../../src/pictures/pixels.ts';
import {readSixel, shownCells} from './read-back.ts';
import {rgba} from './samples.ts';

const PICTURE: Pixels = {width: 40, height: 20, data: rgba()};
const WHOLE = {left: 0, top: 0, width: 40, height: 20};
const CELLS = {columns: 20, rows: 5};

test('a picture keeps its proportions in cells that are twice as high as wide', () => {
  expect(cellSize(WHOLE, 20, 100)).toEqual({columns: 20, rows: 5});
  expect(cellSize(WHOLE, 100, 5)).toEqual({columns: 20, rows: 5});
  expect(cellSize({...WHOLE, width: 1, height: 2000}, 80, 20)).toEqual({columns: 1, rows: 20});
});

test('half blocks show two pixels a cell, as a terminal reads them back', async () => {
  const {rows, columns} = drawCells(PICTURE, WHOLE, CELLS, 'truecolor');
  expect([rows.length, columns]).toEqual([5, 20]);
  const cell = await shownCells(rows);
  expect(cell(0, 0)).toEqual(['ff0000', 'ff0000']);
  expect(cell(19, 0)).toEqual(['00c800', '00c800']);
  // The middle row of five holds the last rows of the upper half and the first of the lower one.
  expect(cell(0, 2)).toEqual(['ff0000', '0000ff']);
  expect(cell(19, 4)).toEqual(['ffffff', 'ffffff']);
});

test('in 256 colours the nearest of the fixed ones is taken', async () => {
  const cell = await shownCells(drawCells(PICTURE, WHOLE, CELLS, '256').rows);
  expect(cell(0, 0)).toEqual([(196).toString(16).padStart(6, '0'), (196).toString(16).padStart(6, '0')]);
  expect(cell(19, 4)[0]).toBe((231).toString(16).padStart(6, '0'));
});

test('without colours a picture is letters from dark to light, and nothing else', () => {
  const {rows} = drawCells(PICTURE, WHOLE, CELLS, 'ascii');
  expect(rows.join('')).toMatch(/^[ .:\-=+*#%@]+$/);
  expect(rows.at(-1)?.at(-1)).toBe('@');
});

test('a part of a picture can be looked at', async () => {
  const right = {left: 20, top: 10, width: 20, height: 10};
  const cell = await shownCells(drawCells(PICTURE, right, CELLS, 'truecolor').rows);
  expect(cell(0, 0)).toEqual(['ffffff', 'ffffff']);
});

test('kitty and iTerm get the picture as PNG, in pieces where the protocol wants that', () => {
  const size = {width: 40, height: 20};
  const kitty = drawProtocol('kitty', PICTURE, WHOLE, {size, cells: CELLS});
  const pieces = [...kitty.matchAll(/\u001B_G([^;]*);([^\u001B]*)\u001B\\/g)];
  expect(pieces.map(([whole]) => whole).join('')).toBe(kitty);
  expect(pieces[0]?.[1]).toContain('a=T,f=100');
  expect(pieces.at(-1)?.[1]).toContain('m=0');
  expect(pieces.every(([, , data = '']) => data.length <= 4096)).toBe(true);
  const png = decodePng(Buffer.from(pieces.map(([, , data]) => data).join(''), 'base64'));
  expect([png.width, png.height, ...png.data.slice(0, 3)]).toEqual([40, 20, 255, 0, 0]);
  const iterm = drawProtocol('iterm', PICTURE, WHOLE, {size, cells: CELLS});
  const [, inline = ''] = /^\u001B\]1337;File=inline=1;[^:]*:([^\u0007]*)\u0007$/.exec(iterm) ?? [];
  expect(decodePng(Buffer.from(inline, 'base64')).width).toBe(40);
  expect(throughTmux('\u001B_G;\u001B\\')).toBe('\u001BPtmux;\u001B\u001B_G;\u001B\u001B\\\u001B\\');
});

test('sixels read back give the colours of the picture', () => {
  const text = drawProtocol('sixel', PICTURE, WHOLE, {size: {width: 40, height: 20}, cells: CELLS});
  const pixels = readSixel(text);
  expect(pixels.get('0,0')).toBe('100;0;0');
  expect(pixels.get('0,19')).toBe('0;0;100');
  expect(pixels.get('39,19')).toBe('100;100;100');
  expect(pixels.size).toBe(800);
});

test('what is transparent is dark, and the mean of pixels stands for them', () => {
  const data = Uint8Array.from([255, 255, 255, 0, 255, 255, 255, 255]);
  expect([
    ...shrink({width: 2, height: 1, data}, {left: 0, top: 0, width: 2, height: 1}, {width: 2, height: 1})
      .data,
  ]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  expect(
    shrink({width: 2, height: 1, data}, {left: 0, top: 0, width: 2, height: 1}, {width: 1, height: 1})
      .data[0],
  ).toBe(128);
});
