import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {textWidth, wrap} from '../../text/width.ts';

const LEAST_WORDS = 20;

/** Words behind a name: on a terminal of so many columns they stay beside it; elsewhere each text is one line. */
export function messageBeside(name: string, texts: readonly string[], columns: number | undefined): string {
  const indent = ' '.repeat(textWidth(name));
  const rows = texts.flatMap((text) => {
    const line = toSafeLine(text);
    return columns === undefined ? [line] : wrap(line, Math.max(LEAST_WORDS, columns - indent.length));
  });
  return name + rows.join(`\n${indent}`);
}
