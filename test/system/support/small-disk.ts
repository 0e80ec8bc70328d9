import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync} from 'node:fs';
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
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-disk-'));
  if (!mount('-t', 'tmpfs', '-o', `size=${String(megabytes)}m,mode=700`, 'tmpfs', folder)) {
    rmdirSync(folder);
    return undefined;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      const {bavail, bsize} = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    },
    free: () => rmSync(ballast, {force: true}),
    makeReadOnly: () => void mount('-o', 'remount,ro', folder),
    remove() {
      spawnSync('umount', ['-l', folder]);
      rmdirSync(folder);
    },
  };
}

export function canMount(): boolean {
  const disk = mountSmallDisk(1);
  disk?.remove();
  return disk !== undefined;
}
