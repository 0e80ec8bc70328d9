import {beforeAll, describe, expect, test} from 'vitest';
import {cellSize, drawCells, type CellMode} from '../../src/pictures/draw-cells.ts';
import {drawProtocol, throughTmux, type PictureProtocol} from '../../src/pictures/draw-protocol.ts';
import type {Crop} from '../../src/pictures/pixels.ts';
import {readPicture, type ReadPicture} from '../../src/pictures/read-picture.ts';
import {cropOf, WHOLE} from '../../src/pictures/zoom.ts';
import {LONG} from '../support/long.ts';
import * as back from './read-back.ts';
import {png, turnedJpeg} from './samples.ts';

// Pictures as cameras and screens make them, through every way of drawing, and read back as a terminal would.

type Camera = readonly [name: string, bytes: () => Uint8Array, quarters: readonly string[]];

const UPRIGHT = ['red', 'green', 'blue', 'white'];
const CAMERAS: readonly Camera[] = [
  ['a phone held upright, 600x800', () => turnedJpeg(6, 800, 600), ['blue', 'red', 'white', 'green']],
  ['a mirrored webcam, 320x240', () => turnedJpeg(2, 320, 240), ['green', 'red', 'white', 'blue']],
  ['a strip of a panel, 1000x40', () => png(1000, 40), UPRIGHT],
  // Each way that a camera can be held: also test/pictures/read-picture.test.ts.
  ...(LONG
    ? [
        [
          'a phone on its head, 640x360',
          () => turnedJpeg(3, 640, 360),
          ['white', 'blue', 'green', 'red'],
        ] as const,
        [
          'a tablet held the other way, 480x640',
          () => turnedJpeg(8, 640, 480),
          ['green', 'white', 'red', 'blue'],
        ] as const,
        ['a screenshot, 960x540', () => png(960, 540), UPRIGHT] as const,
        ['a screenshot, 1920x1080', () => png(1920, 1080), UPRIGHT] as const,
        [
          'a phone of twelve million pixels',
          () => turnedJpeg(6, 4032, 3024),
          ['blue', 'red', 'white', 'green'],
        ] as const,
      ]
    : []),
];

const SCREENS = [
  {columns: 78, rows: 22},
  {columns: 38, rows: 8},
  // A million letters to read back.
  ...(LONG ? [{columns: 198, rows: 48}] : []),
];

const PROTOCOLS: Readonly<Record<PictureProtocol, (text: string) => back.ReadBack>> = {
  kitty: back.readKitty,
  iterm: back.readIterm,
  sixel: back.sixelsAt,
};

function nameOf([red, green, blue]: readonly [number, number, number]): string {
  if (red > 190 && green > 190 && blue > 190) return 'white';
  return red > green && red > blue ? 'red' : green > blue ? 'green' : 'blue';
}

/** In the middle of each quarter. */
function quarters<T>(width: number, height: number, at: (x: number, y: number) => T): readonly T[] {
  return [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => at(Math.floor(x * width), Math.floor(y * height))),
  );
}

/** How light each colour is among the letters; a camera's own are a little darker or lighter. */
const SHADES: Readonly<Record<string, string>> = {
  '.': 'blue',
  ':': 'red',
  '-': 'red',
  '=': 'green',
  '+': 'green',
  '@': 'white',
};

async function cellQuarters(
  picture: ReadPicture,
  crop: Crop,
  room: (typeof SCREENS)[number],
  mode: CellMode,
) {
  const {rows, columns} = drawCells(picture.pixels, crop, room, mode);
  expect(columns).toBeLessThanOrEqual(room.columns);
  expect(rows.length).toBeLessThanOrEqual(room.rows);
  if (mode === 'ascii') return quarters(columns, rows.length, (x, y) => SHADES[rows[y]?.[x] ?? ''] ?? '');
  const cell = await back.shownCells(rows);
  return quarters(columns, rows.length * 2, (x, y) => {
    const value = parseInt(cell(x, Math.floor(y / 2))[y % 2] ?? '', 16);
    const color = [value >> 16, (value >> 8) & 255, value & 255] as const;
    return nameOf(mode === '256' ? back.paletteColor(value) : color);
  });
}

describe.each(CAMERAS)('%s', (_, bytes, expected) => {
  let picture: ReadPicture;
  beforeAll(async () => {
    picture = await readPicture(bytes());
  });

  test.each(['truecolor', '256', 'ascii'] as const)('in cells: %s', async (mode) => {
    for (const room of SCREENS) {
      const crop = cropOf(picture.pixels, {width: room.columns, height: room.rows * 2}, WHOLE);
      // One row of a strip has no lower half in letters.
      if (mode === 'ascii' && cellSize(crop, room.columns, room.rows).rows < 2) continue;
      expect(await cellQuarters(picture, crop, room, mode)).toEqual(expected);
    }
  });

  test.each(Object.keys(PROTOCOLS) as PictureProtocol[])(
    'drawn by the terminal itself: %s, and through tmux',
    (protocol) => {
      for (const room of SCREENS) {
        const crop = cropOf(picture.pixels, {width: room.columns * 10, height: room.rows * 20}, WHOLE);
        const cells = cellSize(crop, room.columns, room.rows);
        const size = {width: cells.columns * 10, height: cells.rows * 20};
        const text = drawProtocol(protocol, picture.pixels, crop, {size, cells});
        expect(back.throughTmuxAgain(throughTmux(text))).toBe(text);
        const {width, height, at} = PROTOCOLS[protocol](text);
        expect(width).toBeLessThanOrEqual(size.width);
        expect(height).toBeLessThanOrEqual(size.height);
        expect(quarters(width, height, at).map(nameOf)).toEqual(expected);
      }
    },
  );
});
