import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {ALL_SCENES, drawScreens, nameOf, PICTURES} from './draw-screens.ts';

/**
 * Every screen as it is, in docs/screens. `npm run screens` draws them anew; here they must be as drawn.
 * Those of wide terminals have a file of their own, so that two processes share the work. The smallest, and other states of
 * a screen, only with CASEDECK_LONG=1.
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
  const head =
    '# Every screen\n\nEach screen as text with its colours, from the example data of the sandbox; a test compares them. `npm run screens` writes them again,\n`npm run pictures` draws them into `pictures/`: dark, light, without colours, in ASCII.\n';
  const entries = Object.keys(ALL_SCENES).map((screen) => {
    const links = SIZES.map(nameOf).map((size) => `[${size}](${size}/${screen}.txt)`);
    return `- ${screen}: ${links.join(' · ')}\n`;
  });
  await expect(`${head}\n${entries.join('')}`).toMatchFileSnapshot('../../docs/screens/README.md');
});

test.skipIf(PICTURES === undefined)('the index of the pictures', () => {
  const entries = Object.keys(ALL_SCENES).map((screen) => {
    const links = SIZES.map(nameOf).map((size) => {
      const at = `${size}/${screen}`;
      return `- ${size}: [dark](${at}.dark.svg) · [light](${at}.light.svg) · [no colours](${at}.plain.svg) · [ASCII](${at}.ascii.svg) · [ASCII text](${at}.ascii.txt)`;
    });
    return `## ${screen}\n\n![${screen}](80x24/${screen}.dark.svg)\n\n${links.join('\n')}\n`;
  });
  writeFileSync(join(PICTURES ?? '', 'README.md'), ['# Every screen\n', ...entries].join('\n'));
});

test('nothing is left of a screen that is gone', () => {
  for (const size of SIZES.map(nameOf)) {
    const folder = fileURLToPath(new URL(`../../docs/screens/${size}`, import.meta.url));
    if (!existsSync(folder)) continue;
    const names = new Set(readdirSync(folder).map((file) => file.split('.')[0]));
    expect([...names].filter((name) => name === undefined || !(name in ALL_SCENES))).toEqual([]);
  }
});
