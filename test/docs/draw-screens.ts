import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {ThemeOptions} from '../../src/terminal/theme.ts';
import {markedFrame} from '../support/frames/frame-marks.ts';
import {frameSvg} from '../support/frames/frame-svg.ts';
import {LONG} from '../support/long.ts';
import {frameText, type Frame} from '../support/frames/frame.ts';
import {openStage} from '../support/stage.ts';
import {CREATE_SCENES} from './create-scenes.ts';
import {PAGE_SCENES} from './page-scenes.ts';
import {SCENES} from './scenes.ts';
import {openWorld, type ScreenWorld} from './screen-world.ts';

export type Size = readonly [cols: number, rows: number];

export const ALL_SCENES = {...SCENES, ...PAGE_SCENES, ...CREATE_SCENES};

export function nameOf([cols, rows]: Size): string {
  return `${cols}x${rows}`;
}

/** Where `npm run pictures` wants what nobody keeps: each look as a picture, and ASCII as text. */
export const PICTURES = process.env['CASEDECK_PICTURES'];

/** The terminal's own colours. */
const COLOURS: ThemeOptions = {ascii: false, depth: '16'};
const NO_COLOURS: ThemeOptions = {ascii: false, depth: 'none'};
const ASCII: ThemeOptions = {ascii: true, depth: 'none'};

/** `list-empty` is another state of `list`: those are drawn in the long versions alone. */
function isOtherState(scene: string): boolean {
  return Object.keys(ALL_SCENES).some((name) => scene.startsWith(`${name}-`));
}

/** One test a scene: at the first size it is gone to, the others are a resize away. */
export function drawScreens([size, ...others]: readonly [Size, ...Size[]]): void {
  const sizes = [size, ...(LONG ? others : [])];
  let home: string;
  let world: ScreenWorld;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'casedeck-screens-'));
    world = await openWorld(home);
  });
  afterAll(async () => {
    await world.close();
    rmSync(home, {recursive: true, force: true});
  });
  const scenes = Object.entries(ALL_SCENES).filter(([name]) => LONG || !isOtherState(name));
  test.each(scenes)('%s', async (screen, {go, world: options = {}, isFirstFrame}) => {
    const [cols, rows] = size;
    const stage = await openStage({services: world.open(options), cols, rows, theme: COLOURS});
    const look = async (theme: ThemeOptions) => {
      await stage.look(theme);
      return await stage.frame();
    };
    try {
      if (isFirstFrame !== true) stage.ui.go({type: 'notice', notice: undefined});
      await go?.(stage);
      for (const each of sizes) {
        await stage.resize(...each);
        const frame = await stage.frame();
        await expect(markedFrame(frame)).toMatchFileSnapshot(
          `../../docs/screens/${nameOf(each)}/${screen}.txt`,
        );
        // A colour that is left, or a letter that ASCII has not, shows at the first size.
        const hasLooks = PICTURES !== undefined || (LONG && each === size);
        if (!hasLooks) continue;
        const looks = {frame, plain: await look(NO_COLOURS), ascii: await look(ASCII)};
        expectLooks(looks);
        if (PICTURES !== undefined) draw(join(PICTURES, nameOf(each), screen), looks);
        await stage.look(COLOURS);
      }
    } finally {
      await stage.close();
    }
  });
}

type Looks = Readonly<Record<'frame' | 'plain' | 'ascii', Frame>>;

/** Without colours there are none; ASCII is nothing else. */
function expectLooks({plain, ascii}: Looks): void {
  // One claim and not one for each of 20,000 cells.
  const coloured = [plain, ascii]
    .flatMap(({cells}) => cells.flat())
    .filter(({foreground, background}) => foreground !== 'default' || background !== 'default');
  expect(coloured).toEqual([]);
  expect(frameText(ascii)).toMatch(/^[\n\x20-\x7e]*$/);
}

function draw(path: string, {frame, plain, ascii}: Looks): void {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(`${path}.dark.svg`, frameSvg(frame, {background: 'dark'}));
  writeFileSync(`${path}.light.svg`, frameSvg(frame, {background: 'light'}));
  writeFileSync(`${path}.plain.svg`, frameSvg(plain, {background: 'dark'}));
  writeFileSync(`${path}.ascii.svg`, frameSvg(ascii, {background: 'light'}));
  writeFileSync(`${path}.ascii.txt`, `${frameText(ascii)}\n`);
}
