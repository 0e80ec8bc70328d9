import {hostname} from 'node:os';
import {pid} from 'node:process';

/** A name for this process that another one on the same database can test for life: host, pid, random. */
export function processOwner(): string {
  // Tells it from an earlier process of the same number. Nobody need be kept from guessing it, and `node:crypto` would cost each start 5 ms.
  const unique = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  return `${hostname()}/${String(pid)}/${unique}`;
}

/** True only where `owner` was a process of this machine that has certainly ended. */
export function isOwnerGone(owner: string): boolean {
  const [host, pidText] = owner.split('/');
  const ownerPid = Number(pidText);
  if (host !== hostname() || !Number.isInteger(ownerPid) || ownerPid <= 0) return false;
  try {
    process.kill(ownerPid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
