import {createReadStream} from 'node:fs';
import {AppError} from '../../errors.ts';
import type {Platform} from '../../state/services.ts';
import {toSafeLine, withoutControls} from '../../text/safe/to-safe-text.ts';
import type {Io} from '../../console/session/io.ts';

/** The ways to give a text to a command that writes. */
export type TextOptions = {
  /** `-m`; several become paragraphs. */
  readonly message?: readonly string[];
  /** `--file`; `-` is standard input. */
  readonly file?: string;
};

/** Where the text will come from, known before anything is asked of the service. */
export type TextSource =
  | {readonly from: 'message'; readonly text: string}
  | {readonly from: 'file'; readonly path: string}
  | {readonly from: 'stdin'}
  | {readonly from: 'editor'};

/** A text is at most 4,000 characters; what is far beyond was given by mistake. */
const MOST_BYTES = 1_000_000;

/**
 * Which of `-m`, `--file`, `-` or the editor gives the text. Throws an AppError `usage` for two of them,
 * or for none where no editor can be opened.
 */
export function textSource(options: TextOptions, dash: string | undefined, io: Io): TextSource {
  const {message, file} = options;
  if (dash !== undefined && dash !== '-') {
    throw new AppError('usage', `"${toSafeLine(dash)}" is one word too many.`, {
      hint: 'Give the text with -m "TEXT", --file FILE, or - to read standard input.',
    });
  }
  const given = [message !== undefined, file !== undefined, dash !== undefined].filter(Boolean).length;
  if (given > 1)
    throw new AppError('usage', 'The text is given twice.', {hint: 'Use one of -m, --file and -.'});
  if (message !== undefined) return {from: 'message', text: message.join('\n\n')};
  if (file === '-' || dash === '-') return {from: 'stdin'};
  if (file !== undefined) return {from: 'file', path: file};
  if (io.canAsk() && io.stdout.isTTY) return {from: 'editor'};
  throw new AppError('usage', 'The text is missing.', {
    hint: 'Give it with -m "TEXT", --file FILE, or - to read standard input.',
  });
}

export type ReadTextOptions = {
  readonly io: Io;
  readonly platform: Platform;
  /** What the editor opens with, and the name of its file. */
  readonly initial: string;
  readonly name: string;
};

/** The text, in the form in which the composer would have it: LF, no control characters, no blank end. */
export async function readText(
  source: TextSource,
  {io, platform, initial, name}: ReadTextOptions,
): Promise<string> {
  switch (source.from) {
    case 'message':
      return cleanText(source.text);
    case 'stdin':
      return cleanText(await readAll(io.stdin, 'The text on standard input'));
    case 'file':
      return cleanText(await readAll(createReadStream(source.path), `The file ${toSafeLine(source.path)}`));
    case 'editor':
      return cleanText(await platform.editText(initial, name));
  }
}

/** A text as it may go out: LF, no control characters, no blank lines before or after. */
export function cleanText(text: string): string {
  const lines = withoutControls(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'));
  return lines.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
}

/** A whole text in UTF-8. Throws an AppError `input` where it cannot be read, is no text, or is far too long. */
export async function readAll(stream: AsyncIterable<Uint8Array | string>, what: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      chunks.push(bytes);
      size += bytes.byteLength;
      if (size > MOST_BYTES) break;
    }
  } catch (error) {
    throw new AppError('input', `${what} cannot be read: ${reason(error)}.`, {
      hint: 'Nothing was sent.',
      cause: error,
    });
  }
  if (size > MOST_BYTES)
    throw new AppError('input', `${what} is longer than any text that can be sent.`, {
      hint: 'Attach it as a file with --attach.',
    });
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(Buffer.concat(chunks));
  } catch {
    throw new AppError('input', `${what} is no text in UTF-8.`, {
      hint: 'Convert it, or attach it as a file with --attach.',
    });
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'the reason is not known';
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'there is no permission';
  if (code === 'EISDIR') return 'it is a folder';
  return toSafeLine(error.message);
}
