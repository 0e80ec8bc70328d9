/** What Ink writes before the line that is selected. */
export const SELECTED = '(selected) ';
/** So much of what was there is gone: another screen came, and all of it is said. */
const OTHER_SCREEN = 0.5;
/** Ages, counts and the time of the last saving: that they change is no news. */
const PASSING = /\b\d+ ?(?:s|m|min|h|d|w|mo|y)\b|\b\d+ of \d+\b|\bsaved \d\d?:\d\d\b/g;

/**
 * What is to be said of a frame after the one before, in order; undefined: nothing was said yet. A move says the line that
 * is selected now, and a notice. The head of the page is said with a whole page alone.
 */
export function freshLines(
  before: readonly string[] | undefined,
  after: readonly string[],
): readonly string[] {
  if (before === undefined) return after;
  const old = new Set(before.map(keyOf));
  const now = new Set(after.map(keyOf));
  const gone = [...old].filter((key) => !now.has(key)).length;
  if (gone > old.size * OTHER_SCREEN) return after;
  const fresh = after.filter((line, index) => index > 0 && line !== '' && !old.has(keyOf(line)));
  const selected = after.find(isSelected);
  if (selected === undefined || keyOf(selected) === keyOf(before.find(isSelected) ?? '')) return fresh;
  const notice = after.at(-1) ?? '';
  return [...(fresh.includes(notice) && notice !== selected ? [notice] : []), selected];
}

/** Whether one line became the other by something put in or taken out in one place, as while it is written. */
export function isEditOf(after: string, before: string): boolean {
  const shorter = Math.min(after.length, before.length);
  let start = 0;
  while (start < shorter && after[start] === before[start]) start += 1;
  let end = 0;
  while (end < shorter - start && after.at(-1 - end) === before.at(-1 - end)) end += 1;
  return before !== '' && start + end === shorter;
}

function isSelected(line: string): boolean {
  return line.startsWith(SELECTED);
}

/** The same line for a person: selected or not, a minute older or not. */
function keyOf(line: string): string {
  return (isSelected(line) ? line.slice(SELECTED.length) : line).replaceAll(PASSING, '#');
}
