import {readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';

/** Which file is at a path: it stays the same while the file lives, whatever is written into it. */
export type Identity = string;

/** Undefined where there is no file. */
export function identityOf(file: string): Identity | undefined {
  const stat = statSync(file, {bigint: true, throwIfNoEntry: false});
  return stat === undefined ? undefined : `${stat.dev}:${stat.ino}:${stat.birthtimeNs}`;
}

/** The file beside a database that says who has it open. */
export function lockOf(file: string): string {
  return `${file}.lock`;
}

/**
 * Records that this file is damaged: damage found by a running process is repaired when nobody else has the file open.
 */
export function markDamaged(file: string, identity: Identity | undefined): void {
  if (identity === undefined) return;
  try {
    writeFileSync(markOf(file), identity, {mode: 0o600});
  } catch {
    // The error that brought us here is being told already.
  }
}

/** True if the file at the path is the one that was found damaged. A mark for another file is removed. */
export function isMarkedDamaged(file: string): boolean {
  const mark = readMark(file);
  if (mark === undefined) return false;
  // 0.1.0 left it empty.
  if (mark === '' || mark === identityOf(file)) return true;
  removeMark(file);
  return false;
}

export function removeMark(file: string): void {
  rmSync(markOf(file), {force: true});
}

function readMark(file: string): string | undefined {
  if (statSync(markOf(file), {throwIfNoEntry: false}) === undefined) return undefined;
  try {
    return readFileSync(markOf(file), 'utf8').trim();
  } catch {
    return undefined;
  }
}

function markOf(file: string): string {
  return `${file}.is-damaged`;
}
