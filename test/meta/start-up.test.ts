import {build, type Metafile} from 'esbuild';
import {expect, test} from 'vitest';
import {bundleOptions} from '../../tools/bundle.ts';
import {completionOptions} from '../../tools/script.ts';

/** The modules that run before casedeck knows what it is asked to do: all that static imports reach. */
function loadedAtStart({inputs}: Metafile, start = 'src/cli.ts'): readonly string[] {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const {path: next, kind, external} of inputs[path]?.imports ?? []) {
      if (kind !== 'dynamic-import' && external !== true) visit(next);
    }
  };
  visit(start);
  return [...seen];
}

const bundle = build({...bundleOptions, plugins: [...bundleOptions.plugins], write: false});

test('no package is loaded before casedeck knows what it is asked to do', async () => {
  const {metafile} = await bundle;
  const loaded = loadedAtStart(metafile);
  expect(loaded).toContain('src/errors.ts');
  const packages = loaded.filter((path) => path.includes('node_modules/'));
  expect(
    packages,
    'Every start pays for these. Import them with `await import()` in the command that needs them.',
  ).toEqual([]);
});

test('the first frame of the console waits for no parser of mails', async () => {
  const {metafile} = await bundle;
  const loaded = loadedAtStart(metafile, 'src/app.tsx');
  expect(loaded).toContain('src/app.tsx');
  expect(loaded.filter((path) => /\/(?:parse5|entities)\/|\/html-to-text/.test(path))).toEqual([]);
});

test('what answers the tab key is small, so that it takes little longer than Node takes to start', async () => {
  const {metafile, outputFiles} = await build({
    ...completionOptions,
    plugins: [...completionOptions.plugins],
  });
  const packages = Object.keys(metafile.inputs).filter((path) => path.includes('node_modules/'));
  // Reads the names of the profiles and of the views.
  expect(packages.filter((path) => !path.includes('/smol-toml/'))).toEqual([]);
  expect(outputFiles[0]?.contents.length).toBeLessThan(100_000);
});
