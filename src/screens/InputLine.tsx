import {useMemo} from 'react';
import {inputLine} from '../components/input-line.ts';
import {span} from '../components/lines.ts';
import {LineText} from '../components/Pane.tsx';
import {lineBuffer} from '../state/line-buffer.ts';
import type {State} from '../state/state.ts';
import {useTextLine} from './useTextLine.ts';

export type InputLineProps = {
  readonly width: number;
  readonly label: string;
  readonly text: State<string>;
  readonly onAccept: () => void;
  readonly onCancel: () => void;
};

/** One line to type into, below a screen. */
export function InputLine({width, label, text, onAccept, onCancel}: InputLineProps) {
  const buffer = useMemo(() => lineBuffer(text), [text]);
  const field = useTextLine('line', buffer, {actions: {'line.accept': onAccept, 'line.cancel': onCancel}});
  return <LineText width={width} line={inputLine(span(`${label} `, 'normal'), field)} />;
}
