import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

const RULE = '-'.repeat(72);

/** The licence texts of the packages inside the bundle, as their licences ask for. `inputs` are esbuild's, relative to `root`. */
export async function thirdPartyLicences(root: string, inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  const parts = await Promise.all([...folders].toSorted().map((folder) => licenceOf(join(root, folder))));
  return `casedeck contains the following packages.\n\n${parts.join(`\n${RULE}\n\n`)}`;
}

function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

async function licenceOf(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const {name, version, license} = manifest as Record<string, string>;
  const files = await readdir(folder);
  const file = files.find((each) => /^licen[cs]e/i.test(each));
  const text =
    file === undefined ? 'No licence text in the package.\n' : await readFile(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text}`;
}
