import type {Field} from '../components/lines.ts';
import {useKeyDispatcher, useKeys, type KeyActions} from '../hooks/keys.tsx';
import {useValue} from '../hooks/useValue.ts';
import type {KeyContext} from '../keys/key-row.ts';
import type {State} from '../state/state.ts';
import {fitting, LONGEST_LINE, pastedLine} from '../text/edit/text-rest.ts';
import {insert, lengthOf, type TextBuffer} from '../text/edit/text-buffer.ts';
import {textKeys} from './compose/text-keys.ts';

/** A line cannot be longer than this; it never wraps. */
const ENDLESS = 100_000;

export type TextLineOptions = {
  /** What else the keys of this context do. */
  readonly actions?: KeyActions;
  /** Whether it takes text now; it may be one of several fields. */
  readonly isOpen?: boolean;
  /** Told after text was typed or pasted. */
  readonly onTyped?: () => void;
};

/** A field of one line: the keys that edit it, what is typed and pasted, and what draws it. */
export function useTextLine(
  context: KeyContext,
  buffer: State<TextBuffer>,
  options: TextLineOptions = {},
): Field {
  const {actions = {}, isOpen = true, onTyped} = options;
  const {cursor, lines} = useValue(buffer);
  const keys = useKeyDispatcher();
  const put = (text: string) => {
    if (text === '') return;
    buffer.set((current) => insert(current, fitting(text, LONGEST_LINE - lengthOf(current))));
    onTyped?.();
  };
  const isHeard = useKeys(
    context,
    {...(isOpen ? textKeys(buffer, ENDLESS) : {}), ...actions},
    isOpen ? {toInk: true, onPaste: (text) => put(pastedLine(text))} : {},
  );
  const line = lines[cursor.line] ?? '';
  return {
    before: line.slice(0, cursor.column),
    after: line.slice(cursor.column),
    isFocused: isOpen && keys.hears(context),
    // An overlay may have a field of the same kind: both are there, one is heard.
    onType: (text) => {
      if (isHeard()) put(text);
    },
  };
}
