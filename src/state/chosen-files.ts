import {LIMITS} from '../domain/limits.ts';
import type {LocalFile} from '../files/local-file.ts';

/** A file that somebody chose to be attached; `file` once it was looked at. */
export type ChosenFile = {
  readonly path: string;
  readonly name: string;
  readonly file?: LocalFile;
};

/** Why no further file can be chosen; undefined while one can. */
export function tooManyFiles(count: number): string | undefined {
  if (count < LIMITS.attachments) return undefined;
  return `At most ${LIMITS.attachments} files go with one note or ticket; there are ${count}.`;
}

/** What a draft remembers of chosen files; whether they are still there is seen when they are looked at. */
export function chosenFilesOf(files: unknown): readonly ChosenFile[] {
  if (!Array.isArray(files)) return [];
  return (files as unknown[]).filter(isChosenFile).map(({path, name}) => ({path, name}));
}

function isChosenFile(value: unknown): value is ChosenFile {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'path' in value && typeof value.path === 'string' && 'name' in value && typeof value.name === 'string'
  );
}
