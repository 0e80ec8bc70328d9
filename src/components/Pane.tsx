import {Box, Text} from 'ink';
import {textWidth, truncate} from '../text/width.ts';
import {theme, type Look, type StyleName} from '../theme.ts';
import {fitLine, type Line} from './lines.ts';

type LineTextProps = {readonly line: Line; readonly width: number; readonly edge?: string; readonly edgeStyle?: StyleName};

/** One row of exactly `width` cells, with the pane's edge on both sides where given. */
export function LineText({line, width, edge, edgeStyle = 'border'}: LineTextProps) {
  const spans = fitLine(line, width, theme.glyphs.ellipsis);
  const side = edge === undefined ? null : <Styled look={theme.looks[edgeStyle]} text={edge} />;
  return (
    <Text wrap="truncate">
      {side}
      {line.selected === true ? (
        <Text inverse>{spans.map((part) => part.text).join('')}</Text>
      ) : (
        spans.map((part, index) => <Styled key={index} look={theme.looks[part.style ?? 'normal']} text={part.text} />)
      )}
      {side}
    </Text>
  );
}

function Styled({look, text}: {readonly look: Look; readonly text: string}) {
  return (
    <Text
      bold={look.bold === true}
      dimColor={look.dim === true}
      inverse={look.inverse === true}
      underline={look.underline === true}
      {...(look.color === undefined ? {} : {color: look.color})}
    >
      {text}
    </Text>
  );
}

export type PaneProps = {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly foot?: string;
  readonly lines: readonly Line[];
  readonly focused: boolean;
};

/** A framed box of ready lines: `height` rows in all, two of them the frame. */
export function Pane({width, height, title, foot = '', lines, focused}: PaneProps) {
  const {border} = theme.glyphs;
  const inner = Math.max(0, width - 2);
  const rows = Math.max(0, height - 2);
  const style = focused ? 'focus' : 'border';
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <LineText
        width={width}
        line={{spans: [{text: edgeLine(border.topLeft, title, border.horizontal, border.topRight, inner), style}]}}
      />
      {Array.from({length: rows}, (_, index) => (
        <LineText key={index} line={lines[index] ?? EMPTY} width={inner} edge={border.vertical} edgeStyle={style} />
      ))}
      <LineText
        width={width}
        line={{spans: [{text: edgeLine(border.bottomLeft, foot, border.horizontal, border.bottomRight, inner), style}]}}
      />
    </Box>
  );
}

const EMPTY: Line = {spans: []};

function edgeLine(left: string, words: string, fill: string, right: string, inner: number): string {
  const text = words === '' ? '' : ` ${truncate(words, Math.max(0, inner - 3))} `;
  return left + text + fill.repeat(Math.max(0, inner - textWidth(text))) + right;
}
