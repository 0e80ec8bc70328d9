import {spawn} from 'node:child_process';
import {LEAVE} from './modes.ts';

/** Waits for a line; the end of the pipe without one means that the console died and could restore nothing. */
const SCRIPT = 'read -r line || { stty sane <&1; printf "%s" "$1"; }';

/**
 * Restores the terminal when the console is killed (`kill -9`, out of memory): nothing in a dead
 * process can, so a shell of a few hundred kilobytes waits beside it. Returns what sends it away.
 */
export function guardTerminal(): () => void {
  if (process.platform === 'win32') return () => undefined;
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'casedeck-guard', LEAVE], {
    stdio: ['pipe', 'inherit', 'ignore'],
    env: {PATH: process.env['PATH']},
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  return () => void child.stdin.end('done\n');
}
