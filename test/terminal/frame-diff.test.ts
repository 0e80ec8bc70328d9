import {Terminal} from '@xterm/headless';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {diffFrames} from '../../src/terminal/frame-diff.ts';
import {fit} from '../../src/text/width.ts';
import {often} from '../support/long.ts';

const COLUMNS = 20;
const ROWS = 4;

async function screenAfter(...writes: readonly string[]): Promise<readonly string[]> {
  const terminal = new Terminal({cols: COLUMNS, rows: ROWS, allowProposedApi: true});
  for (const data of writes) await new Promise<void>((resolve) => terminal.write(data, resolve));
  return Array.from({length: ROWS}, (_, row) => describeRow(terminal, row));
}

/** Text and looks of a row, so that a lost colour is seen too. */
function describeRow(terminal: Terminal, row: number): string {
  const line = terminal.buffer.active.getLine(row);
  return Array.from({length: COLUMNS}, (_, column) => {
    const cell = line?.getCell(column);
    const text = cell?.getChars() === '' ? ' ' : cell?.getChars();
    const all = [cell?.isInverse(), cell?.isBold(), cell?.isDim(), cell?.getFgColor()].map(Number);
    // On a blank without inverse the rest cannot be seen.
    const looks = text === ' ' && all[0] === 0 ? [0] : all;
    return `${text}<${looks.join(',')}>`;
  }).join('');
}

const piece = fc.oneof(
  fc.string({maxLength: 12, unit: fc.constantFrom('a', 'b', ' ', '│', '…', '●')}),
  fc.constantFrom('漢字', 'é', 'ok', '  '),
);
const styled = fc
  .tuple(piece, fc.constantFrom('', '1', '7', '2', '31', '1;31'))
  .map(([text, code]) => (code === '' ? text : `\u001B[${code}m${text}\u001B[m`));
const row = fc.array(styled, {maxLength: 4}).map((parts) => parts.join(''));
const frame = fc.array(row, {minLength: 1, maxLength: ROWS}).map((rows) => rows.map(clip));

