import {createHash} from 'node:crypto';
import {constants, createReadStream} from 'node:fs';
import {type FileHandle, open, stat} from 'node:fs/promises';
import {basename} from 'node:path';
import {Readable} from 'node:stream';
import {uploadProblems} from '../domain/new-ticket/check-request.ts';
import {LIMITS} from '../domain/limits.ts';
import {AppError, type FieldProblem} from '../errors.ts';
import type {SecretFinding} from '../text/safe/find-secrets.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import {pathBytes, shownName} from './path-bytes.ts';
import {createSecretScan} from './secret-scan.ts';
import {setTimeout as pause} from 'node:timers/promises';

/** Where a file to attach comes from: a path, or a stream such as standard input. */
export type FileSource = {readonly path: string} | {readonly stream: AsyncIterable<Uint8Array>};

/** A file that was found good to be attached. */
export type LocalFile = {
  /** What the ticket will call it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Hex; tells the same file again. */
  readonly sha256: string;
  /** Lines that look as if they held secrets, the first few; empty for what is no text. */
  readonly secrets: readonly SecretFinding[];
  /** How many such lines there are. */
  readonly secretCount: number;
  /** The content from its start, as often as needed. */
  readonly open: () => ReadableStream<Uint8Array>;
};

/**
 * Looks at a file before anything is sent: readable, not empty, at most 10 MB, of an accepted type, its
 * name of 5 to 100 characters; and through its text for secrets. What is no plain file (a pipe, standard
 * input) is read into memory. Throws an AppError `input` that says what is wrong and what to do.
 */
export async function checkFile(source: FileSource, givenName?: string): Promise<LocalFile> {
  const path = 'path' in source ? await pathBytes(source.path) : '';
  const name = givenName ?? ('path' in source ? shownName(basename(source.path), path) : '');
  refuse(name, nameProblems(name));
  if ('stream' in source) return fromMemory(name, await readAll(source.stream, name));
  const size = await sizeOf(path, source.path);
  // A pipe has no size, and can be read only once.
  if (size === undefined) return fromMemory(name, await readAll(readPipe(path), name, source.path));
  refuse(name, uploadProblems(name, size));
  const open = () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  return inspect(name, size, open).catch((error: unknown) => {
    throw unreadableFile(source.path, error);
  });
}

function fromMemory(name: string, bytes: Uint8Array): Promise<LocalFile> {
  refuse(name, uploadProblems(name, bytes.byteLength));
  return inspect(name, bytes.byteLength, () => ReadableStream.from([bytes]));
}

async function inspect(name: string, size: number, open: LocalFile['open']): Promise<LocalFile> {
  const hash = createHash('sha256');
  const scan = createSecretScan();
  for await (const chunk of open()) {
    hash.update(chunk);
    scan.feed(chunk);
  }
  const {findings, count} = scan.end();
  return {name, size, sha256: hash.digest('hex'), secrets: findings, secretCount: count, open};
}

/** Undefined for what is no plain file. */
async function sizeOf(path: string | Buffer, shown: string): Promise<number | undefined> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) {
      throw new AppError('input', `${toSafeLine(shown)} is a folder.`, {
        hint: 'Name its files one by one, or pack them into one file.',
      });
    }
    if (!info.isFile()) return undefined;
    // Asked for now, and not in the middle of sending.
    await (await open(path)).close();
    return info.size;
  } catch (error) {
    throw unreadableFile(shown, error);
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>, name: string, path?: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.byteLength;
      // It may never end.
      if (size > LIMITS.uploadSize) break;
    }
  } catch (error) {
    throw unreadableFile(path ?? name, error);
  }
  if (size > LIMITS.uploadSize) {
    refuse(name, [
      {field: 'size', problem: `is more than ${LIMITS.uploadSize} bytes (10 MB), the most that is accepted`},
    ]);
  }
  return Buffer.concat(chunks);
}

/** What the service would take literally, and a colleague's computer perhaps not. */
function nameProblems(name: string): readonly FieldProblem[] {
  if (name === '') return [{field: 'name', problem: 'is missing'}];
  if (/[/\\]/.test(name)) return [{field: 'name', problem: 'holds a slash', value: toSafeLine(name)}];
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) {
    return [{field: 'name', problem: 'holds characters that cannot be seen', value: toSafeLine(name)}];
  }
  return uploadProblems(name, 1);
}

function refuse(name: string, problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  const words = problems.map(({field, problem}) => `its ${field} ${problem}`).join('; ');
  const hint = problems.some(({field}) => field === 'name')
    ? 'Nothing was sent. Give it another name with --name, such as sw1.txt.'
    : 'Nothing was sent.';
  throw new AppError('input', `The file ${toSafeLine(name)} cannot be attached: ${words}.`, {hint});
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'there is no permission to read it',
  EPERM: 'there is no permission to read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'its links go round in a circle',
};

/** Why a file of this machine cannot be read, in words. */
export function unreadableFile(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = WORDS[code] ?? (error instanceof Error ? toSafeLine(error.message) : 'the reason is not known');
  return new AppError('input', `The file ${toSafeLine(path)} cannot be read: ${why}.`, {
    hint: 'Nothing was sent.',
    cause: error,
  });
}

const CHUNK = 65_536;
const LOOK_MS = 20;
/** So long somebody may take until they begin to write into a named pipe. */
const NOBODY_MS = 30_000;

/**
 * The content of a pipe or device. Nothing here blocks: a read that waits in the system could not be given up, and
 * the process could not end before it. Throws an AppError `input` where nobody writes into the pipe.
 */
async function* readPipe(path: string | Buffer): AsyncGenerator<Uint8Array> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const isNamedPipe = (await handle.stat()).isFIFO();
    const endsAt = performance.now() + NOBODY_MS;
    let hasBegun = !isNamedPipe;
    for (;;) {
      const chunk = await readSome(handle);
      if (chunk === 'nothing yet') hasBegun = true;
      else if (chunk.byteLength > 0) {
        hasBegun = true;
        yield chunk;
        continue;
      } else if (hasBegun) return;
      else if (performance.now() > endsAt) throw nobody();
      await pause(LOOK_MS);
    }
  } finally {
    await handle.close();
  }
}

async function readSome(handle: FileHandle): Promise<Uint8Array | 'nothing yet'> {
  try {
    const {bytesRead, buffer} = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 'nothing yet';
    throw error;
  }
}

function nobody(): AppError {
  return new AppError('input', `Nobody has written into the pipe for ${NOBODY_MS / 1000} s.`, {
    hint: 'Nothing was sent. Start what writes into it first.',
  });
}
