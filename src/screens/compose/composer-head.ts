import {line, span, type Line} from '../../components/lines.ts';
import {wrap} from '../../text/width.ts';
import type {StyleName} from '../../terminal/theme.ts';
import {fewRows} from '../banners/banner.ts';

/** What should be known while a note is written. */
export type ComposerWords = {
  /** What others of the team do to the ticket. */
  readonly others: string | undefined;
  /** What speaks against it, and what else the service says. */
  readonly remarks: readonly string[];
  /** What goes with it. */
  readonly files: readonly string[];
  /** That more is kept than is edited here. */
  readonly rest: string | undefined;
};

/** The text keeps so many rows, however much there is to say. */
const LEAST_TEXT = 3;

/** Above the text of a note, in a pane of so many rows: the team and the files on a row each, then as much of the others as there is room for. */
export function composerHead(
  {others, remarks, files, rest}: ComposerWords,
  {width, rows}: {readonly width: number; readonly rows: number},
): readonly Line[] {
  let left = rows - 2 - LEAST_TEXT;
  const take = (words: readonly string[], style: StyleName, most = left): readonly Line[] => {
    const all = words.flatMap((each) => wrap(each, width));
    const room = Math.min(most, left);
    if (all.length === 0 || room <= 0) return [];
    const shown = all.length <= room ? all : fewRows(words.join(' '), width, room);
    left -= shown.length;
    return shown.map((row) => line(span(row, style)));
  };
  const team = take(others === undefined ? [] : [others], 'warning', 1);
  const attached = take(files.length === 0 ? [] : [`Files: ${files.join('; ')}`], 'strong', 1);
  const about = take(remarks, 'warning', left - Number(rest !== undefined));
  return [...team, ...about, ...attached, ...take(rest === undefined ? [] : [rest], 'warning')];
}
