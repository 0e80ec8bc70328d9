import {withoutControls} from '../../text/safe/to-safe-text.ts';

/** What a pasted text is in a field of one line: without the line break that copying left at its end. */
export function oneLine(text: string): string {
  return withoutControls(text.trim().replaceAll(/\s*[\r\n]+\s*/g, ' '));
}
