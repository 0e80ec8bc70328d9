import {LIMITS} from '../domain/limits.ts';
import type {FileRef} from '../domain/records.ts';
import type {LocalFile} from '../files/local-file.ts';

/** A file that somebody chose to be attached; `file` once it was looked at. */
export type ChosenFile = FileRef & {readonly file?: LocalFile};

/** Why no further file can be chosen; undefined while one can. */
export function tooManyFiles(count: number): string | undefined {
  if (count < LIMITS.attachments) return undefined;
  return `At most ${LIMITS.attachments} files go with one note or ticket; there are ${count}.`;
}
