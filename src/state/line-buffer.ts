import {createTextBuffer, textOf, type TextBuffer} from '../text/edit/text-buffer.ts';
import type {State} from './state.ts';

/**
 * A text of one line that lives in `source`, as a buffer with a caret; if the text is changed elsewhere, the caret goes
 * to its end.
 */
export function lineBuffer(source: State<string>): State<TextBuffer> {
  let seen = source.get();
  let buffer = createTextBuffer(seen);
  const listeners = new Set<() => void>();
  const get = () => {
    const text = source.get();
    if (text !== seen) {
      seen = text;
      buffer = createTextBuffer(text);
    }
    return buffer;
  };
  return {
    get,
    set(next) {
      const before = get();
      const after = typeof next === 'function' ? next(before) : next;
      if (after === before) return;
      buffer = after;
      seen = textOf(after);
      if (source.get() !== seen) source.set(seen);
      // The source may have made something else of it.
      if (source.get() !== seen) get();
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      const stop = source.subscribe(listener);
      listeners.add(listener);
      return () => {
        stop();
        listeners.delete(listener);
      };
    },
  };
}
