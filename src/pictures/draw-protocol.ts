import {crc32, deflateSync} from 'node:zlib';
import {shrink, type Crop, type Pixels, type Size} from './pixels.ts';

/** How a terminal that knows pictures takes one. */
export type PictureProtocol = 'kitty' | 'iterm' | 'sixel';

const ESC = '\u001B';
/** The protocol's own limit for one piece. */
const KITTY_CHUNK = 4096;
/** One picture at a time is on screen. */
const KITTY_ID = 4711;

/**
 * The part `crop` of a picture as bytes for the terminal's cursor position: at most `size` pixels, shown in
 * `cells`. The cursor is moved; the caller puts it back.
 */
export function drawProtocol(
  protocol: PictureProtocol,
  pixels: Pixels,
  crop: Crop,
  {size, cells}: {readonly size: Size; readonly cells: {readonly columns: number; readonly rows: number}},
): string {
  const scale = Math.min(1, size.width / crop.width, size.height / crop.height);
  const small = shrink(pixels, crop, {
    width: Math.round(crop.width * scale),
    height: Math.round(crop.height * scale),
  });
  switch (protocol) {
    case 'kitty':
      return kitty(pngOf(small), cells);
    case 'iterm':
      return iterm(pngOf(small), cells);
    case 'sixel':
      return sixel(small);
  }
}

/** Takes the picture off the screen again, where that is not done by drawing over it. */
export function clearProtocol(protocol: PictureProtocol): string {
  return protocol === 'kitty' ? `${ESC}_Ga=d,d=I,i=${KITTY_ID},q=2${ESC}\\` : '';
}

/** What tmux hands through to the terminal outside it, where the user has allowed that. */
export function throughTmux(bytes: string): string {
  return `${ESC}Ptmux;${bytes.replaceAll(ESC, ESC + ESC)}${ESC}\\`;
}

/** As PNG in base 64: rows of red, green and blue, each told by its difference from the pixel on its left. */
function pngOf({width, height, data}: Pixels): string {
  const stride = width * 3 + 1;
  const rows = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    rows[y * stride] = 1;
    for (let x = 0; x < width; x++)
      for (let part = 0; part < 3; part++) {
        const at = (y * width + x) * 4 + part;
        rows[y * stride + 1 + x * 3 + part] = (data[at] ?? 0) - (x === 0 ? 0 : (data[at - 4] ?? 0));
      }
  }
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const signature = Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1');
  const chunks = [
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...chunks]).toString('base64');
}

function pngChunk(kind: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(kind), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function kitty(png: string, {columns, rows}: {readonly columns: number; readonly rows: number}): string {
  const chunks = png.match(new RegExp(`.{1,${KITTY_CHUNK}}`, 'g')) ?? [''];
  const head = `a=T,f=100,i=${KITTY_ID},c=${columns},r=${rows},C=1,q=2`;
  return chunks
    .map(
      (chunk, at) =>
        `${ESC}_G${at === 0 ? `${head},` : ''}m=${at === chunks.length - 1 ? 0 : 1};${chunk}${ESC}\\`,
    )
    .join('');
}

function iterm(png: string, {columns, rows}: {readonly columns: number; readonly rows: number}): string {
  const size = Math.floor((png.length * 3) / 4);
  return `${ESC}]1337;File=inline=1;size=${size};width=${columns};height=${rows};preserveAspectRatio=1:${png}\u0007`;
}

/** Six steps of each colour: few enough for every terminal with sixels, and one pass without a search. */
const STEPS = 6;

function sixel({width, height, data}: Pixels): string {
  const indexed = dithered({width, height, data});
  const colors = [...new Set(indexed)].toSorted((a, b) => a - b);
  const palette = colors.map((color) => {
    const parts = [Math.floor(color / 36), Math.floor(color / 6) % 6, color % 6];
    return `#${color};2;${parts.map((part) => Math.round((part * 100) / (STEPS - 1))).join(';')}`;
  });
  const bands = Array.from({length: Math.ceil(height / 6)}, (_, band) =>
    bandOf(indexed, {width, height}, band * 6),
  );
  return `${ESC}P0;1q"1;1;${width};${height}${palette.join('')}${bands.join('-')}${ESC}\\`;
}

/** Six rows: one line of sixels a colour, each laid over the last. */
function bandOf(indexed: Uint8Array, {width, height}: Size, top: number): string {
  const lines = new Map<number, Uint8Array>();
  for (let row = 0; row < 6 && top + row < height; row++)
    for (let x = 0; x < width; x++) {
      const color = indexed[(top + row) * width + x] ?? 0;
      let line = lines.get(color);
      if (line === undefined) lines.set(color, (line = new Uint8Array(width)));
      line[x] = (line[x] ?? 0) | (1 << row);
    }
  return [...lines].map(([color, line]) => `#${color}${packed(line)}`).join('$');
}

/** Runs of four and more are counted. */
function packed(line: Uint8Array): string {
  let text = '';
  for (let x = 0; x < line.length;) {
    const value = line[x] ?? 0;
    let end = x + 1;
    while (end < line.length && line[end] === value) end++;
    const char = String.fromCharCode(63 + value);
    if (end < line.length || value !== 0) text += end - x > 3 ? `!${end - x}${char}` : char.repeat(end - x);
    x = end;
  }
  return text;
}

/** The error of each pixel goes on to its neighbours (Floyd and Steinberg), so that few colours look like many. */
function dithered({width, height, data}: Pixels): Uint8Array {
  const out = new Uint8Array(width * height);
  let next = new Float32Array((width + 2) * 3);
  for (let y = 0; y < height; y++) {
    const now = next;
    next = new Float32Array((width + 2) * 3);
    for (let x = 0; x < width; x++) {
      let index = 0;
      for (let part = 0; part < 3; part++) {
        const at = (x + 1) * 3 + part;
        const wanted = (data[(y * width + x) * 4 + part] ?? 0) + (now[at] ?? 0);
        const step = Math.max(0, Math.min(STEPS - 1, Math.round((wanted * (STEPS - 1)) / 255)));
        index = index * STEPS + step;
        const error = wanted - (step * 255) / (STEPS - 1);
        now[at + 3] = (now[at + 3] ?? 0) + (error * 7) / 16;
        next[at - 3] = (next[at - 3] ?? 0) + (error * 3) / 16;
        next[at] = (next[at] ?? 0) + (error * 5) / 16;
        next[at + 3] = (next[at + 3] ?? 0) + error / 16;
      }
      out[y * width + x] = index;
    }
  }
  return out;
}
