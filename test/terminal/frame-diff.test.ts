import {Terminal} from '@xterm/headless';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {diffFrames} from '../../src/terminal/frame-diff.ts';
import {fit} from '../../src/text/width.ts';

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
    const looks = [cell?.isBold(), cell?.isInverse(), cell?.isDim(), cell?.getFgColor()]
      .map(Number)
      .join(',');
    return `${cell?.getChars() === '' ? ' ' : cell?.getChars()}<${looks}>`;
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
  return fit(plain, COLUMNS).trimEnd() === plain.trimEnd() ? text : fit(plain, COLUMNS);
}

test('after any two frames the screen is what the second alone would draw', async () => {
  await fc.assert(
    fc.asyncProperty(frame, frame, async (first, second) => {
      const whole = diffFrames(undefined, second, COLUMNS);
      const steps = [diffFrames(undefined, first, COLUMNS), diffFrames(first, second, COLUMNS)];
      expect(await screenAfter(...steps)).toEqual(await screenAfter(whole));
    }),
    {numRuns: 300},
  );
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
