import {TextWriter} from './text-writer.ts';
import type {Frame, Walk} from './walk.ts';

/** Reads what is in an element on its own; its words, on one line, are known where the element ends. */
export function captured(walk: Walk, frame: Frame, end: (words: string) => void): void {
  const outer = walk.writer;
  const inner = new TextWriter(outer.place);
  walk.writer = inner;
  frame.leave = () => {
    walk.writer = outer;
    end(
      inner
        .finish()
        .map(({text}) => text.trim())
        .join(' ')
        .trim(),
    );
  };
}
