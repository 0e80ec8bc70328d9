import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {memo, type ReactNode} from 'react';
import {textWidth, truncate} from '../text/width.ts';
import {theme} from '../terminal/theme.ts';
import {linearText} from './linear.ts';
import {TextField} from './TextField.tsx';
import type {Line} from './lines.ts';
import {paintLine, paintText} from './paint.ts';

/** A row that is drawn again only when it is another one. */
const Row = memo(function Row({painted}: {readonly painted: string}) {
  return <Text wrap="truncate">{painted}</Text>;
});

type LineTextProps = {readonly line: Line; readonly width: number};

/** One row of exactly `width` cells. */
export function LineText({line, width}: LineTextProps) {
  const isLinear = useIsScreenReaderEnabled();
  if (line.field !== undefined) return <TextField line={line} field={line.field} width={width} />;
  if (isLinear) return <LinearRow line={line} />;
  return <Row painted={paintLine(line, width)} />;
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
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <Row painted={paintText(top, style)} />
      {rows.map((row, index) => {
        if (inset !== undefined && index >= inset.at && index < inset.at + inset.rows)
          return index > inset.at ? null : (
            <Inside key={index} rows={inset.rows} {...{inner, side}} node={inset.node} />
          );
        if (row.field === undefined) return <Row key={index} painted={side + paintLine(row, inner) + side} />;
        const field = <TextField line={row} field={row.field} width={inner} />;
        return <Inside key={index} rows={1} {...{inner, side}} node={field} />;
      })}
      <Row
        painted={
          paintText(border.bottomLeft, style) + paintText(warning, 'warning') + paintText(bottom, style)
        }
      />
    </Box>
  );
}

type InsideProps = {
  readonly rows: number;
  readonly inner: number;
  readonly side: string;
  readonly node: ReactNode;
};

/** What is no ready line, between the sides of the frame. */
function Inside({rows, inner, side, node}: InsideProps) {
  const sides = Array.from({length: rows}, () => side).join('\n');
  return (
    <Box width={inner + 2} height={rows}>
      <Row painted={sides} />
      <Box width={inner} height={rows} overflow="hidden" flexShrink={0}>
        {node}
      </Box>
      <Row painted={sides} />
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
