import {frameText, type Cell, type CellColor, type Frame} from './frame.ts';

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
const ATTRIBUTES = ['bold', 'dim', 'italic', 'underline', 'inverse', 'strikethrough'] as const;

/**
 * A frame as text that says its colours: the rows, then what is marked in which of them. `3-5  1-10 bold red, 80 dim`:
 * in rows 3 to 5, columns 1 to 10 are bold and red, column 80 is dim; rows and columns count from 1.
 */
export function markedFrame(frame: Frame): string {
  const groups: {readonly from: number; to: number; readonly marks: string}[] = [];
  for (const [y, cells] of frame.cells.entries()) {
    const marks = marksOf(cells);
    const last = groups.at(-1);
    if (last?.marks === marks) last.to = y + 1;
    else groups.push({from: y + 1, to: y + 1, marks});
  }
  const lines = groups
    .filter(({marks}) => marks !== '')
    .map(({from, to, marks}) => `${range(from, to)}  ${marks}`);
  return `${[frameText(frame), '', 'Marked:', ...lines].join('\n')}\n`;
}

function marksOf(cells: readonly Cell[]): string {
  const runs: {readonly from: number; to: number; readonly style: string}[] = [];
  for (const [x, cell] of cells.entries()) {
    const style = styleOf(cell);
    const last = runs.at(-1);
    if (last?.style === style) last.to = x + 1;
    else runs.push({from: x + 1, to: x + 1, style});
  }
  return runs
    .filter(({style}) => style !== '')
    .map(({from, to, style}) => `${range(from, to)} ${style}`)
    .join(', ');
}

function range(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`;
}

function styleOf(cell: Cell): string {
  const words: readonly string[] = [
    ...ATTRIBUTES.filter((name) => cell[name]),
    ...(cell.foreground === 'default' ? [] : [colourName(cell.foreground)]),
    ...(cell.background === 'default' ? [] : [`on-${colourName(cell.background)}`]),
  ];
  return words.join(' ');
}

function colourName(colour: CellColor): string {
  if (typeof colour === 'string') return colour;
  const name = COLOURS[colour % 8] ?? '';
  return colour < 8 ? name : colour < 16 ? `bright-${name}` : `colour-${colour}`;
}
