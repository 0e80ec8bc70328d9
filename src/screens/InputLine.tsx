import {Box, Text} from 'ink';
import TextInput from 'ink-text-input';
import {useKeys} from '../hooks/keys.tsx';
import type {State} from '../state/state.ts';
import {useValue} from '../hooks/useValue.ts';
import {textWidth} from '../text/width.ts';

export type InputLineProps = {
  readonly width: number;
  readonly label: string;
  readonly text: State<string>;
  readonly onAccept: () => void;
  readonly onCancel: () => void;
};

/** One line to type into, below a screen. */
export function InputLine({width, label, text, onAccept, onCancel}: InputLineProps) {
  const value = useValue(text);
  useKeys(
    'line',
    {'line.accept': onAccept, 'line.cancel': onCancel},
    {toInk: true, onPaste: (pasted) => text.set((current) => current + oneLine(pasted))},
  );
  return (
    <Box width={width} height={1} overflow="hidden">
      <Box width={Math.min(width, textWidth(label) + 1)} flexShrink={0}>
        <Text>{label} </Text>
      </Box>
      <TextInput value={value} onChange={text.set} />
    </Box>
  );
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
