/** How many colours a terminal shows: none, the 16 of its own palette, the 256 of xterm, or all. */
export type ColorDepth = 'none' | '16' | '256' | 'true';

type Rgb = readonly [red: number, green: number, blue: number];

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

/** What xterm draws for its first 16 colours; other terminals come near. */
const XTERM: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

const CUBE: readonly number[] = [0, 95, 135, 175, 215, 255];

/**
 * The parameters of the SGR sequence that sets `color` as the text's colour, lowered to what the
 * terminal shows; undefined for no colour. `color` is written as in config.toml: a name such as `red` or
 * `bright-blue`, `gray`, `default`, a number from 0 to 255, or `#rrggbb`.
 */
export function colorCode(color: string, depth: ColorDepth): string | undefined {
  if (depth === 'none' || color === 'default') return undefined;
  const index = colorIndex(color);
  if (index !== undefined) return indexCode(depth === '16' && index > 15 ? basicIndex(rgbOf(index)) : index);
  const rgb = parseRgb(color);
  if (rgb === undefined) return undefined;
  if (depth === 'true') return `38;2;${rgb.join(';')}`;
  return indexCode(depth === '256' ? nearest(rgb) : basicIndex(rgb));
}

/** How well two colours can be told apart, from 1 to 21, as WCAG measures it. Both `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [first, second] = [luminance(parseRgb(one) ?? [0, 0, 0]), luminance(parseRgb(other) ?? [0, 0, 0])];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function colorIndex(color: string): number | undefined {
  if (color === 'gray') return 8;
  const bright = color.startsWith('bright-');
  const at = NAMES.findIndex((name) => name === (bright ? color.slice('bright-'.length) : color));
  if (at !== -1) return bright ? at + 8 : at;
  return /^\d{1,3}$/.test(color) && Number(color) < 256 ? Number(color) : undefined;
}

function indexCode(index: number): string {
  if (index < 8) return String(30 + index);
  return index < 16 ? String(90 + index - 8) : `38;5;${index}`;
}

function parseRgb(color: string): Rgb | undefined {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color);
  if (match === null) return undefined;
  const [, red = '0', green = '0', blue = '0'] = match;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

function rgbOf(index: number): Rgb {
  const basic = XTERM[index];
  if (basic !== undefined) return basic;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const at = index - 16;
  return [CUBE[Math.floor(at / 36)] ?? 0, CUBE[Math.floor(at / 6) % 6] ?? 0, CUBE[at % 6] ?? 0];
}

/** Of the 256 only those that no terminal's own palette changes, from 16 on. */
function nearest(rgb: Rgb): number {
  let best = 16;
  for (let index = 17; index < 256; index++) {
    if (distance(rgb, rgbOf(index)) < distance(rgb, rgbOf(best))) best = index;
  }
  return best;
}

const GREYS = [0, 8, 7, 15] as const;
/** Red, yellow, green, cyan, blue, magenta: a sixth of the circle each. */
const HUES = [1, 3, 2, 6, 4, 5] as const;

/** Of the 16 the one of the same hue: by distance every pale colour would end as a grey. */
function basicIndex(rgb: Rgb): number {
  const [high, low] = [Math.max(...rgb), Math.min(...rgb)];
  if (high - low < 40) return GREYS[Math.min(3, Math.floor(high / 64))] ?? 7;
  const [red, green, blue] = rgb;
  const turns =
    high === red
      ? (green - blue) / (high - low)
      : high === green
        ? 2 + (blue - red) / (high - low)
        : 4 + (red - green) / (high - low);
  const hue = HUES[Math.round((turns + 6) % 6) % 6] ?? 7;
  return high > 205 ? hue + 8 : hue;
}

/** By eye, not by number: green counts most, and red counts more where there is much of it. */
function distance(one: Rgb, other: Rgb): number {
  const mean = (one[0] + other[0]) / 2;
  const [red, green, blue] = [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
  return (2 + mean / 256) * red ** 2 + 4 * green ** 2 + (2 + (255 - mean) / 256) * blue ** 2;
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
