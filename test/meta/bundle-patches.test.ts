import {build} from 'esbuild';
import {expect, test} from 'vitest';
import stringWidth from 'string-width';
import {bundleOptions} from '../../tools/bundle.ts';

/** What the entry exports, bundled as casedeck is. */
async function bundled(entry: string): Promise<unknown> {
  // The banner asks for the address of a file, which a data: address is not.
  const options = {...bundleOptions, plugins: [...bundleOptions.plugins], entryPoints: [], banner: {}};
  const stdin = {contents: entry, resolveDir: import.meta.dirname};
  const {outputFiles} = await build({...options, stdin, write: false});
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`);
}

type Width = {readonly width: typeof stringWidth};
type Yoga = {readonly yoga: {readonly Node: {readonly create: () => YogaNode}}};
type YogaNode = {
  readonly setWidth: (width: number) => void;
  readonly calculateLayout: (width: number | undefined, height: number | undefined) => void;
  readonly getComputedWidth: () => number;
};

test('in the bundle every emoji is as wide as outside of it', async () => {
  const {width: measure} = (await bundled(`export {default as width} from 'string-width'`)) as Width;
  const emoji = /\p{RGI_Emoji}/v;
  const codePoints = Array.from({length: 0x20_000}, (_, code) => code).filter(
    (code) => code < 0xd800 || code > 0xdfff,
  );
  const single = codePoints
    .map((code) => String.fromCodePoint(code))
    .filter((text) => /\p{Emoji}/u.test(text));
  const sequences = ['🇩🇪', '1️⃣', '👨‍👩‍👧', '❤️', '☎️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '1⃣', 'e\u0301', '東', '▸', '●'];
  expect(single.filter((text) => emoji.test(text)).length).toBeGreaterThan(1000);
  for (const text of [...single, ...single.map((each) => `${each}\ufe0f`), ...sequences]) {
    expect(measure(text), JSON.stringify(text)).toBe(stringWidth(text));
  }
});

test('in the bundle the layout engine loads without fetch', async () => {
  const fetched: unknown[] = [];
  const {fetch: before} = globalThis;
  globalThis.fetch = async (input) => {
    fetched.push(input);
    return before(input);
  };
  try {
    const {yoga} = (await bundled(`export {default as yoga} from 'yoga-layout'`)) as Yoga;
    const node = yoga.Node.create();
    node.setWidth(12);
    node.calculateLayout(undefined, undefined);
    expect([node.getComputedWidth(), fetched]).toEqual([12, []]);
  } finally {
    globalThis.fetch = before;
  }
});
