import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import type {ViewedFile} from '../../src/files/view-file.ts';
import type {Pixels} from '../../src/pictures/pixels.ts';
import {openWorld, type ScreenWorld} from '../docs/screen-world.ts';
import {frameText} from '../support/frames/frame.ts';
import {openStage, type Stage} from '../support/stage.ts';

let world: ScreenWorld;
beforeAll(async () => {
  world = await openWorld(mkdtempSync(join(tmpdir(), 'casedeck-dear-')));
  return () => world.close();
});

/** No pixel tells of the next, as grain in the dark: the most bytes that its size can take. */
function grain(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 4);
  let state = 1;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = at % 4 === 3 ? 255 : state >>> 24;
  }
  return {width, height, data};
}

/** The first file of a ticket is this picture; the terminal is kitty, here or at the end of a slow line. */
async function look(pixels: Pixels, env: Readonly<Record<string, string>>): Promise<Stage> {
  const services = world.open({isNew: false});
  const {width, height} = pixels;
  const file: ViewedFile = {
    what: 'a PNG picture',
    size: pixels.data.length,
    content: {kind: 'picture', pixels, full: {width, height}},
  };
  const stage = await openStage({
    services: {
      ...services,
      platform: {...services.platform, env: {TERM: 'xterm-kitty', ...env}},
      files: {...services.files, view: () => Promise.resolve(file)},
    },
    cols: 200,
    rows: 50,
    theme: {ascii: false, depth: 'true'},
  });
  await stage.run('ticket.files', 'open');
  return stage;
}

const SLOW = {SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22'};

test('over a slow line it is said what a large picture takes before it is drawn; Enter draws it', async () => {
  const stage = await look(grain(900, 700), SLOW);
  await stage.until('of this line');
  expect(frameText(await stage.frame())).toMatch(/it takes \d+(?:\.\d)? [kM]B of this line/);
  expect(frameText(await stage.frame())).not.toContain('kitty');
  await stage.run('open');
  await stage.until('kitty, ');
  expect(frameText(await stage.frame())).not.toContain('of this line');
  await stage.close();
});

test.each([
  ['a small one over a slow line', grain(60, 40), SLOW],
  ['a large one where the terminal is near', grain(900, 700), {}],
])('%s is drawn at once', async (_, pixels, env) => {
  const stage = await look(pixels, env);
  await stage.until('kitty, ');
  await stage.close();
});
