import {createHash} from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {AppError} from '../errors.ts';
import type {AuditEntry, Millis} from '../domain/records.ts';

export type AuditFilter = {
  readonly ticket?: string;
  readonly operation?: string;
  /** ISO date-times: from the first on, before the second. */
  readonly since?: string;
  readonly until?: string;
};

export type Audit = {
  /** On the disk when this returns. Throws an AppError `store`. */
  readonly append: (entry: AuditEntry) => void;
  /**
   * Oldest first. Without lines that are no entries, such as one cut by a full disk, and without a start whose result
   * follows.
   */
  readonly entries: (filter?: AuditFilter) => readonly AuditEntry[];
  /** Those since a moment, oldest first; read from the end of the file. */
  readonly latest: (since: Millis) => readonly AuditEntry[];
};

/** The log of writes: one JSON object a line, only ever added to. Holds no text, only its hash and length. */
export function openAudit(file: string): Audit {
  return {
    append: (entry) => appendLine(file, JSON.stringify(entry)),
    latest: (since) => readLatest(file, since),
    entries: (filter = {}) => readEntries(file).filter((entry) => isWanted(entry, filter)),
  };
}

/** What the log keeps of a text: SHA-256 of its UTF-8 bytes in hex, and its length in UTF-16 code units. */
export function digestOf(text: string): Pick<AuditEntry, 'sha256' | 'length'> {
  return {sha256: createHash('sha256').update(text, 'utf8').digest('hex'), length: text.length};
}

function appendLine(file: string, line: string): void {
  try {
    mkdirSync(dirname(file), {recursive: true, mode: 0o700});
    const handle = openSync(file, 'a+', 0o600);
    try {
      if ((fstatSync(handle).mode & 0o077) !== 0) chmodSync(file, 0o600);
      // One call for the whole line, so that lines of several processes do not mix.
      const bytes = Buffer.from(`${endsCut(handle) ? '\n' : ''}${line}\n`);
      const written = writeSync(handle, bytes);
      if (written < bytes.length)
        throw new Error('only a part of the entry was written; the disk may be full');
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw auditError(file, 'write', error);
  }
}

function endsCut(handle: number): boolean {
  const {size} = fstatSync(handle);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  return last[0] !== 0x0a;
}

function readEntries(file: string): readonly AuditEntry[] {
  try {
    return withoutBegun(readFileSync(file, 'utf8').split('\n').flatMap(parseLine));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw auditError(file, 'read', error);
  }
}

function withoutBegun(entries: readonly AuditEntry[]): readonly AuditEntry[] {
  const ended = new Set<string>();
  const kept = entries.toReversed().filter((entry) => {
    const name = [entry.profile, entry.operation, entry.sha256, entry.queuedAt].join(' ');
    if (entry.result !== 'sending') ended.add(name);
    return entry.result !== 'sending' || !ended.delete(name);
  });
  return kept.toReversed();
}

const CHUNK = 64 * 1024;

function readLatest(file: string, since: Millis): readonly AuditEntry[] {
  if (!existsSync(file)) return [];
  const handle = openSync(file, 'r');
  try {
    const {size} = fstatSync(handle);
    let bytes = Buffer.alloc(0);
    for (let from = size; from > 0;) {
      const start = Math.max(0, from - CHUNK);
      const chunk = Buffer.alloc(from - start);
      readSync(handle, chunk, 0, chunk.length, start);
      bytes = Buffer.concat([chunk, bytes]);
      from = start;
      // The first line may be half of one, unless it is the first of the file.
      const lines = bytes
        .toString('utf8')
        .split('\n')
        .slice(start === 0 ? 0 : 1);
      const entries = lines.flatMap(parseLine);
      const [oldest] = entries;
      if (start === 0 || (oldest !== undefined && Date.parse(oldest.time) < since))
        return entries.filter(({time}) => Date.parse(time) >= since);
    }
    return [];
  } catch (error) {
    throw auditError(file, 'read', error);
  } finally {
    closeSync(handle);
  }
}

function parseLine(line: string): AuditEntry[] {
  if (line === '') return [];
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is AuditEntry {
  if (typeof value !== 'object' || value === null) return false;
  return 'time' in value && typeof value.time === 'string' && 'operation' in value && 'sha256' in value;
}

function isWanted(entry: AuditEntry, {ticket, operation, since, until}: AuditFilter): boolean {
  if (ticket !== undefined && entry.ticket !== ticket) return false;
  if (operation !== undefined && entry.operation !== operation) return false;
  const time = Date.parse(entry.time);
  if (since !== undefined && time < Date.parse(since)) return false;
  return until === undefined || time < Date.parse(until);
}

function auditError(file: string, what: 'read' | 'write', error: unknown): AppError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('store', `Cannot ${what} the audit log ${file}: ${reason}.`, {
    hint: 'Check the owner and mode of the file and its folder, and the space on the disk.',
    cause: error,
  });
}
