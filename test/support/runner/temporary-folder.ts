import {randomInt} from 'node:crypto';
import {accessSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {freemem, tmpdir} from 'node:os';
import {join} from 'node:path';
import {MEMORY_FOLDER} from './in-memory.ts';
import {SEED} from './same-data.ts';

const MEMORY = '/dev/shm';
/** Far more than tests leave behind. */
const ENOUGH = 4e9;

const folders: string[] = [];

/** Whatever tests leave behind is below these folders, which go when all have run. Vitest calls this once for all projects. */
export function setup(): void {
  process.env[SEED] ??= String(randomInt(2 ** 31));
  process.env['TMPDIR'] = make(tmpdir());
  const folder = inMemory();
  if (folder !== undefined) process.env[MEMORY_FOLDER] = folder;
}

export function teardown(): void {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true, force: true});
}

function make(where: string): string {
  const folder = mkdtempSync(join(where, 'cdt-'));
  folders.push(folder);
  return folder;
}

/** Undefined where there is none, it is small, or nothing in it may be run. */
function inMemory(): string | undefined {
  try {
    accessSync(MEMORY, constants.W_OK);
    const {bavail, bsize} = statfsSync(MEMORY);
    if (Math.min(bavail * bsize, freemem()) < ENOUGH) return undefined;
    const folder = make(MEMORY);
    const script = join(folder, 'script');
    writeFileSync(script, '#!/bin/sh\n', {mode: 0o755});
    return spawnSync(script).status === 0 ? folder : undefined;
  } catch {
    return undefined;
  }
}
