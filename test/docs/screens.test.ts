import {existsSync, readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {ALL_SCENES, drawScreens, nameOf} from './draw-screens.ts';

/**
 * Every screen as it is, in docs/screens. `npm run screens` draws them anew; here they must be as drawn.
 * Those of wide terminals have a file of their own, so that two processes share the work.
 */
drawScreens([
  [80, 24],
  [40, 10],
]);

const SIZES = [
  [80, 24],
  [120, 36],
  [200, 50],
  [40, 10],
] as const;

test('the index', async () => {
  const sizes = SIZES.map(nameOf);
  const entries = Object.keys(ALL_SCENES).map((screen) => {
    const links = sizes.map((size) => {
      const at = `${size}/${screen}`;
      return `- ${size}: [dark](${at}.dark.svg) · [light](${at}.light.svg) · [no colours](${at}.plain.svg) · [ASCII](${at}.ascii.svg) · [text](${at}.txt)`;
    });
    return `## ${screen}\n\n![${screen}](80x24/${screen}.dark.svg)\n\n${links.join('\n')}\n`;
  });
  const head =
    '# Every screen\n\nDrawn from the seeded sandbox by `npm run screens`; a test keeps them as they are.\n';
  await expect([head, ...entries].join('\n')).toMatchFileSnapshot('../../docs/screens/README.md');
});

test('no picture of a screen that is gone is left', () => {
  for (const size of SIZES.map(nameOf)) {
    const folder = fileURLToPath(new URL(`../../docs/screens/${size}`, import.meta.url));
    if (!existsSync(folder)) continue;
    const names = new Set(readdirSync(folder).map((file) => file.split('.')[0]));
    expect([...names].filter((name) => name === undefined || !(name in ALL_SCENES))).toEqual([]);
  }
});
