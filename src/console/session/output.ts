import {closeSync, fstatSync, writeSync} from 'node:fs';
import {setImmediate as turn} from 'node:timers/promises';
import {AppError} from '../../errors.ts';

type Stdout = NodeJS.WriteStream & {readonly fd: number};

/** Standard output as a command uses it: what cannot be written is an error, not silence. */
export type Output = {
  /** Throws an AppError `store` where nothing more can be written. */
  readonly write: (text: string) => void;
  /** Resolves when more can be written without gathering here; in any case signals are heard meanwhile. */
  readonly taken: () => Promise<void>;
  /** Waits until all of it is out, so many milliseconds at most; the same error where it cannot be. */
  readonly end: (limitMs?: number) => Promise<AppError | undefined>;
};

/** A closed pipe (`casedeck list | head`) ends the process quietly, with `quit`. */
export function watchOutput(stdout: Stdout, quit: () => void): Output {
  let first: AppError | undefined;
  const failed = (error: unknown): AppError => {
    if (codeOf(error) === 'EPIPE') quit();
    first ??= outputError(error);
    return first;
  };
  stdout.on('error', (error) => {
    const failure = failed(error);
    // The console draws on it and prints nothing: it ends as at any other fault.
    if (stdout.isTTY) throw failure;
  });
  const isFile = isRegularFile(stdout.fd);
  return {
    write(text) {
      if (first !== undefined) throw first;
      if (!isFile) return void stdout.write(text);
      try {
        writeWhole(stdout.fd, Buffer.from(text));
      } catch (error) {
        throw failed(error);
      }
    },
    async taken() {
      await turn();
      if (!stdout.writableNeedDrain) return;
      await new Promise<void>((resolve) => {
        const end = () => {
          for (const event of EVENTS) stdout.off(event, end);
          resolve();
        };
        for (const event of EVENTS) stdout.on(event, end);
      });
    },
    async end(limitMs) {
      await new Promise<void>((resolve) => {
        // Whoever reads it may have stopped reading for good.
        const timer = limitMs === undefined ? undefined : setTimeout(resolve, limitMs);
        stdout.write('', (error) => {
          clearTimeout(timer);
          if (error instanceof Error) failed(error);
          resolve();
        });
      });
      try {
        // A network disk says only now that it took nothing.
        if (isFile) closeSync(stdout.fd);
      } catch (error) {
        failed(error);
      }
      return first;
    },
  };
}

const EVENTS = ['drain', 'error', 'close'] as const;

/** Node's own stream for files takes a write that the disk took in part for a whole one. */
function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}

function isRegularFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'the file may not become larger',
  EIO: 'the device reports an error',
  EBADF: 'it is closed, or open for reading alone',
};

function outputError(error: unknown): AppError {
  const reason = REASONS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
  return new AppError(
    'store',
    `Standard output cannot be written: ${reason}. What is there is not complete.`,
    {
      hint: 'What the command did apart from printing is done. Print it again to another place.',
      cause: error,
    },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
