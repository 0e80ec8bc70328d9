import {globSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {parse} from 'yaml';
import {processIo} from '../src/console/session/io.ts';
import {createProgram} from '../src/commands/program.ts';
import manifest from '../package.json' with {type: 'json'};
import {indexCode} from './api-coverage/code-index.ts';
import {coverageOf} from './api-coverage/coverage.ts';
import type {Node} from './api-coverage/fields.ts';
import {coverageTable} from './api-coverage/table.ts';

/** docs/api-coverage.md: every operation and field of openapi.yaml, and where it is used. Throws where there is a gap. */
export async function generateCoverage(root: URL): Promise<string> {
  const spec = parse(await readFile(new URL('src/api/openapi.yaml', root), 'utf8')) as Node;
  const folder = fileURLToPath(root);
  const files = globSync('src/**/*.{ts,tsx}', {cwd: folder})
    .filter((file) => !file.startsWith('src/sandbox/'))
    .map((file) => fileURLToPath(new URL(file, root)));
  const coverage = coverageOf(spec, indexCode(folder, files), await commandNames());
  if (coverage.gaps.length > 0) {
    throw new Error(
      `Parts of the API have no place in casedeck (tools/api-coverage):\n${coverage.gaps.map((gap) => `  ${gap}`).join('\n')}`,
    );
  }
  return coverageTable(coverage);
}

async function commandNames(): Promise<readonly string[]> {
  // What the bundle and the tests have as a constant.
  Object.assign(globalThis, {CASEDECK_VERSION: manifest.version});
  const program = await createProgram(
    processIo({write: () => undefined, taken: () => Promise.resolve()}, false),
    () => undefined,
  );
  return program.commands.map((command) => command.name());
}
