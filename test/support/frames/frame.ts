import type {IBufferCell, Terminal} from '@xterm/headless';

/** `default`, a palette index (0 to 255), or `#rrggbb`. */
export type CellColor = 'default' | number | `#${string}`;

export type Cell = {
  /** Empty in a cell that was never written, and in the second half of a wide character. */
  readonly text: string;
  /** Columns: 1, 2 for a wide character, 0 for the second half of one. */
  readonly width: number;
  readonly foreground: CellColor;
  readonly background: CellColor;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly strikethrough: boolean;
};

/** What is visible, cell by cell, row by row. */
export type Frame = {
  readonly cols: number;
  readonly rows: number;
  readonly cells: readonly (readonly Cell[])[];
  readonly cursor: {readonly x: number; readonly y: number};
};

export function captureFrame(terminal: Terminal): Frame {
  const buffer = terminal.buffer.active;
  const cells = Array.from({length: terminal.rows}, (_, y) => {
    const line = buffer.getLine(buffer.baseY + y);
    return Array.from({length: terminal.cols}, (__, x) => toCell(line?.getCell(x)));
  });
  return {cols: terminal.cols, rows: terminal.rows, cells, cursor: {x: buffer.cursorX, y: buffer.cursorY}};
}

/** The same as `frameText` of a captured frame, without looking at colours: waiting asks for it after every change. */
export function screenText(terminal: Terminal): string {
  const buffer = terminal.buffer.active;
  const rows = Array.from(
    {length: terminal.rows},
    (_, y) =>
      buffer
        .getLine(buffer.baseY + y)
        ?.translateToString()
        .trimEnd() ?? '',
  );
  return rows.join('\n');
}

/** The visible rows as text, without blanks at their ends; always `rows` lines. */
export function frameText(frame: Frame): string {
  return frame.cells.map(rowText).join('\n');
}

export function rowText(cells: readonly Cell[]): string {
  const text = cells.map((cell) => (cell.width === 0 ? '' : cell.text || ' ')).join('');
  return text.trimEnd();
}

/** The cell at a column and row, both from 0. */
export function cellAt(frame: Frame, x: number, y: number): Cell {
  const cell = frame.cells[y]?.[x];
  if (cell === undefined) throw new Error(`No cell ${x},${y} on a screen of ${frame.cols}x${frame.rows}.`);
  return cell;
}

/** Where the text begins on the screen, or undefined. */
export function findText(frame: Frame, text: string): {readonly x: number; readonly y: number} | undefined {
  for (const [y, cells] of frame.cells.entries()) {
    if (!rowText(cells).includes(text.trimEnd())) continue;
    const x = cells.findIndex((cell, at) => cell.width > 0 && rowText(cells.slice(at)).startsWith(text));
    if (x >= 0) return {x, y};
  }
  return undefined;
}

function toCell(cell: IBufferCell | undefined): Cell {
  if (cell === undefined) throw new Error('The terminal has no such cell.');
  return {
    text: cell.getChars(),
    width: cell.getWidth(),
    foreground: toColor(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor()),
    background: toColor(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor()),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
    strikethrough: cell.isStrikethrough() !== 0,
  };
}

function toColor(isRgb: boolean, isPalette: boolean, value: number): CellColor {
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  return isPalette ? value : 'default';
}
