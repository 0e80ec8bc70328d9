import type {Field} from '../components/lines.ts';
import type {PickerState} from '../state/picker-state.ts';
import {useValue} from '../hooks/useValue.ts';
import {useTextLine} from './useTextLine.ts';

export type PickerOptions = {
  readonly count: number;
  /** Entries a page has. */
  readonly page: number;
  readonly onChoose: (index: number) => void;
  readonly onClose: () => void;
};

export type Picker = {
  readonly chosen: number;
  /** The line of text. */
  readonly field: Field;
};

/** The keys of a line of text with a list below it. Returns the chosen entry, and the line. */
export function usePicker({buffer, index}: PickerState, options: PickerOptions): Picker {
  const {count, page, onChoose, onClose} = options;
  const last = Math.max(0, count - 1);
  const chosen = Math.min(useValue(index), last);
  const by = (delta: number) => () =>
    index.set((current) => Math.min(Math.max(0, Math.min(current, last) + delta), last));
  const actions = {
    'pick.down': by(1),
    'pick.up': by(-1),
    'pick.pageDown': by(Math.max(1, page)),
    'pick.pageUp': by(-Math.max(1, page)),
    'pick.choose': () => {
      if (count > 0) onChoose(Math.min(index.get(), last));
    },
    'pick.close': onClose,
  };
  return {chosen, field: useTextLine('picker', buffer, {actions})};
}

/** The first line to show of pages that do not overlap: walking through them rewrites the screen once a page. */
export function pageTop(chosen: number, total: number, height: number): number {
  if (height <= 0) return 0;
  return Math.max(0, Math.min(Math.floor(chosen / height) * height, total - height));
}
