import type {Field} from '../components/lines.ts';
import {usePointer, type PointedList} from '../hooks/usePointer.ts';
import {useValue} from '../hooks/useValue.ts';
import type {PickerState} from '../state/picker-state.ts';
import {useTextLine} from './useTextLine.ts';

export type PickerOptions<T> = {
  readonly entries: readonly T[];
  /** A name that stays the same while the entry lives. */
  readonly keyOf: (entry: T) => string;
  /** Entries a page has. */
  readonly page: number;
  /** Undefined: there are no entries. */
  readonly onChoose: (entry: T | undefined) => void;
  readonly onClose: () => void;
};

/** The list as it is shown, and the line of text above it. */
export type PickedList<T> = PointedList<T> & {readonly field: Field};

/** The keys of a line of text with a list below it. */
export function usePicker<T>(picker: PickerState, options: PickerOptions<T>): PickedList<T> {
  const {entries, keyOf, page, onChoose, onClose} = options;
  const {pointer} = picker;
  const list = usePointer(pointer, {entries, keyOf, height: page});
  const isSelected = useValue(picker.isSelected);
  const by = (delta: number) => () => {
    picker.isSelected.set(false);
    pointer.move(delta);
  };
  const actions = {
    'pick.down': by(1),
    'pick.up': by(-1),
    'pick.pageDown': by(Math.max(1, page)),
    'pick.pageUp': by(-Math.max(1, page)),
    'pick.choose': () => onChoose(list.pointed()),
    'pick.close': onClose,
  };
  return {...list, field: {...useTextLine('picker', picker.edits, {actions}), isSelected}};
}
