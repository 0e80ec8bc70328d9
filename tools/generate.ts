import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';

import {configJsonSchema} from '../src/settings/settings-schema.ts';
import {generateConfigTables} from './generate-config.ts';
import {generateCoverage} from './generate-coverage.ts';
import {generateKeys} from './generate-keys.ts';
import {generateMan} from './generate-man.ts';
import {generateSchema} from './generate-schema.ts';

/** One generated file: its path from the repository's root, and how its text is made. */
type Generator = {
  readonly path: string;
  readonly generate: (root: URL) => string | Promise<string>;
};

const GENERATORS: readonly Generator[] = [
  {path: 'src/api/schema.d.ts', generate: generateSchema},
  {path: 'docs/casedeck.1', generate: generateMan},
  {path: 'docs/keys.md', generate: generateKeys},
  {path: 'docs/schema/config.schema.json', generate: configJsonSchema},
  {path: 'docs/config.md', generate: generateConfigTables},
  {path: 'docs/api-coverage.md', generate: generateCoverage},
];

const root = new URL('../', import.meta.url);
const check = process.argv.includes('--check');
const stale: string[] = [];

for (const {path, generate} of GENERATORS) {
  const file = fileURLToPath(new URL(path, root));
  const wanted = await generate(root);
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present === wanted) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, wanted);
}

for (const path of stale) console.log(check ? `stale: ${path}` : `written: ${path}`);
if (check && stale.length > 0) {
  console.error(
    'These files do not match what they are generated from. Run "npm run generate" and commit them.',
  );
  process.exitCode = 1;
}
