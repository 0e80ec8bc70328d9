import {readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {identityOf, type Identity} from './place.ts';

/** Files that SQLite keeps beside a database, and finds by name alone. */
const SUFFIXES = ['-wal', '-shm'] as const;

/** Which journals belong to which database file. */
export type Journals = {readonly database: Identity | undefined} & Readonly<
  Partial<Record<(typeof SUFFIXES)[number], Identity | undefined>>
>;

/**
 * Records, once a database is open, which journals belong to it; needed if they are later found beside another file.
 */
export function noteJournals(file: string): Journals {
  const [database, wal, shm] = ['', ...SUFFIXES].map((suffix) => identityOf(file + suffix));
  const journals = {database, '-wal': wal, '-shm': shm};
  const text = JSON.stringify(journals);
  try {
    if (readNote(file) !== text) writeFileSync(noteOf(file), text, {mode: 0o600});
  } catch {
    // Without the note nothing is worse than it was before there were such notes.
  }
  return journals;
}

export function forgetJournals(file: string): void {
  rmSync(noteOf(file), {force: true});
}

export function journalsOf(file: string): Journals | undefined {
  try {
    return JSON.parse(readNote(file) ?? '') as Journals;
  } catch {
    return undefined;
  }
}

/**
 * True if journals lie beside a file that they do not belong to, such as a restored backup. SQLite would read them as
 * part of that file.
 */
export function hasForeignJournals(file: string, journals: Journals | undefined): boolean {
  return foreignJournals(file, journals).length > 0;
}

/** Moves them out of the way. They are kept: the database they belong to may still be somewhere. */
export function moveForeignJournals(file: string, journals: Journals | undefined): void {
  const aside = `${file}.moved-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const suffix of foreignJournals(file, journals)) renameSync(file + suffix, aside + suffix);
}

function foreignJournals(file: string, journals: Journals | undefined): readonly string[] {
  if (journals === undefined || journals.database === identityOf(file)) return [];
  return SUFFIXES.filter((suffix) => {
    const identity = identityOf(file + suffix);
    return identity !== undefined && identity === journals[suffix];
  });
}

function readNote(file: string): string | undefined {
  try {
    return readFileSync(noteOf(file), 'utf8');
  } catch {
    return undefined;
  }
}

function noteOf(file: string): string {
  return `${file}.journals`;
}
