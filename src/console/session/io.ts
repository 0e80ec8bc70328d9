import {present} from '../../domain/present.ts';
import {ApiError, AppError, describeError} from '../../errors.ts';
import type {Env} from '../../settings/paths.ts';
import {removeSecretsFrom} from '../../secrets/child-env.ts';
import type {OwnProcess} from '../own-process.ts';
import type {Output} from './output.ts';
import {hardenProcess} from '../../secrets/harden-process.ts';

/** What a command may use of the outside: data goes to `out`, words to `err`. */
export type Io = {
  readonly env: Env;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream & {readonly fd: number};
  readonly out: (text: string) => void;
  /** Wait for this between parts of large output: until the reader has taken it, and so that signals are handled. */
  readonly taken: () => Promise<void>;
  readonly err: (text: string) => void;
  /** A program reads what is printed: errors are JSON too. */
  readonly json: boolean;
  /** The account that is told of, where several are read. */
  readonly profile?: string;
  /** Whether somebody is there to answer a question; without one nothing is ever asked. */
  readonly canAsk: () => boolean;
  /** Messages that `--quiet` suppresses: what was done, how old an answer is, what to do next. */
  readonly note: (text: string) => void;
  /** One line that the next one replaces, on a terminal only; an empty text takes it away. */
  readonly progress: (text: string) => void;
  /** For the console, where the process is not Node's alone. */
  readonly process?: OwnProcess | undefined;
};

/**
 * The process's own; `output` writes to standard output. From here on only code that is given `env` can read the
 * secrets in it; child processes do not inherit them.
 */
export function processIo({write, taken}: Pick<Output, 'write' | 'taken'>, json: boolean): Io {
  hardenProcess();
  const env = removeSecretsFrom(process.env);
  const {stdout, stderr} = process;
  let hasProgress = false;
  const progress = (text: string) => {
    if (!stderr.isTTY || (text === '' && !hasProgress)) return;
    hasProgress = text !== '';
    stderr.write(`\r${text.slice(0, Math.max(0, (stderr.columns ?? 80) - 1))}\x1b[K`);
  };
  const before = (print: (text: string) => void) => (text: string) => {
    progress('');
    print(text);
  };
  const err = before((text) => void stderr.write(text));
  const canAsk = () => process.stdin.isTTY && stderr.isTTY;
  return {
    env,
    // Node opens it when it is first asked for, and most commands never are: a millisecond and more.
    get stdin() {
      return process.stdin;
    },
    stdout,
    canAsk,
    out: before(write),
    taken,
    err,
    json,
    note: err,
    progress,
  };
}

/** The same under `--quiet` and `--no-input`, which are known once the command line is read. */
export function flaggedIo(
  io: Io,
  flags: () => {readonly quiet?: boolean | undefined; readonly input?: boolean | undefined},
): Io {
  const unlessQuiet = (write: (text: string) => void) => (text: string) => {
    if (flags().quiet !== true) write(text);
  };
  const {env, stdout, out, taken, err, json, process: own} = io;
  return {
    env,
    process: own,
    // A copy of all of `io` would open it.
    get stdin() {
      return io.stdin;
    },
    stdout,
    out,
    taken,
    err,
    json,
    canAsk: () => flags().input !== false && io.canAsk(),
    note: unlessQuiet(io.note),
    progress: unlessQuiet(io.progress),
  };
}

/** The same for what is told of one account among several: it is named before the words. */
export function ioOfAccount(io: Io, profile: string): Io {
  const named = (write: (text: string) => void) => (text: string) =>
    write(text.replace(/^casedeck: /, () => `casedeck: ${profile}: `));
  return {...io, profile, err: named(io.err), note: named(io.note)};
}

/** Tells what failed: in words, or where a program reads, as one line of JSON (docs/schema/error-line.schema.json). */
export function tellError(
  {err, json, profile}: Pick<Io, 'err' | 'json' | 'profile'>,
  error: unknown,
  before = '',
): void {
  const fields = () => ({...errorFields(error, before), ...present({profile})});
  err(json ? `${JSON.stringify({error: fields()})}\n` : errorText(error, before));
}

/** `code` is stable; what is unknown is left out. */
function errorFields(error: unknown, before: string): Readonly<Record<string, unknown>> {
  const {title, details, hint} = describeError(error);
  const {status, code: serviceCode, correlationId} = error instanceof ApiError ? error : {};
  return {
    code: error instanceof AppError ? error.kind : 'bug',
    message: `${before}${title}`,
    ...present({
      details: details.length === 0 ? undefined : details,
      hint,
      status,
      serviceCode,
      correlationId,
    }),
  };
}

/** The lines of an error for a terminal or a log: what (behind `before`), the fields, what next, what to tell support. */
function errorText(error: unknown, before = ''): string {
  const {title, details, hint, reference} = describeError(error);
  const lines = [`casedeck: ${before}${title}`, ...details.map((detail) => `  ${detail}`), hint, reference];
  return `${lines.filter((part) => part !== undefined).join('\n')}\n`;
}
