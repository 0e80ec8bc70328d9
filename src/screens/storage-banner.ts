import {line, span, type Line} from '../components/lines.ts';
import {errorLine, type AppError} from '../errors.ts';
import type {StorageNews} from '../hooks/useStorageNews.ts';
import {fewRows} from './few-rows.ts';

const MOST_LINES = 3;

/** That nothing is kept, or that the last change was not, and why; what happened to a damaged database. */
export function storageLines(
  lost: AppError | undefined,
  {trouble, notice}: StorageNews,
  width: number,
): readonly Line[] {
  if (lost !== undefined) {
    return lines(
      `Nothing is kept when casedeck ends. ${errorLine(lost)} Notes can be sent all the same.`,
      'danger',
      width,
    );
  }
  if (trouble !== undefined) return lines(`Not saved. ${errorLine(trouble)}`, 'danger', width);
  return notice === undefined ? [] : lines(notice, 'warning', width);
}

function lines(words: string, style: 'danger' | 'warning', width: number): readonly Line[] {
  return fewRows(words, Math.max(1, width - 2), MOST_LINES).map((row) => line(span(` ${row}`, style)));
}
