import {useKeys, type KeyActions} from '../hooks/keys.tsx';
import type {PickerState} from '../state/picker-state.ts';
import {useValue} from '../hooks/useValue.ts';
import {insert} from '../text/edit/text-buffer.ts';
import {withoutControls} from '../text/safe/to-safe-text.ts';
import {textKeys} from './compose/text-keys.ts';

export type PickerOptions = {
  readonly count: number;
  /** Entries a page has. */
  readonly page: number;
  readonly onChoose: (index: number) => void;
  readonly onClose: () => void;
};

/** A line cannot be longer than this; it never wraps. */
const ENDLESS = 100_000;

/** The keys of a line of text with a list below it. Returns the chosen entry. */
export function usePicker({buffer, index}: PickerState, options: PickerOptions): number {
  const {count, page, onChoose, onClose} = options;
  useValue(buffer);
  const last = Math.max(0, count - 1);
  const chosen = Math.min(useValue(index), last);
  const by = (delta: number) => () =>
    index.set((current) => Math.min(Math.max(0, Math.min(current, last) + delta), last));
  const type = (text: string) => buffer.set((current) => insert(current, text));
  const actions: KeyActions = {
    ...textKeys(buffer, ENDLESS),
    'pick.down': by(1),
    'pick.up': by(-1),
    'pick.pageDown': by(Math.max(1, page)),
    'pick.pageUp': by(-Math.max(1, page)),
    'pick.choose': () => {
      if (count > 0) onChoose(Math.min(index.get(), last));
    },
    'pick.close': onClose,
  };
  useKeys('picker', actions, {onText: type, onPaste: (text) => type(oneLine(text))});
  return chosen;
}

/** What a pasted text is on one line. */
export function oneLine(text: string): string {
  return withoutControls(text).replaceAll(/\s+/g, ' ').trim();
}

/** The first line to show of pages that do not overlap: walking through them rewrites the screen once a page. */
export function pageTop(chosen: number, total: number, height: number): number {
  if (height <= 0) return 0;
  return Math.max(0, Math.min(Math.floor(chosen / height) * height, total - height));
}
