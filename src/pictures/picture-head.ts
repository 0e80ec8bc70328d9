/** What a file says of itself in its first bytes, before anything is decoded. */
export type PictureKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'tiff';
export type PictureHead = {
  readonly kind: PictureKind;
  /** Pixels; undefined where the head does not tell. */
  readonly width: number | undefined;
  readonly height: number | undefined;
};

/** The kind and size of a picture; undefined where the bytes are none that can be shown. Never throws. */
export function pictureHead(bytes: Uint8Array): PictureHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number, length: number) =>
    String.fromCharCode(...bytes.subarray(at, Math.min(at + length, bytes.length)));
  if (text(0, 8) === '\u0089PNG\r\n\u001a\n')
    return sized('png', view, bytes.length >= 24 ? [16, 20] : undefined);
  if (text(0, 3) === 'GIF') {
    if (bytes.length < 10) return {kind: 'gif', width: undefined, height: undefined};
    return {kind: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true)};
  }
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return webpHead(view, text(12, 4));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return jpegHead(view);
  if (text(0, 4) === 'II*\0' || text(0, 4) === 'MM\0*')
    return {kind: 'tiff', width: undefined, height: undefined};
  return undefined;
}

function sized(kind: PictureKind, view: DataView, at: readonly [number, number] | undefined): PictureHead {
  if (at === undefined) return {kind, width: undefined, height: undefined};
  return {kind, width: view.getUint32(at[0]), height: view.getUint32(at[1])};
}

/** Three ways in which WebP writes its size: lossy, lossless, extended. */
function webpHead(view: DataView, chunk: string): PictureHead {
  const unknown = {kind: 'webp', width: undefined, height: undefined} as const;
  if (view.byteLength < 30) return unknown;
  if (chunk === 'VP8 ')
    return {
      kind: 'webp',
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
    };
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return {kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1};
  }
  if (chunk !== 'VP8X') return unknown;
  const number = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return {kind: 'webp', width: number(24) + 1, height: number(27) + 1};
}

/** Walks the segments up to the frame header, which holds the size. */
function jpegHead(view: DataView): PictureHead {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return {kind: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5)};
    if (marker === 0xda) break;
    at += 2 + view.getUint16(at + 2);
  }
  return {kind: 'jpeg', width: undefined, height: undefined};
}
