import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import TextInput from 'ink-text-input';
import {textWidth} from '../text/width.ts';
import {fieldParts} from './input-line.ts';
import {linearText} from './linear.ts';
import type {Field, Line} from './lines.ts';
import {paintLine, paintText} from './paint.ts';
import {markCaret} from '../terminal/caret.ts';

export type TextFieldProps = {readonly line: Line; readonly field: Field; readonly width: number};

/**
 * A line of input. ink-text-input receives the typed text and shows the part before the caret; the editing keys come
 * from the key table, and the terminal's own cursor is the caret.
 */
export function TextField({line, field, width}: TextFieldProps) {
  const isLinear = useIsScreenReaderEnabled();
  const label = line.spans.map((span) => span.text).join('');
  const labelWidth = Math.min(width, textWidth(label));
  const {before, under, after, isPlaceholder} = fieldParts(field, Math.max(1, width - labelWidth));
  const input = (
    <TextInput
      value={before}
      onChange={(value) => field.onType(typedIn(before, value))}
      focus={field.isFocused}
      showCursor={false}
    />
  );
  const rest = isPlaceholder ? paintText(after, 'dim') : after;
  if (isLinear) {
    return (
      <Box>
        <Text>{`${linearText(line)} `}</Text>
        {input}
        <Text>{`${under}${after}`.trimEnd()}</Text>
      </Box>
    );
  }
  return (
    <Box width={width} height={1} overflow="hidden">
      <Box width={labelWidth} flexShrink={0}>
        <Text wrap="truncate">{paintLine({spans: line.spans}, labelWidth)}</Text>
      </Box>
      {field.isSelected === true ? <Text inverse>{input}</Text> : input}
      <Text wrap="truncate">{(under === '' ? '' : markCaret(under)) + rest}</Text>
    </Box>
  );
}

/** The typed text. It goes in at our caret, wherever ink-text-input believes its cursor to be. */
function typedIn(before: string, value: string): string {
  let at = 0;
  while (at < before.length && before[at] === value[at]) at += 1;
  return value.slice(at, at + value.length - before.length);
}
