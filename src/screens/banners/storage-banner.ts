import {line, span, type Line} from '../../components/lines.ts';
import {errorLine, type AppError} from '../../errors.ts';
import type {StorageNews} from '../../hooks/useStorageNews.ts';
import {fewRows, mostBannerRows} from '../few-rows.ts';

/** That nothing is kept, or that the last change was not, and why; what happened to a damaged database. */
export function storageLines(
  lost: AppError | undefined,
  {trouble, notice}: StorageNews,
  {width, rows}: {readonly width: number; readonly rows: number},
): readonly Line[] {
  const lines = (words: string, style: 'danger' | 'warning') =>
    fewRows(words, Math.max(1, width - 2), mostBannerRows({width, rows})).map((row) =>
      line(span(` ${row}`, style)),
    );
  if (lost !== undefined) {
    return lines(`Nothing is kept when casedeck ends. ${errorLine(lost)} Notes can be sent.`, 'danger');
  }
  if (trouble !== undefined) return lines(`Not saved. ${errorLine(trouble)}`, 'danger');
  return notice === undefined ? [] : lines(notice, 'warning');
}
