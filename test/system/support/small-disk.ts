import {spawnSync} from 'node:child_process';
import {appendFileSync, mkdtempSync, rmdirSync, rmSync, statfsSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export type SmallDisk = {
  readonly folder: string;
  /** Leaves no room at all. */
  readonly fill: () => void;
  readonly free: () => void;
  readonly makeReadOnly: () => void;
  readonly remove: () => void;
};

function mount(...args: readonly string[]): boolean {
  return spawnSync('mount', args).status === 0;
}

/** A file system of its own, of so many megabytes; undefined where this user may not mount one. */
export function mountSmallDisk(megabytes: number, parent = tmpdir()): SmallDisk | undefined {
  const folder = mkdtempSync(join(parent, 'casedeck-disk-'));
  if (!mount('-t', 'tmpfs', '-o', `size=${String(megabytes)}m,mode=700`, 'tmpfs', folder)) {
    rmdirSync(folder);
    return undefined;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => fillUp(folder, ballast),
    free: () => rmSync(ballast, {force: true}),
    makeReadOnly: () => void mount('-o', 'remount,ro', folder),
    remove() {
      spawnSync('umount', ['-l', folder]);
      rmdirSync(folder);
    },
  };
}

/** Others write there as well: what was free a moment ago may be theirs by now. */
function fillUp(folder: string, ballast: string): void {
  const {bsize} = statfsSync(folder);
  for (;;) {
    const free = statfsSync(folder).bavail * bsize;
    try {
      appendFileSync(ballast, Buffer.alloc(Math.max(bsize, free)));
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') throw error;
      if (statfsSync(folder).bavail === 0) return;
    }
  }
}

export function canMount(): boolean {
  const disk = mountSmallDisk(1);
  disk?.remove();
  return disk !== undefined;
}
