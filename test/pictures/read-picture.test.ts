import fc from 'fast-check';
import {expect, test} from 'vitest';
import {pictureHead} from '../../src/pictures/picture-head.ts';
import {readPicture, type ReadPicture} from '../../src/pictures/read-picture.ts';
import {decodePicture} from '../../src/pictures/decode-picture.ts';
import {AppError} from '../../src/errors.ts';
import {often} from '../support/long.ts';
import {gif, jpeg, png, pngBomb, tiff, turnedJpeg, webp} from './samples.ts';

/** The colour in the middle of each quarter: above left, above right, below left, below right. */
function quarters({pixels: {width, height, data}}: Pick<ReadPicture, 'pixels'>): readonly string[] {
  return [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
      return nameOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    }),
  );
}

function nameOf(red: number, green: number, blue: number): string {
  if (red > 200 && green > 200 && blue > 200) return 'white';
  return red > green && red > blue ? 'red' : green > blue ? 'green' : 'blue';
}

/** Its table of codes leads the decoder round in a circle. */
const ENDLESS_GIF =
  'R0lGODlhKAAUAIEAAP8AAADIAAAA/////ywAAAAAKAAUAAACUISPmcHt/5SUsNaJj90tZ855GLiJE2mZFAqpCtu6CBzJGt0I+s73/QAMgIdDn9FITCaPzJ3yGWw2oVApk/q0HrFKLZJL9PrAYTGPXDQ70cECACwAAAAAKAAUAAACGpyPqcvtD6OctNqLs968+w+G4kiW5omm6ooVADs=';

const KINDS = {png: png(), jpeg: jpeg(), gif: gif(), webp: webp(), tiff: tiff()};

test.each(Object.entries(KINDS))('a %s is decoded', async (kind, bytes) => {
  expect(pictureHead(bytes)?.kind).toBe(kind);
  const read = await readPicture(bytes);
  expect(read.full).toEqual({width: 40, height: 20});
  expect(quarters(read)).toEqual(['red', 'green', 'blue', 'white']);
});

test.each(['png', 'jpeg', 'gif', 'webp'] as const)('the head of a %s tells its size', (kind) => {
  expect(pictureHead(KINDS[kind])).toEqual({kind, width: 40, height: 20});
});

test.each([
  [1, ['red', 'green', 'blue', 'white']],
  [2, ['green', 'red', 'white', 'blue']],
  [3, ['white', 'blue', 'green', 'red']],
  [4, ['blue', 'white', 'red', 'green']],
  [5, ['red', 'blue', 'green', 'white']],
  [6, ['blue', 'red', 'white', 'green']],
  [7, ['white', 'green', 'blue', 'red']],
  [8, ['green', 'white', 'red', 'blue']],
  [9, ['red', 'green', 'blue', 'white']],
])('a photo taken with the camera held as %i says is upright', async (orientation, colors) => {
  expect(quarters({pixels: await decodePicture(turnedJpeg(orientation))})).toEqual(colors);
});

test.each([
  ['a picture of billions of pixels', pngBomb(60_000, 100), /60000 x 60000 pixels/],
  ['a picture that unpacks to far more than it says', pngBomb(10, 50_000_000), /too much memory/],
  ['a picture that ends early', png().subarray(0, 60), /broken|ends too early/],
  ['no picture', Buffer.from('hello'), /is no PNG/],
])('%s ends in words', async (_name, bytes, words) => {
  await expect(readPicture(bytes)).rejects.toMatchObject({
    kind: 'input',
    message: expect.stringMatching(words) as string,
  });
});

test('whatever bytes stand behind the head of a picture, reading it ends in a picture or in words', async () => {
  // Decoders may run for ever on broken bytes: only in their own thread can they be ended.
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(KINDS)),
      fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), {minLength: 1, maxLength: 20}),
      async (bytes, changes) => {
        const broken = Uint8Array.from(bytes);
        for (const [at, value] of changes) if (at < broken.length) broken[at] = value;
        // A size that was changed to a huge one is refused before anything is decoded.
        await endsInTime(broken);
      },
    ),
    {numRuns: often(8, 60, 5000)},
  );
});

test('a picture whose decoding never ends is given up', async () => {
  await endsInTime(Buffer.from(ENDLESS_GIF, 'base64'), 1000);
});

async function endsInTime(bytes: Uint8Array, patienceMs = 5000): Promise<void> {
  const outcome = await readPicture(bytes, AbortSignal.timeout(patienceMs)).catch((error: unknown) => error);
  if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError);
}
