import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {ThemeOptions} from '../../src/terminal/theme.ts';
import {frameSvg} from '../support/frame-svg.ts';
import {frameText, type Frame} from '../support/frame.ts';
import {openStage} from '../support/stage.ts';
import {CREATE_SCENES} from './create-scenes.ts';
import {SCENES} from './scenes.ts';
import {openWorld, type ScreenWorld} from './screen-world.ts';

export type Size = readonly [cols: number, rows: number];

export const ALL_SCENES = {...SCENES, ...CREATE_SCENES};

export function nameOf([cols, rows]: Size): string {
  return `${cols}x${rows}`;
}

type Look = {
  readonly name: string;
  readonly theme: ThemeOptions;
  readonly text: boolean;
  readonly pictures: readonly ('dark' | 'light')[];
};

/** The terminal's own colours, on both backgrounds. */
const COLOURS: Look = {
  name: '',
  theme: {ascii: false, depth: '16'},
  text: true,
  pictures: ['dark', 'light'],
};

const LOOKS: readonly Look[] = [
  COLOURS,
  {name: '.plain', theme: {ascii: false, depth: 'none'}, text: false, pictures: ['dark']},
  {name: '.ascii', theme: {ascii: true, depth: 'none'}, text: true, pictures: ['light']},
];

/** One test a scene: at the first size it is gone to, the others are a resize away. */
export function drawScreens(sizes: readonly [Size, ...Size[]]): void {
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
  test.each(Object.entries(ALL_SCENES))('%s', async (screen, {go, world: options = {}}) => {
    const [[cols, rows]] = sizes;
    const stage = await openStage({services: world.open(options), cols, rows, theme: COLOURS.theme});
    try {
      await go?.(stage);
      for (const size of sizes) {
        await stage.look(COLOURS.theme);
        await stage.resize(...size);
        for (const look of LOOKS) {
          if (look !== COLOURS) await stage.look(look.theme);
          await expectLook(await stage.frame(), `../../docs/screens/${nameOf(size)}/${screen}`, look);
        }
      }
    } finally {
      await stage.close();
    }
  });
}

async function expectLook(frame: Frame, screen: string, look: Look): Promise<void> {
  const file = screen + look.name;
  if (look.text) await expect(`${frameText(frame)}\n`).toMatchFileSnapshot(`${file}.txt`);
  for (const background of look.pictures) {
    const name = look === COLOURS ? `${file}.${background}.svg` : `${file}.svg`;
    await expect(frameSvg(frame, {background})).toMatchFileSnapshot(name);
  }
}
