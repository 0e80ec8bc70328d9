import {spawn} from 'node:child_process';
import {AppError} from '../errors.ts';
import {childEnv} from '../secrets/child-env.ts';
import type {Env} from '../settings/paths.ts';
import {multiplexer} from '../terminal/capabilities.ts';
import {CLIPBOARD_LIMIT, clipboardBytes} from '../terminal/sequences.ts';

export type Clipboard = {
  readonly env: Env;
  /** Straight to the terminal. */
  readonly write: (bytes: string) => void;
  /** How long tmux may take, in milliseconds. */
  readonly tmuxLimitMs?: number;
};

/**
 * Puts the text on the clipboard of the terminal, wherever that runs (OSC 52). Throws an AppError
 * `input` for more than a terminal takes. Whether the terminal did it nobody can know.
 */
export async function copyText(text: string, clipboard: Clipboard): Promise<void> {
  const {env, write} = clipboard;
  const size = Buffer.byteLength(text);
  if (size > CLIPBOARD_LIMIT) {
    throw new AppError('input', `${size} bytes are too many for the clipboard of a terminal.`, {
      hint: `At most ${CLIPBOARD_LIMIT}; a file takes more.`,
    });
  }
  const through = multiplexer(env);
  // As tmux comes, it ignores what programs ask of the clipboard, but not what its own command asks.
  if (through === 'tmux' && (await loadBuffer(text, clipboard))) return;
  write(clipboardBytes(text, through));
}

function loadBuffer(text: string, {env, tmuxLimitMs = 1000}: Clipboard): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('tmux', ['load-buffer', '-w', '-'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: childEnv(env),
      signal: AbortSignal.timeout(tmuxLimitMs),
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
  });
}
