import {failed, ok, type Check} from './check.ts';

const NEEDED = 24;

export function checkNode(version: string, platform: string): Check {
  const major = Number(version.replace(/^v/, '').split('.')[0]);
  if (major >= NEEDED) return ok('Node', `${version} on ${platform}`);
  return failed('Node', `${version} is too old`, `Install Node ${NEEDED} or later.`);
}
