import {readFileSync} from 'node:fs';
import {ENDPOINTS, resolveEndpoints} from '../../../api/endpoints.ts';
import {AppError} from '../../../errors.ts';
import {openapiText} from '../../../sandbox/openapi-text.ts';
import {resolvePaths} from '../../../settings/paths.ts';
import {writePrivateFile} from '../../../settings/private-file.ts';
import {readPathsFile} from '../../../settings/settings-file.ts';
import {escapeJson} from '../../../text/safe/escape-json.ts';
import {toSafeLine} from '../../../text/safe/to-safe-text.ts';
import type {Io} from '../../../console/session/io.ts';
import {matchOperations, type SpecMatch} from './match-operations.ts';
import {specOperations} from './spec-operations.ts';

export type SpecOptions = {readonly spec: string; readonly write?: boolean; readonly json?: boolean};

const MAX_BYTES = 50_000_000;

/**
 * `casedeck doctor --spec FILE`: finds our operations in the vendor's OpenAPI file, prints where they are,
 * and with --write keeps the differing paths in paths.toml. Exit code 0, or 5 where none was found.
 */
export async function runDoctorSpec(io: Io, options: SpecOptions): Promise<number> {
  const theirs = specOperations(readSpec(options.spec), options.spec);
  const ours = specOperations(await openapiText(), 'openapi.yaml');
  const matches = matchOperations(ours, theirs);
  const overrides = Object.fromEntries(
    matches.flatMap((match) => (match.kind === 'differs' ? [[match.id, match.found] as const] : [])),
  );
  resolveEndpoints(overrides);
  if (options.json === true)
    io.out(`${escapeJson(JSON.stringify({file: options.spec, operations: matches}, undefined, 2))}\n`);
  else io.out(matchesText(matches));
  if (matches.every((match) => match.kind === 'missing')) {
    io.err(`casedeck: none of the operations was found in ${toSafeLine(options.spec)}.\n`);
    return 5;
  }
  if (options.write === true) await writePaths(io, matches, overrides);
  else if (Object.keys(overrides).length > 0 && options.json !== true) {
    io.err('To use these paths, run the same with --write, or copy them into [api.paths] of config.toml.\n');
  }
  return 0;
}

function readSpec(file: string): string {
  try {
    const text = readFileSync(file === '-' ? 0 : file, 'utf8');
    if (text.length > MAX_BYTES) throw new AppError('input', `${file} is too long for an OpenAPI file.`);
    return text;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('input', `${file} cannot be read: ${(error as Error).message}`, {cause: error});
  }
}

function matchesText(matches: readonly SpecMatch[]): string {
  return matches
    .map((match) => {
      const {method, path} = ENDPOINTS[match.id];
      const words = {
        same: () => 'as built in',
        differs: () => `differs from ${method} ${path}`,
        unusable: () => `cannot be used: ${match.kind === 'unusable' ? match.why : ''}`,
        missing: () => 'not in this file',
      }[match.kind]();
      const found = match.kind === 'missing' ? '' : `${toSafeLine(match.found)}\n${' '.repeat(20)}`;
      return `${match.id.padEnd(20)}${found}${words}\n`;
    })
    .join('');
}

/** The vendor publishes an API a file: what earlier files gave is kept for operations that this one lacks. */
async function writePaths(
  io: Io,
  matches: readonly SpecMatch[],
  overrides: Readonly<Record<string, string>>,
): Promise<void> {
  const paths = resolvePaths(io.env);
  const earlier = await readPathsFile(paths.pathsFile);
  const settled = new Set<string>(matches.filter((match) => match.kind === 'same').map((match) => match.id));
  const kept = Object.fromEntries(Object.entries(earlier).filter(([id]) => !settled.has(id)));
  const {stringify} = await import('smol-toml');
  const text = `# Written by "casedeck doctor --spec FILE --write"; [api.paths] of config.toml comes before it.\n\n${stringify({paths: {...kept, ...overrides}})}`;
  writePrivateFile(paths.pathsFile, text);
  io.err(`Written: ${paths.pathsFile}\n`);
}
