import {encode as encodePng} from 'fast-png';
import {encode as encodeJpeg} from 'jpeg-js';
import {GifWriter} from 'omggif';
import {deflateSync} from 'node:zlib';

/** Four fields of plain colour: red and green above, blue and white below. */
const FIELDS = [
  [255, 0, 0],
  [0, 200, 0],
  [0, 0, 255],
  [255, 255, 255],
] as const;

export function rgba(width = 40, height = 20): Uint8Array {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = FIELDS[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? FIELDS[0];
      data.set([red, green, blue, 255], (y * width + x) * 4);
    }
  return data;
}

export const png = (width?: number, height?: number): Uint8Array =>
  encodePng({width: width ?? 40, height: height ?? 20, data: rgba(width, height), channels: 4, depth: 8});

export const jpeg = (width = 40, height = 20): Uint8Array =>
  encodeJpeg({width, height, data: rgba(width, height)}, 95).data;

/** The same with EXIF data that say how the camera was held. */
export function turnedJpeg(orientation: number, width?: number, height?: number): Uint8Array {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  const plain = Buffer.from(jpeg(width, height));
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
}

export function gif(): Uint8Array {
  const out = Buffer.alloc(4000);
  const palette = FIELDS.map(([red, green, blue]) => (red << 16) | (green << 8) | blue);
  const writer = new GifWriter(out, 40, 20, {palette});
  const pixels = Array.from({length: 800}, (_, at) => (at < 400 ? 0 : 2) + (at % 40 < 20 ? 0 : 1));
  writer.addFrame(0, 0, 40, 20, pixels);
  // A second picture, of which nothing is shown.
  writer.addFrame(
    0,
    0,
    40,
    20,
    pixels.map(() => 3),
  );
  return out.subarray(0, writer.end());
}

/** Written by cwebp from the same fields, without loss. */
export const webp = (): Uint8Array => Buffer.from(WEBP_BASE64, 'base64');

const WEBP_BASE64 =
  'UklGRjwAAABXRUJQVlA4TC8AAAAvJ8AEAB8gEEjyN5tqDQFBkf+j7f/8B5tVQE3ANAwmMYnJjrwIiOj/BJjDZmLYDAA=';

/** Not compressed, one strip. */
export function tiff(): Uint8Array {
  const data = rgba();
  const entries: readonly (readonly [number, number, number])[] = [
    [256, 4, 40],
    [257, 4, 20],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 2],
    [273, 4, 8],
    [277, 3, 3],
    [278, 4, 20],
    [279, 4, 2400],
    [284, 3, 1],
  ];
  const file = Buffer.alloc(8 + 2400 + 2 + entries.length * 12 + 4);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(2408, 4);
  for (let at = 0; at < 800; at++) file.set(data.subarray(at * 4, at * 4 + 3), 8 + at * 3);
  file.writeUInt16LE(entries.length, 2408);
  entries.forEach(([tag, type, value], at) => {
    const start = 2410 + at * 12;
    file.writeUInt16LE(tag, start);
    file.writeUInt16LE(type, start + 2);
    file.writeUInt32LE(1, start + 4);
    if (type === 3) file.writeUInt16LE(value, start + 8);
    else file.writeUInt32LE(value, start + 8);
  });
  return file;
}

/** A PNG of so many pixels by its head, with so many bytes packed into it. */
export function pngBomb(side: number, bytes: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(bytes), {level: 9})),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
