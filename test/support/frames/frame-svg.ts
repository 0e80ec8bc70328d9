import type {Cell, CellColor, Frame} from './frame.ts';
import {glyphPath} from './glyph-paths.ts';

export type SvgOptions = {
  /** Above the picture, as in the title bar of a window. */
  readonly title?: string;
  /** Dark when not given. */
  readonly background?: 'dark' | 'light';
};

type Palette = {
  readonly foreground: string;
  readonly background: string;
  readonly bar: string;
  readonly colors: readonly string[];
};

const DARK: Palette = {
  foreground: '#d4d7dd',
  background: '#16181d',
  bar: '#262a33',
  colors: [
    ...['#2a2e37', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#c8ccd4'],
    ...['#7d8594', '#ff7b85', '#b5e08f', '#ffd98a', '#7cc4ff', '#dd92f2', '#6fd3df', '#ffffff'],
  ],
};
const LIGHT: Palette = {
  foreground: '#24292f',
  background: '#fbfbfa',
  bar: '#e4e6ea',
  colors: [
    ...['#24292f', '#b3261e', '#1a7f37', '#8a6100', '#0a58ca', '#8250a8', '#0b7285', '#6e7781'],
    ...['#57606a', '#c9352c', '#218a3f', '#9a6f00', '#2171e0', '#9a63c2', '#14859a', '#8c959f'],
  ],
};

export const CELL = {width: 8.4, height: 18, font: 14, baseline: 13.5};
const MARGIN = 14;
const BAR = 30;
const CUBE = [0, 95, 135, 175, 215, 255];

/** A picture of the frame that needs no font of box lines: those and bars are drawn as shapes. */
export function frameSvg(frame: Frame, options: SvgOptions = {}): string {
  return svgAround(
    frame,
    frame.cells.flatMap((cells, y) => rowShapes(cells, y, options)),
    options,
  );
}

/** The window around the shapes of a frame's rows. `style`: a style sheet. */
export function svgAround(
  {cols, rows}: Pick<Frame, 'cols' | 'rows'>,
  shapes: readonly string[],
  options: SvgOptions,
  style = '',
): string {
  const palette = paletteOf(options);
  const top = options.title === undefined ? MARGIN : BAR + MARGIN / 2;
  const width = round(cols * CELL.width + 2 * MARGIN);
  const height = round(rows * CELL.height + top + MARGIN);
  const font = `ui-monospace, 'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, monospace`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font}" font-size="${CELL.font}">`,
    ...(style === '' ? [] : [`<style>${style}</style>`]),
    `<rect width="${width}" height="${height}" rx="8" fill="${palette.background}"/>`,
    ...(options.title === undefined ? [] : titleBar(options.title, width, palette)),
    `<g transform="translate(${MARGIN} ${top})" xml:space="preserve">`,
    ...shapes,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function paletteOf({background}: SvgOptions): Palette {
  return background === 'light' ? LIGHT : DARK;
}

function titleBar(title: string, width: number, palette: Palette): readonly string[] {
  return [
    `<path d="M0 ${BAR}V8a8 8 0 0 1 8-8H${width - 8}a8 8 0 0 1 8 8V${BAR}z" fill="${palette.bar}"/>`,
    `<text x="${width / 2}" y="20" text-anchor="middle" fill="${palette.foreground}" opacity=".7">${escapeXml(title)}</text>`,
  ];
}

/** One row of a frame, drawn as the y-th. */
export function rowShapes(cells: readonly Cell[], y: number, options: SvgOptions): readonly string[] {
  const palette = paletteOf(options);
  const runs = toRuns(cells, palette);
  return [
    ...runs.flatMap((run) => backgroundShape(run, y, palette)),
    ...runs.flatMap((run) => textShapes(run, y)),
  ];
}

/** Neighbouring cells that look alike. `glyph` runs are one cell that is drawn as a shape. */
type Run = {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly style: Style;
  readonly glyph: boolean;
};
type Style = {
  readonly color: string;
  readonly fill: string;
  readonly attributes: string;
};

/** Many of them in a row are drawn as one. */
const STRETCHING = '─━█';

function toRuns(cells: readonly Cell[], palette: Palette): readonly Run[] {
  const runs: Run[] = [];
  for (const [x, cell] of cells.entries()) {
    if (cell.width === 0) continue;
    const text = cell.text === '' ? ' ' : cell.text;
    const style = styleOf(cell, palette);
    const last = runs.at(-1);
    // A wide character, and one whose width fonts disagree on, is placed on its own.
    const alone = cell.width > 1 || text.length > 1 || text > '\u024f';
    const joins =
      !alone && last?.glyph === false && last.width === last.text.length && sameStyle(last.style, style);
    const stretches =
      last?.glyph === true && last.text === text && STRETCHING.includes(text) && sameStyle(last.style, style);
    if (joins) runs.splice(-1, 1, {...last, width: last.width + 1, text: last.text + text});
    else if (stretches) runs.splice(-1, 1, {...last, width: last.width + 1});
    else runs.push({x, width: cell.width, text, style, glyph: glyphPath(text, 1, 1) !== undefined});
  }
  return runs;
}

function styleOf(cell: Cell, palette: Palette): Style {
  const foreground = toHex(cell.foreground, palette.foreground, palette);
  const background = toHex(cell.background, palette.background, palette);
  const attributes = [
    cell.bold ? ' font-weight="bold"' : '',
    cell.italic ? ' font-style="italic"' : '',
    cell.dim ? ' opacity=".6"' : '',
    cell.underline
      ? ' text-decoration="underline"'
      : cell.strikethrough
        ? ' text-decoration="line-through"'
        : '',
  ].join('');
  return cell.inverse
    ? {color: background, fill: foreground, attributes}
    : {color: foreground, fill: background, attributes};
}

function sameStyle(one: Style, other: Style): boolean {
  return one.color === other.color && one.fill === other.fill && one.attributes === other.attributes;
}

function backgroundShape({x, width, style}: Run, y: number, palette: Palette): readonly string[] {
  if (style.fill === palette.background) return [];
  const [left, top] = [round(x * CELL.width), y * CELL.height];
  return [
    `<rect x="${left}" y="${top}" width="${round(width * CELL.width + 0.3)}" height="${CELL.height}" fill="${style.fill}"/>`,
  ];
}

function textShapes({x, width, text, style, glyph}: Run, y: number): readonly string[] {
  const [left, top] = [round(x * CELL.width), y * CELL.height];
  if (glyph) {
    const path = glyphPath(text, round(width * CELL.width), CELL.height) ?? '';
    return [
      `<path transform="translate(${left} ${top})" ${path.replaceAll('currentColor', style.color)}${style.attributes}/>`,
    ];
  }
  const lead = text.length - text.trimStart().length;
  const shown = text.trim();
  if (shown === '') return [];
  const length = round((width - (text.length - shown.length)) * CELL.width);
  const place = `x="${round((x + lead) * CELL.width)}" y="${round(top + CELL.baseline)}"`;
  const fit = `textLength="${length}" lengthAdjust="spacingAndGlyphs"`;
  return [`<text ${place} ${fit} fill="${style.color}"${style.attributes}>${escapeXml(shown)}</text>`];
}

function toHex(color: CellColor, standard: string, palette: Palette): string {
  if (color === 'default') return standard;
  if (typeof color === 'string') return color;
  if (color < 16) return palette.colors[color] ?? standard;
  if (color >= 232) return grey(8 + (color - 232) * 10);
  const index = color - 16;
  const channels = [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6];
  return `#${channels.map((each) => (CUBE[each] ?? 0).toString(16).padStart(2, '0')).join('')}`;
}

function grey(level: number): string {
  return `#${level.toString(16).padStart(2, '0').repeat(3)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
  return text.replaceAll(/[&<>"]/g, (each) => entities[each] ?? each);
}
