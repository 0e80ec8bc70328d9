import {build, type Metafile} from 'esbuild';
import {mkdir, readdir, rename, rm, stat, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {bundleOptions, ROOT} from './bundle.ts';
import {completionOptions, picturesOptions, scriptOf, scriptOptions} from './script.ts';
import {thirdPartyLicences} from './third-party-licences.ts';

const dist = join(ROOT, 'dist');
const outfile = join(ROOT, scriptOptions.outfile);
const moduleFile = join(ROOT, bundleOptions.outfile);
const licences = 'third-party-licences.txt';

type ScriptOptions = typeof scriptOptions | typeof completionOptions | typeof picturesOptions;

/** esbuild says itself what is wrong, and leaves the last good scripts alone. */
async function bundle(): Promise<Metafile | undefined> {
  try {
    await mkdir(dist, {recursive: true});
    await writeScript(completionOptions);
    const pictures = await writeScript(picturesOptions);
    const metafile = await writeScript(scriptOptions);
    await writeFile(moduleFile, `import './${basename(outfile)}';\n`);
    return {...metafile, inputs: {...metafile.inputs, ...pictures.inputs}};
  } catch (error) {
    if (!isEsbuilds(error)) throw error;
    return undefined;
  }
}

async function writeScript(options: ScriptOptions): Promise<Metafile> {
  const {metafile, outputFiles} = await build({...options, plugins: [...options.plugins]});
  const file = join(ROOT, options.outfile);
  // In one step: somebody may be starting it right now.
  await writeFile(`${file}.new`, scriptOf(outputFiles[0]?.text ?? ''));
  await rename(`${file}.new`, file);
  return metafile;
}

function isEsbuilds(error: unknown): boolean {
  return error instanceof Error && 'errors' in error;
}

const metafile = await bundle();
if (metafile === undefined) {
  process.exitCode = 1;
} else {
  await writeFile(
    join(dist, licences),
    await thirdPartyLicences(ROOT, [...Object.keys(metafile.inputs), 'node_modules/keytar/package.json']),
  );
  const wanted = [outfile, moduleFile, completionOptions.outfile, picturesOptions.outfile].map((path) =>
    basename(path),
  );
  const old = (await readdir(dist)).filter((name) => ![...wanted, licences].includes(name));
  await Promise.all(old.map((name) => rm(join(dist, name), {recursive: true})));
  const {size} = await stat(outfile);
  console.log(`${scriptOptions.outfile} ${Math.round(size / 1024)} kB`);
}
