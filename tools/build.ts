import {build, type Metafile} from 'esbuild';
import {chmod, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {bundleOptions, completionOptions, ROOT} from './bundle.ts';
import {thirdPartyLicences} from './third-party-licences.ts';

const dist = join(ROOT, 'dist');
const outfile = join(ROOT, bundleOptions.outfile);
const licences = 'third-party-licences.txt';

/** esbuild says itself what is wrong, and leaves the last good bundle alone. */
async function bundle(): Promise<Metafile | undefined> {
  try {
    const {metafile} = await build({...bundleOptions, plugins: [...bundleOptions.plugins]});
    await build({...completionOptions, plugins: [...completionOptions.plugins]});
    return metafile;
  } catch {
    return undefined;
  }
}

const metafile = await bundle();
if (metafile === undefined) {
  process.exitCode = 1;
} else {
  await chmod(outfile, 0o755);
  await writeFile(join(dist, licences), await thirdPartyLicences(ROOT, Object.keys(metafile.inputs)));
  const wanted = [bundleOptions.outfile, completionOptions.outfile].map((path) => basename(path));
  const old = (await readdir(dist)).filter((name) => ![...wanted, licences].includes(name));
  await Promise.all(old.map((name) => rm(join(dist, name), {recursive: true})));
  const {size} = await stat(outfile);
  console.log(`dist/casedeck.mjs ${Math.round(size / 1024)} kB`);
}