/** Frames are never wider than the terminal: Ink cuts them. */
function clip(text: string): string {
  // oxlint-disable-next-line no-control-regex -- SGR starts with ESC
  const plain = text.replaceAll(/\u001B\[[\d;]*m/g, '');
  // A blank past the edge would begin a row of its own.
  return fit(plain, COLUMNS).startsWith(plain) ? text : fit(plain, COLUMNS);
}

test('after any two frames the screen is what the second alone would draw', async () => {
  await fc.assert(
    fc.asyncProperty(frame, frame, async (first, second) => {
      const whole = diffFrames(undefined, second, COLUMNS);
      const steps = [diffFrames(undefined, first, COLUMNS), diffFrames(first, second, COLUMNS)];
      expect(await screenAfter(...steps)).toEqual(await screenAfter(whole));
    }),
    {numRuns: often(60, 300)},
  );
});

test('a frame drawn by differences looks as its own text does', async () => {
  await fc.assert(
    fc.asyncProperty(frame, frame, async (first, second) => {
      const text = `\u001B[H\u001B[2J${second.join('\r\n')}`;
      const steps = [diffFrames(undefined, first, COLUMNS), diffFrames(first, second, COLUMNS)];
      expect(await screenAfter(...steps)).toEqual(await screenAfter(text));
    }),
    {numRuns: often(60, 300)},
  );
});

test('colours and blanks cost no more than they must', () => {
  const bold = diffFrames(['plain'], ['\u001B[1mplain\u001B[0m'], COLUMNS);
  expect(bold).toBe('\u001B[1H\u001B[1mplain\u001B[m');
  // On a blank neither bold nor a colour is seen.
  expect(diffFrames(['a  b'], ['a\u001B[1;31m  \u001B[0mb'], COLUMNS)).toBe('');
  const words = diffFrames([''], ['\u001B[1mtwo bold words\u001B[0m'], COLUMNS);
  expect(words).toBe('\u001B[1H\u001B[1mtwo bold words\u001B[m');
  // Bold stays, the colour goes: one sequence.
  const both = diffFrames(['xxxx'], ['\u001B[1;31mab\u001B[0m\u001B[1mcd\u001B[0m'], COLUMNS);
  expect(both).toBe('\u001B[1H\u001B[1;31mab\u001B[;1mcd\u001B[m');
  const more = diffFrames(['xxxx'], ['\u001B[1mab\u001B[31mcd\u001B[0m'], COLUMNS);
  expect(more).toBe('\u001B[1H\u001B[1mab\u001B[31mcd\u001B[m');
});

test('what lies between two changes is jumped over where that is shorter', () => {
  expect(diffFrames(['a2345678b'], ['c2345678d'], COLUMNS)).toBe('\u001B[1Hc\u001B[7Cd');
  expect(diffFrames(['a23b'], ['c23d'], COLUMNS)).toBe('\u001B[1Hc23d');
  expect(diffFrames(['a│││b'], ['c│││d'], COLUMNS)).toBe('\u001B[1Hc\u001B[3Cd');
});

test('the row below is reached by the shorter way, and a look is not switched off between two rows', () => {
  const bold = (text: string) => `\u001B[1m${text}\u001B[m`;
  expect(diffFrames(['a', 'b'], ['c', 'd'], COLUMNS)).toBe('\u001B[1Hc\r\nd');
  const above = Array.from({length: 9}, () => '');
  expect(diffFrames([...above, 'a', '│b'], [...above, 'c', '│d'], COLUMNS)).toBe('\u001B[10Hc\r\n\u001B[Cd');
  expect(diffFrames(['a', '', 'b'], ['c', '', 'd'], COLUMNS)).toBe('\u001B[1Hc\u001B[3Hd');
  expect(diffFrames(['a', 'b'], [bold('c'), bold('d')], COLUMNS)).toBe('\u001B[1H\u001B[1mc\r\nd\u001B[m');
  expect(diffFrames(['a', 'b'], ['\u001B[7mc\u001B[m', bold('d')], COLUMNS)).toBe(
    '\u001B[1H\u001B[7mc\r\n\u001B[;1md\u001B[m',
  );
});

test('below a row that is full, or whose width terminals disagree about, the place is said in full', () => {
  const full = 'x'.repeat(COLUMNS);
  expect(diffFrames(['', 'a'], [full, 'b'], COLUMNS)).toBe(`\u001B[1H${full}\u001B[2Hb`);
  expect(diffFrames(['', 'a'], ['👩‍🚒', 'b'], COLUMNS)).toContain('\u001B[2Hb');
});

test('all that Ink and its components write of colours is understood', () => {
  const cases = [
    ['\u001B[7mx\u001B[27my', '\u001B[1H\u001B[7mx\u001B[my'],
    ['\u001B[2mx\u001B[22my', '\u001B[1H\u001B[2mx\u001B[my'],
    ['\u001B[38;5;200mx\u001B[39my', '\u001B[1H\u001B[38;5;200mx\u001B[my'],
    ['\u001B[48;2;1;2;3mx\u001B[49m\u001B[4my', '\u001B[1H\u001B[48;2;1;2;3mx\u001B[;4my\u001B[m'],
    ['\u001B[97;1mx\u001B[my', '\u001B[1H\u001B[1;97mx\u001B[my'],
  ] as const;
  for (const [line, bytes] of cases) expect(diffFrames([''], [line], COLUMNS)).toBe(bytes);
});

test('a link is opened and closed around its own cells', () => {
  const link = '\u001B]8;;https://support.equinix.com/\u0007';
  const drawn = diffFrames(['see the page now'], [`see ${link}the page\u001B]8;;\u0007 now`], 40);
  expect(drawn).toBe(`\u001B[1;5H${link}the page\u001B]8;;\u0007`);
});

test('the same frame again costs nothing', () => {
  expect(diffFrames(['one', 'two'], ['one', 'two'], COLUMNS)).toBe('');
});

test('one changed word costs its own cells and the way there', () => {
  expect(diffFrames(['open  14 rows'], ['open  15 rows'], COLUMNS)).toBe('\u001B[1;8H5');
});

test('a line of wide characters that fills the row keeps its last cell', async () => {
  const wide = `${'漢'.repeat(9)} │`;
  const screen = await screenAfter(diffFrames(undefined, ['x'], COLUMNS), diffFrames(['x'], [wide], COLUMNS));
  expect(screen[0]).toContain('│');
});
