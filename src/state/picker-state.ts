import {createTextBuffer, textOf, type TextBuffer} from '../text/edit/text-buffer.ts';
import {createState, type State} from './state.ts';

/** A line of typed text and a list below it that it narrows. */
export type PickerState = {
  readonly buffer: State<TextBuffer>;
  /** The chosen entry, from 0; the first one again whenever the text changes. */
  readonly index: State<number>;
  readonly text: () => string;
};

export function createPicker(text = ''): PickerState {
  const buffer = createState(createTextBuffer(text));
  const index = createState(0);
  let before = text;
  buffer.subscribe(() => {
    const now = textOf(buffer.get());
    if (now !== before) index.set(0);
    before = now;
  });
  return {buffer, index, text: () => textOf(buffer.get())};
}
