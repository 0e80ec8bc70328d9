import {createTextBuffer, textOf, type TextBuffer} from '../text/edit/text-buffer.ts';
import {createPointer, type Pointer} from './pointer.ts';
import {createState, type State} from './state.ts';

/** A line of typed text and a list below it that it narrows. */
export type PickerState = {
  readonly buffer: State<TextBuffer>;
  /**
   * The same for the keys: a selected text is replaced by what is typed, deleted as a whole, and kept by an arrow key.
   */
  readonly edits: State<TextBuffer>;
  /** The chosen entry; the first one again whenever the text changes. */
  readonly pointer: Pointer;
  /** Whether the text is an earlier one, which the first typed letter replaces. */
  readonly isSelected: State<boolean>;
  readonly text: () => string;
  /** To begin with: the text of before, selected. */
  readonly select: () => void;
};

export function createPicker(text = ''): PickerState {
  const buffer = createState(createTextBuffer(text));
  const isSelected = createState(false);
  const pointer = createPointer();
  let before = text;
  const textNow = () => textOf(buffer.get());
  buffer.subscribe(() => {
    const now = textNow();
    if (now === before) return;
    before = now;
    isSelected.set(false);
    pointer.reset();
  });
  return {
    buffer,
    pointer,
    isSelected,
    edits: {
      ...buffer,
      set(next) {
        const edit = (from: TextBuffer) => (typeof next === 'function' ? next(from) : next);
        const edited = edit(buffer.get());
        const gives = isSelected.get() && textOf(edited) !== textNow();
        isSelected.set(false);
        buffer.set(gives ? edit(createTextBuffer()) : edited);
      },
    },
    text: textNow,
    select: () => isSelected.set(textNow() !== ''),
  };
}
