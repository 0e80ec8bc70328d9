import xterm from '@xterm/headless';
import {decode as decodePng} from 'fast-png';

/** What a terminal has in a cell: the colours above and below. */
export async function shownCells(
  rows: readonly string[],
): Promise<(x: number, y: number) => readonly [string, string]> {
  const terminal = new xterm.Terminal({cols: 240, rows: 80, allowProposedApi: true});
  await new Promise<void>((done) => terminal.write(rows.join('\r\n'), done));
  return (x, y) => {
    const cell = terminal.buffer.active.getLine(y)?.getCell(x);
    const hex = (color: number | undefined) => (color ?? 0).toString(16).padStart(6, '0');
    return [hex(cell?.getFgColor()), hex(cell?.getBgColor())];
  };
}

/** The pixels that a terminal would light: place to colour, as the sixels name it. */
export function readSixel(text: string): ReadonlyMap<string, string> {
  const body = /^\u001BP0;1q"1;1;\d+;\d+(.*)\u001B\\$/s.exec(text)?.[1] ?? '';
  const colors = new Map<string, string>();
  const pixels = new Map<string, string>();
  let [x, top, color] = [0, 0, ''];
  for (const [part, define, values, choose, count = '1', sixel] of body.matchAll(
    /#(\d+);2;(\d+;\d+;\d+)|#(\d+)|(?:!(\d+))?([?-~])|\$|-/g,
  )) {
    if (define !== undefined) colors.set(define, values ?? '');
    else if (choose !== undefined) color = choose;
    else if (part === '$') x = 0;
    else if (part === '-') [x, top] = [0, top + 6];
    else
      for (let left = Number(count); left > 0; left--, x++)
        for (const row of rowsOf(sixel)) pixels.set(`${x},${top + row}`, colors.get(color) ?? '');
  }
  return pixels;
}

/** Which of its six rows a sixel lights. */
function rowsOf(sixel = '?'): readonly number[] {
  return [0, 1, 2, 3, 4, 5].filter((row) => ((sixel.charCodeAt(0) - 63) & (1 << row)) !== 0);
}

/** Red, green and blue, from 0 to 255, of a place in a picture. */
export type ColorAt = (x: number, y: number) => readonly [number, number, number];

export type ReadBack = {readonly width: number; readonly height: number; readonly at: ColorAt};

/** What kitty would show: the pieces joined, as the PNG that they are. */
export function readKitty(text: string): ReadBack {
  const pieces = [...text.matchAll(/\u001B_G[^;]*;([^\u001B]*)\u001B\\/g)];
  return pngAt(pieces.map(([, data]) => data).join(''));
}

/** What iTerm would show. */
export function readIterm(text: string): ReadBack {
  return pngAt(/^\u001B\]1337;File=inline=1;[^:]*:([^\u0007]*)\u0007$/.exec(text)?.[1] ?? '');
}

function pngAt(base64: string): ReadBack {
  const {width, height, data, channels} = decodePng(Buffer.from(base64, 'base64'));
  const part = (x: number, y: number, index: number) => data[(y * width + x) * channels + index] ?? 0;
  return {width, height, at: (x, y) => [part(x, y, 0), part(x, y, 1), part(x, y, 2)]};
}

/** What a terminal with sixels would show. */
export function sixelsAt(text: string): ReadBack {
  const pixels = readSixel(text);
  const [, width = '0', height = '0'] = /"1;1;(\d+);(\d+)/.exec(text) ?? [];
  const at: ColorAt = (x, y) => {
    const [red = 0, green = 0, blue = 0] = (pixels.get(`${x},${y}`) ?? '').split(';').map(Number);
    return [red * 2.55, green * 2.55, blue * 2.55];
  };
  return {width: Number(width), height: Number(height), at};
}

/** What tmux hands to the terminal outside: one message, its escapes no longer doubled. */
export function throughTmuxAgain(text: string): string {
  const inner = /^\u001BPtmux;(.*)\u001B\\$/s.exec(text)?.[1] ?? '';
  return inner.replaceAll('\u001B\u001B', '\u001B');
}

/** A colour of the 256 fixed ones. */
export function paletteColor(index: number): readonly [number, number, number] {
  if (index >= 232) return [8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10];
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return [level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)];
}
