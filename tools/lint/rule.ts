import type {RuleTester} from 'oxlint/plugins-dev';

/** A rule as oxlint's plugins define it. */
export type Rule = Parameters<RuleTester['run']>[1];

/** The path below `src/` with forward slashes and without its ending, or undefined for other files. */
export function sourcePath(file: string): string | undefined {
  const path = file.replaceAll('\\', '/');
  // The last one: the repository itself may be kept below a folder of that name.
  const start = path.lastIndexOf('/src/');
  return start < 0 ? undefined : path.slice(start + '/src/'.length).replace(/(?:\.d)?\.[^./]+$/, '');
}

export function layerOf(path: string): string {
  return path.split('/')[0] ?? path;
}
