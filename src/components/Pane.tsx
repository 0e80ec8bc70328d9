import {Box, Text, Transform, useIsScreenReaderEnabled} from 'ink';
import {Fragment, memo, type ReactNode} from 'react';
import {textWidth, truncate} from '../text/width.ts';
import {theme} from '../terminal/theme.ts';
import {linearText} from './linear.ts';
import {TextField} from './TextField.tsx';
import type {Line} from './lines.ts';
import {paintLine, paintText} from './paint.ts';

type PaintedProps = {
  /** One string a row, each of exactly `width` cells. */
  readonly rows: readonly string[];
  readonly width: number;
};

/**
 * Finished rows as one element. Ink sees a block of blanks, which it measures once; the rows are put in when the frame
 * is written. With one element for each row, Ink would lay out, clean and measure every row in every frame.
 */
const Painted = memo(
  function Painted({rows, width}: PaintedProps) {
    const blank = ' '.repeat(width);
    return (
      <Transform transform={(_, index) => rows[index] ?? ''}>{rows.map(() => blank).join('\n')}</Transform>
    );
  },
  (before, after) => before.width === after.width && isSame(before.rows, after.rows),
);

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((row, index) => row === other[index]);
}

type LineTextProps = {readonly line: Line; readonly width: number};

/** One row of exactly `width` cells. */
export function LineText({line, width}: LineTextProps) {
  const isLinear = useIsScreenReaderEnabled();
  if (line.field !== undefined) return <TextField line={line} field={line.field} width={width} />;
  if (isLinear) return <LinearRow line={line} />;
  return <Painted rows={[paintLine(line, width)]} width={width} />;
}

export type PaneProps = {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly foot?: string;
  /** What must not be overlooked, behind the foot. */
  readonly loud?: string | undefined;
  readonly lines: readonly Line[];
  readonly focused: boolean;
  /** What stands in place of the lines from `at` on: a text field or a menu, `rows` high and as wide as the inside. */
  readonly inset?: {readonly at: number; readonly rows: number; readonly node: ReactNode} | undefined;
};

/** A framed box of ready lines: `height` rows in all, two of them the frame. */
export function Pane(props: PaneProps) {
  return useIsScreenReaderEnabled() ? <LinearPane {...props} /> : <FramedPane {...props} />;
}

/** The same one after the other: title, lines, foot; what is selected says so. */
function LinearPane({title, foot = '', loud = '', lines, inset}: PaneProps) {
  const before = inset === undefined ? lines : lines.slice(0, inset.at);
  const after = inset === undefined ? [] : lines.slice(inset.at + inset.rows);
  return (
    <Box flexDirection="column">
      {title === '' ? null : <Text>{title}</Text>}
      {before.map((line, index) => (
        <LinearRow key={index} line={line} />
      ))}
      {inset?.node}
      {after.map((line, index) => (
        <LinearRow key={index} line={line} />
      ))}
      {foot + loud === '' ? null : <Text>{[foot, loud].filter((words) => words !== '').join(' ')}</Text>}
    </Box>
  );
}

function LinearRow({line}: {readonly line: Line}) {
  if (line.field !== undefined) return <TextField line={line} field={line.field} width={ANY_WIDTH} />;
  const text = linearText(line);
  if (text === '') return null;
  return (
    <Box aria-state={{selected: line.selected === true}}>
      <Text>{text}</Text>
    </Box>
  );
}

/** A screen reader reads all of a line. */
const ANY_WIDTH = 10_000;

function FramedPane({width, height, title, foot = '', loud = '', lines, focused, inset}: PaneProps) {
  const {border} = theme.glyphs;
  const inner = Math.max(0, width - 2);
  const style = focused ? 'focus' : 'border';
  const side = paintText(border.vertical, style);
  const rows = Array.from({length: Math.max(0, height - 2)}, (_, index) => lines[index] ?? EMPTY);
  const top = edgeLine([border.topLeft, title, border.horizontal, border.topRight], inner);
  const warning = loud === '' ? '' : ` ${truncate(loud, Math.max(0, inner - 3))} `;
  const room = inner - textWidth(warning);
  const bottom = edgeLine(['', room < 6 ? '' : foot, border.horizontal, border.bottomRight], room);
  const footEnd = bottom.indexOf(border.horizontal);
  const lowest =
    paintText(border.bottomLeft, style) +
    paintText(warning, 'warning') +
    // A position in a list changes with each key: without a style of its own it costs fewer bytes.
    paintText(bottom.slice(0, footEnd), focused ? 'normal' : style) +
    paintText(bottom.slice(footEnd), style);
  const others = otherPieces(rows, inset, inner);
  /** The ready rows before so many of the others, the upper edge with the first. */
  const readyBefore = (index: number) => {
    const last = others[index - 1];
    const ready = rows.slice(last === undefined ? 0 : last.at + last.rows, others[index]?.at);
    const painted = ready.map((row) => side + paintLine(row, inner) + side);
    return last === undefined ? [paintText(top, style), ...painted] : painted;
  };
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      {others.map(({at, rows: taken, node}, index) => (
        <Fragment key={at}>
          <Painted rows={readyBefore(index)} width={inner + 2} />
          <Inside rows={taken} {...{inner, side, node}} />
        </Fragment>
      ))}
      <Painted rows={[...readyBefore(others.length), lowest]} width={inner + 2} />
    </Box>
  );
}

type Piece = {readonly at: number; readonly rows: number; readonly node: ReactNode};

/** What is no ready line, from above: the lines with a text field, and what was put in. */
function otherPieces(lines: readonly Line[], inset: PaneProps['inset'], width: number): readonly Piece[] {
  const isInside = (at: number) => inset !== undefined && at >= inset.at && at < inset.at + inset.rows;
  const fields = lines.flatMap((line, at): readonly Piece[] =>
    line.field === undefined || isInside(at)
      ? []
      : [{at, rows: 1, node: <TextField line={line} field={line.field} width={width} />}],
  );
  const all = inset === undefined || inset.at >= lines.length ? fields : [...fields, inset];
  return all.toSorted((one, other) => one.at - other.at);
}

type InsideProps = Pick<Piece, 'rows' | 'node'> & {readonly inner: number; readonly side: string};

/** What is no ready line, between the sides of the frame. */
function Inside({rows, inner, side, node}: InsideProps) {
  const sides = Array.from({length: rows}, () => side);
  return (
    <Box width={inner + 2} height={rows}>
      <Painted rows={sides} width={1} />
      <Box width={inner} height={rows} overflow="hidden" flexShrink={0}>
        {node}
      </Box>
      <Painted rows={sides} width={1} />
    </Box>
  );
}

const EMPTY: Line = {spans: []};

function edgeLine(
  [left, words, fill, right]: readonly [string, string, string, string],
  inner: number,
): string {
  const text = words === '' ? '' : ` ${truncate(words, Math.max(0, inner - 3))} `;
  return left + text + fill.repeat(Math.max(0, inner - textWidth(text))) + right;
}
