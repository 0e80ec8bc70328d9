import {padEnd, textWidth} from '../width.ts';

/** Wider tables would be torn apart by wrapping on most screens. */
const WIDEST = 76;
const GAP = '  ';

/**
 * A table as text: aligned columns where that is narrow enough, else one `heading: value` line a cell.
 * Columns and rows without any text are left out. `hasHeadings`: the first row names the columns.
 */
export function textTable(rows: readonly (readonly string[])[], hasHeadings: boolean): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({length: count}, (_, index) => index).filter((index) =>
    rows.some((row) => row[index]?.trim()),
  );
  const cells = rows
    .map((row) => columns.map((index) => row[index]?.trim() ?? ''))
    .filter((row) => row.some((cell) => cell !== ''));
  if (columns.length < 2) return cells.map((row) => row.join('')).join('\n');
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => cellWidth(row[column] ?? ''))));
  const total = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  if (total > WIDEST) return hasHeadings ? records(cells) : pairs(cells);
  const lines = cells.map((row) => alignedRow(row, widths));
  if (hasHeadings && lines.length > 1) lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join(GAP));
  return lines.join('\n');
}

function cellWidth(cell: string): number {
  return Math.max(...cell.split('\n').map(textWidth));
}

function alignedRow(row: readonly string[], widths: readonly number[]): string {
  const cells = row.map((cell) => cell.split('\n'));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({length: height}, (_, line) =>
    cells
      .map((lines, column) => padEnd(lines[line] ?? '', widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  ).join('\n');
}

function pairs(rows: readonly (readonly string[])[]): string {
  return rows
    .map(([first = '', ...rest]) => {
      const values = rest.filter((cell) => cell !== '').join(' | ');
      return `${first.replace(/:$/, '')}${first !== '' && values !== '' ? ': ' : ''}${values}`;
    })
    .join('\n');
}

function records([headings = [], ...rows]: readonly (readonly string[])[]): string {
  return rows
    .map((row) =>
      row
        .map((cell, column) => (cell === '' ? '' : `${headings[column]?.replace(/:$/, '') || '·'}: ${cell}`))
        .filter((line) => line !== '')
        .join('\n'),
    )
    .join('\n\n');
}
