import type {OperationId} from '../../../api/endpoints.ts';
import type {Io} from '../../../console/session/io.ts';
import {resolvePaths} from '../../../settings/paths.ts';
import {writePrivateFile} from '../../../settings/private-file.ts';
import {readPathsFile} from '../../../settings/settings-file.ts';

/**
 * Stores paths of operations in paths.toml, beside the present ones; `settled` ones are the built-in ones again. The
 * vendor publishes one file for each API, so paths of operations that this file does not have are kept.
 */
export async function keepPaths(
  io: Io,
  found: Readonly<Record<string, string>>,
  settled: readonly OperationId[],
): Promise<void> {
  const paths = resolvePaths(io.env);
  const earlier = await readPathsFile(paths.pathsFile);
  const kept = Object.fromEntries(
    Object.entries(earlier).filter(([id]) => !settled.some((one) => one === id)),
  );
  const {stringify} = await import('smol-toml');
  const text = `# Written by "casedeck doctor"; [api.paths] of config.toml comes before it.\n\n${stringify({paths: {...kept, ...found}})}`;
  writePrivateFile(paths.pathsFile, text);
  io.err(`Written: ${paths.pathsFile}\n`);
}
