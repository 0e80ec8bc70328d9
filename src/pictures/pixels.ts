/** A picture as rows of red, green, blue and alpha, eight bits each. */
export type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
};

/** Pixels, or columns and rows of them. */
export type Size = {readonly width: number; readonly height: number};

type Color = readonly [red: number, green: number, blue: number, alpha: number];

/** The part of a picture that is looked at, in its own pixels. */
export type Crop = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/**
 * The part `crop` of a picture, smaller: each new pixel is the mean of those it stands for, with the picture's
 * transparent parts over black. Never makes it larger.
 */
export function shrink(source: Pixels, crop: Crop, size: Size): Pixels {
  const width = Math.max(1, Math.min(size.width, crop.width));
  const height = Math.max(1, Math.min(size.height, crop.height));
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const top = crop.top + Math.floor((y * crop.height) / height);
    const bottom = Math.max(top + 1, crop.top + Math.floor(((y + 1) * crop.height) / height));
    for (let x = 0; x < width; x++) {
      const left = crop.left + Math.floor((x * crop.width) / width);
      const right = Math.max(left + 1, crop.left + Math.floor(((x + 1) * crop.width) / width));
      const mean = meanOf(source, {left, top, width: right - left, height: bottom - top});
      data.set(mean, (y * width + x) * 4);
    }
  }
  return {width, height, data};
}

function meanOf({data, width: stride}: Pixels, {left, top, width, height}: Crop): Color {
  let [red, green, blue] = [0, 0, 0];
  for (let row = top; row < top + height; row++) {
    const end = (row * stride + left + width) * 4;
    for (let at = (row * stride + left) * 4; at < end; at += 4) {
      const alpha = data[at + 3] ?? 255;
      red += (data[at] ?? 0) * alpha;
      green += (data[at + 1] ?? 0) * alpha;
      blue += (data[at + 2] ?? 0) * alpha;
    }
  }
  const weight = width * height * 255;
  return [red / weight, green / weight, blue / weight, 255];
}

/** Turned and mirrored as EXIF's `Orientation` (1 to 8) says; any other value leaves it. */
export function oriented(source: Pixels, orientation: number): Pixels {
  if (!(orientation >= 2 && orientation <= 8)) return source;
  const isTurned = orientation >= 5;
  const [width, height] = isTurned ? [source.height, source.width] : [source.width, source.height];
  const from = inWords(source.data);
  const to = new Uint32Array(width * height);
  const [start, right, down] = wayThrough(orientation, source);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) to[y * width + x] = from[start + x * right + y * down] ?? 0;
  return {width, height, data: new Uint8ClampedArray(to.buffer)};
}

/** Where the first pixel that is seen is stored, and how far on from each are its neighbours to the right and below. */
function wayThrough(orientation: number, {width, height}: Size): readonly [number, number, number] {
  const [right, bottom] = [width - 1, (height - 1) * width];
  switch (orientation) {
    case 2:
      return [right, -1, width];
    case 3:
      return [right + bottom, -1, -width];
    case 4:
      return [bottom, 1, -width];
    case 5:
      return [0, width, 1];
    case 6:
      return [bottom, -width, 1];
    case 7:
      return [right + bottom, -width, -1];
    default:
      return [right, width, -1];
  }
}

/** The same bytes as numbers of four bytes: one number a pixel. */
function inWords(data: Uint8ClampedArray | Uint8Array): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 4));
}
