import {shrink, type Crop, type Pixels} from './pixels.ts';

/** How a terminal without pictures of its own shows one: two pixels in each cell, or letters. */
export type CellMode = 'truecolor' | '256' | 'ascii';

/** From dark to light. */
const SHADES = ' .:-=+*#%@';
/** A cell is about twice as high as wide. */
const CELL_RATIO = 2;

export type CellPicture = {readonly rows: readonly string[]; readonly columns: number};

/** How many cells a part of a picture takes at the most, its proportions kept. */
export function cellSize(
  crop: Crop,
  columns: number,
  rows: number,
): {readonly columns: number; readonly rows: number} {
  // Never larger than it is: one pixel a column.
  const scale = Math.min(1, columns / crop.width, (rows * CELL_RATIO) / crop.height);
  return {
    columns: Math.max(1, Math.min(columns, Math.round(crop.width * scale))),
    rows: Math.max(1, Math.min(rows, Math.round((crop.height * scale) / CELL_RATIO))),
  };
}

/** Rows of a terminal that show the part `crop`, each ending in a reset of colours. */
export function drawCells(
  pixels: Pixels,
  crop: Crop,
  room: {readonly columns: number; readonly rows: number},
  mode: CellMode,
): CellPicture {
  const {columns, rows} = cellSize(crop, room.columns, room.rows);
  const small = shrink(pixels, crop, {width: columns, height: mode === 'ascii' ? rows : rows * 2});
  const at = (x: number, y: number) =>
    pixelAt(small, Math.min(x, small.width - 1), Math.min(y, small.height - 1));
  const width = Math.min(columns, small.width);
  const lines = Array.from({length: rows}, (_, row) => {
    if (mode === 'ascii') return Array.from({length: width}, (__, x) => shadeOf(at(x, row))).join('');
    let line = '';
    let last = '';
    for (let x = 0; x < width; x++) {
      const colors = sgr(at(x, row * 2), at(x, row * 2 + 1), mode);
      if (colors !== last) line += colors;
      last = colors;
      line += '▀';
    }
    return `${line}\u001B[0m`;
  });
  return {rows: lines, columns: width};
}

type Color = readonly [red: number, green: number, blue: number];

function pixelAt({data, width}: Pixels, x: number, y: number): Color {
  const at = (y * width + x) * 4;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

function sgr(upper: Color, lower: Color, mode: 'truecolor' | '256'): string {
  if (mode === 'truecolor') return `\u001B[38;2;${upper.join(';')};48;2;${lower.join(';')}m`;
  return `\u001B[38;5;${paletteIndex(upper)};48;5;${paletteIndex(lower)}m`;
}

/** The nearest of the 216 colours and 24 greys that every 256-colour terminal has. */
function paletteIndex([red, green, blue]: Color): number {
  const step = (value: number) => (value < 48 ? 0 : value < 115 ? 1 : Math.floor((value - 35) / 40));
  const cube = [step(red), step(green), step(blue)] as const;
  const levels = cube.map((value) => (value === 0 ? 0 : 55 + value * 40));
  const mean = Math.round((red + green + blue) / 3);
  const grey = Math.max(0, Math.min(23, Math.round((mean - 8) / 10)));
  const greyLevel = 8 + grey * 10;
  const distance = (color: readonly (number | undefined)[]) =>
    (red - (color[0] ?? 0)) ** 2 + (green - (color[1] ?? 0)) ** 2 + (blue - (color[2] ?? 0)) ** 2;
  if (distance([greyLevel, greyLevel, greyLevel]) < distance(levels)) return 232 + grey;
  return 16 + cube[0] * 36 + cube[1] * 6 + cube[2];
}

function shadeOf([red, green, blue]: Color): string {
  const light = (0.299 * red + 0.587 * green + 0.114 * blue) / 256;
  return SHADES[Math.floor(light * SHADES.length)] ?? ' ';
}
