import {accessSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {freemem, tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestProject} from 'vitest/node';

const MARK = 'CASEDECK_TEST_TMPDIR';
/** Databases are written to a disk in memory where there is one: half of the tests' time would go into waiting for another. */
const MEMORY = '/dev/shm';
/** Far more than tests leave behind. */
const ENOUGH = 4e9;

const folders: string[] = [];

/** Whatever tests leave behind is below these folders, which go when all have run. Called once for each project. */
export function setup(project: TestProject): void {
  if (process.env[MARK] === undefined) {
    process.env[MARK] = make(tmpdir());
    process.env['TMPDIR'] = process.env[MARK];
  }
  // The others run the built casedeck as users do, on a disk; those of the machine's tools mount and install.
  if (project.name !== 'unit') return;
  const folder = inMemory();
  if (folder !== undefined) project.config.env = {...project.config.env, TMPDIR: folder};
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
  const mark = `${MARK}_MEMORY`;
  process.env[mark] ??= tryMemory() ?? '';
  return process.env[mark] === '' ? undefined : process.env[mark];
}

function tryMemory(): string | undefined {
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
