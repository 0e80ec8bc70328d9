import {writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** The environment in which the console runs this script first. Not `--import`: the standalone executable takes no notice of that. */
export function preload(home: string, script: string): {readonly NODE_OPTIONS: string} {
  const file = join(home, 'preload.cjs');
  writeFileSync(file, script);
  return {NODE_OPTIONS: `--require=${file}`};
}
