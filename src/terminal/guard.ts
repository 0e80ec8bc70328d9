import {spawn} from 'node:child_process';
import type {Writable} from 'node:stream';

/**
 * Reads whether the terminal is ours (1) or not (0). If the pipe ends after a 1, the console died and could restore
 * nothing. TTOU: the shell has the terminal again by then. Modes that are no longer ours are not touched, because a
 * shell may be reading a line in its own modes.
 */
const SCRIPT = `trap '' INT QUIT TTOU
while read -r next; do
  on=$next
  if [ "$on" = 1 ]; then raw=$(stty -g <&1); fi
done
if [ "$on" = 1 ]; then
  printf '%s' "$1"
  if [ "$(stty -g <&1)" = "$raw" ]; then stty sane <&1; fi
fi`;

export type Guard = {
  /** Tells whether the terminal is ours; also before the start. */
  readonly owned: (owned: boolean) => void;
  /** Not before the first frame: starting a process takes time. */
  readonly start: () => void;
  /** Sends it away. */
  readonly release: () => void;
};

/**
 * Restores the terminal when the console is killed (`kill -9`, out of memory). A dead process cannot do that, so a
 * shell of a few hundred kilobytes waits beside it. `leave`: what is written to the terminal then.
 */
export function createGuard(leave: string): Guard {
  let pipe: Writable | undefined;
  let isOwned = false;
  const tell = () => pipe?.write(isOwned ? '1\n' : '0\n');
  return {
    owned(owned) {
      isOwned = owned;
      tell();
    },
    start() {
      if (process.platform === 'win32') return;
      pipe = startShell(leave);
      tell();
    },
    release: () => void pipe?.end('0\n'),
  };
}

function startShell(leave: string): Writable {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'casedeck-guard', leave], {
    stdio: ['pipe', 'inherit', 'ignore'],
    env: {PATH: process.env['PATH']},
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  return child.stdin;
}
