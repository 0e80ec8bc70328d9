import {inflateSync} from 'node:zlib';
import webpDecode, {init as initWebp} from '@jsquash/webp/decode.js';
import exif from 'exif-reader';
import {decode as decodePng} from 'fast-png';
import {decode as decodeJpeg} from 'jpeg-js';
import {GifReader} from 'omggif';
import {decode as decodeTiff} from 'tiff';
import {oriented, type Pixels} from './pixels.ts';
import {pictureHead, type PictureKind} from './picture-head.ts';
import {webpWasm} from './webp-wasm.ts';

/** More pixels than any camera in a cage makes; a decoded one takes four bytes. */
const MOST_PIXELS = 50_000_000;

type Decoder = (bytes: Uint8Array) => Pixels | Promise<Pixels>;

const DECODERS: Readonly<Record<PictureKind, Decoder>> = {
  png: (bytes) => {
    refusePngBomb(bytes);
    const {width, height, data, channels, depth, palette} = decodePng(bytes);
    return toRgba({width, height, data, channels, depth, palette});
  },
  jpeg: (bytes) =>
    oriented(
      decodeJpeg(bytes, {
        useTArray: true,
        formatAsRGBA: true,
        maxResolutionInMP: MOST_PIXELS / 1e6,
        maxMemoryUsageInMB: 900,
      }),
      orientationOf(bytes),
    ),
  gif: (bytes) => {
    const gif = new GifReader(Buffer.from(bytes));
    const {width, height} = gif;
    const data = new Uint8Array(checked(width, height) * 4);
    gif.decodeAndBlitFrameRGBA(0, data);
    return {width, height, data};
  },
  webp: async (bytes) => {
    await initWebp({wasmBinary: webpWasm().buffer});
    const copy = new Uint8Array(bytes).buffer;
    // Its types are those of browsers; Node has no such type.
    const {width, height, data} = (await webpDecode(copy)) as Pixels;
    return {width, height, data};
  },
  tiff: (bytes) => {
    const [first] = decodeTiff(bytes, {pages: [0]});
    if (first === undefined) throw new Error('it holds no picture');
    const {width, height, data, components, bitsPerSample, palette} = first;
    const pixels = toRgba({
      width,
      height,
      data,
      channels: components,
      depth: bitsPerSample,
      palette: palette?.map((color) => color.map((value) => value >> 8)),
    });
    return oriented(first.type === 0 ? inverted(pixels) : pixels, first.orientation ?? 1);
  },
};

/** Decodes a picture, the first one of several, upright. Throws an Error whose message says what is wrong with it. */
export async function decodePicture(bytes: Uint8Array): Promise<Pixels> {
  const head = pictureHead(bytes);
  if (head === undefined) throw new Error('it is no PNG, JPEG, GIF, WebP or TIFF');
  if (head.width !== undefined && head.height !== undefined) checked(head.width, head.height);
  const pixels = await DECODERS[head.kind](bytes);
  checked(pixels.width, pixels.height);
  return pixels;
}

/** A few kilobytes can unpack to gigabytes: what a picture of this size cannot need is never unpacked. */
function refusePngBomb(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33) throw new Error('it ends too early');
  // At most eight bytes a pixel, and one before each row of each of the seven interlaced passes.
  const most = view.getUint32(16) * view.getUint32(20) * 8 + view.getUint32(20) * 14 + 64;
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at))
    if (view.getUint32(at + 4) === 0x49_44_41_54)
      parts.push(bytes.subarray(at + 8, at + 8 + view.getUint32(at)));
  inflateSync(Buffer.concat(parts), {maxOutputLength: most, finishFlush: 2});
}

function checked(width: number, height: number): number {
  if (width < 1 || height < 1) throw new Error('it has no pixels');
  if (width * height > MOST_PIXELS)
    throw new Error(
      `it has ${width} x ${height} pixels, more than the ${MOST_PIXELS / 1e6} million that are shown`,
    );
  return width * height;
}

type Samples = Uint8Array | Uint16Array | Uint8ClampedArray | Float32Array | Float64Array;
type Sampled = {
  readonly width: number;
  readonly height: number;
  readonly data: Samples;
  readonly channels: number;
  readonly depth: number;
  /** Red, green, blue by index, eight bits. */
  readonly palette: readonly (readonly number[])[] | undefined;
};

/** Grey, grey with alpha, colours with and without, of 1 to 32 bits, and palettes. */
function toRgba(sampled: Sampled): Pixels {
  const {width, height, data, channels, depth, palette} = sampled;
  const count = checked(width, height);
  const out = new Uint8ClampedArray(count * 4);
  const samples = depth < 8 ? unpacked(data, width, height, depth) : data;
  if (palette !== undefined) return {width, height, data: inColors(samples, channels, palette, out)};
  const scale = scaleOf(depth);
  const sample = (at: number) => (samples[at] ?? 0) * scale;
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  const alpha = channels % 2 === 0 ? channels - 1 : undefined;
  // No object is made for each of millions of pixels.
  for (let at = 0, to = 0; to < out.length; at += channels, to += 4) {
    out[to] = sample(at);
    out[to + 1] = sample(at + green);
    out[to + 2] = sample(at + blue);
    out[to + 3] = alpha === undefined ? 255 : sample(at + alpha);
  }
  return {width, height, data: out};
}

function inColors(
  samples: Samples,
  channels: number,
  palette: NonNullable<Sampled['palette']>,
  out: Uint8ClampedArray,
): Uint8ClampedArray {
  for (let at = 0, to = 0; to < out.length; at += channels, to += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = palette[samples[at] ?? 0] ?? [];
    out[to] = red;
    out[to + 1] = green;
    out[to + 2] = blue;
    out[to + 3] = alpha;
  }
  return out;
}

/** The factor that turns a sample of so many bits into one of eight. */
function scaleOf(depth: number): number {
  if (depth === 32) return 255;
  return 255 / (2 ** depth - 1);
}

/** A byte holds several samples of fewer than eight bits; each row begins with a new byte. */
function unpacked(data: Samples, width: number, height: number, depth: number): Uint8Array {
  const out = new Uint8Array(width * height);
  const stride = Math.ceil((width * depth) / 8);
  const mask = 2 ** depth - 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      out[y * width + x] = ((data[y * stride + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & mask;
    }
  return out;
}

function inverted({width, height, data}: Pixels): Pixels {
  return {width, height, data: data.map((value, at) => (at % 4 === 3 ? value : 255 - value))};
}

/** Searches for the EXIF segment; where that is damaged the picture stays as it is stored. */
function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 4 < view.byteLength && view.getUint8(at) === 0xff) {
    const length = view.getUint16(at + 2);
    const marker = view.getUint8(at + 1);
    if (marker === 0xda || length < 2) return 1;
    const isExif = marker === 0xe1 && at + 10 < view.byteLength && view.getUint32(at + 4) === 0x45_78_69_66;
    if (isExif) return readOrientation(bytes.subarray(at + 4, at + 2 + length));
    at += 2 + length;
  }
  return 1;
}

function readOrientation(segment: Uint8Array): number {
  try {
    return exif(Buffer.from(segment)).Image?.Orientation ?? 1;
  } catch {
    return 1;
  }
}
