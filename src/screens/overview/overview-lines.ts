import {line, span, type Line, type Span} from '../../components/lines.ts';
import {bar, sparkline} from '../../text/bars.ts';
import {padEnd, textWidth, truncate} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import type {OverviewRow, OverviewSection} from './overview-data.ts';

export type OverviewLines = {
  readonly lines: readonly Line[];
  /** The line of each row, in the order of the sections. */
  readonly rowLines: readonly number[];
};

const TWO_COLUMNS_FROM = 96;
const LONGEST_BAR = 40;
/** The same for all sections, so that bars begin below each other. */
const LABEL = 16;

/** Sections below each other, or where there is room the sites beside the rest. */
export function overviewLines(
  sections: readonly OverviewSection[],
  selected: number,
  width: number,
): OverviewLines {
  const firstRows = sections.map((_, index) =>
    sections.slice(0, index).reduce((sum, {rows}) => sum + rows.length, 0),
  );
  const drawn = sections.map(
    (section, index) => (columnWidth: number) =>
      sectionLines(section, selected - (firstRows[index] ?? 0), columnWidth),
  );
  const isWide = width >= TWO_COLUMNS_FROM && sections.length > 1;
  if (!isWide) return stack(drawn.map((draw) => draw(width)));
  const column = Math.floor((width - 3) / 2);
  const left = stack(drawn.slice(0, -1).map((draw) => draw(column)));
  const right = stack(drawn.slice(-1).map((draw) => draw(width - column - 3)));
  const height = Math.max(left.lines.length, right.lines.length);
  const lines = Array.from({length: height}, (_, index) => {
    const before = left.lines[index]?.spans ?? [];
    const used = before.reduce((sum, {text}) => sum + textWidth(text), 0);
    const gap = {text: ' '.repeat(Math.max(0, column - used) + 3)};
    return line(...before, gap, ...(right.lines[index]?.spans ?? []));
  });
  return {lines, rowLines: [...left.rowLines, ...right.rowLines]};
}

function stack(parts: readonly OverviewLines[]): OverviewLines {
  const lines: Line[] = [];
  const rowLines: number[] = [];
  for (const part of parts) {
    if (lines.length > 0) lines.push(line());
    rowLines.push(...part.rowLines.map((at) => at + lines.length));
    lines.push(...part.lines);
  }
  return {lines, rowLines};
}

function sectionLines({title, rows, days}: OverviewSection, selected: number, width: number): OverviewLines {
  const labelWidth = Math.min(LABEL, Math.max(8, Math.floor(width / 2)));
  const countWidth = Math.max(3, ...rows.map(({count}) => String(count).length));
  const barWidth = Math.max(0, Math.min(LONGEST_BAR, width - labelWidth - countWidth - 4));
  const most = Math.max(1, ...rows.map(({count}) => count));
  const head = [line(span(title, 'strong')), ...(days === undefined ? [] : [daysLine(days, width)])];
  const drawn = rows.map((row, index) => {
    const label = padEnd(truncate(row.label, labelWidth, theme.glyphs.ellipsis), labelWidth);
    const name: Span = {text: ` ${label} `, style: index === selected ? 'cursor' : rowStyle(row)};
    const count = span(String(row.count).padStart(countWidth), row.count === 0 ? 'dim' : 'normal');
    return line(name, count, ' ', bar(row.count / most, barWidth, theme.glyphs.bars));
  });
  return {lines: [...head, ...drawn], rowLines: rows.map((_, index) => head.length + index)};
}

function rowStyle({label, count}: OverviewRow): 'action' | 'dim' | 'normal' {
  if (count === 0) return 'dim';
  return label === 'ACTION REQUIRED' ? 'action' : 'normal';
}

/** Days as heights, with what the highest stands for. */
function daysLine(days: readonly number[], width: number): Line {
  const total = days.reduce((sum, count) => sum + count, 0);
  const {separator} = theme.glyphs;
  const heights = ` ${sparkline(days, theme.glyphs.sparks)} `;
  const words = `${total} in all ${separator} ${Math.max(0, ...days)} a day at most`;
  const room = Math.max(0, width - textWidth(heights));
  return line(heights, span(truncate(words, room, theme.glyphs.ellipsis), 'dim'));
}

/** The first line on screen, so that the selected row is seen, with what stands above it where that fits. */
export function overviewTop({lines, rowLines}: OverviewLines, selected: number, height: number): number {
  const at = rowLines[selected] ?? 0;
  const last = Math.max(0, lines.length - height);
  return Math.min(last, Math.max(0, at - Math.max(0, height - 2)));
}
