/** One key press, paste or focus report, in the order the terminal sent them. */
export type KeyEvent =
  | {
      readonly type: 'key';
      readonly key: string;
      readonly text: string;
      readonly raw: string;
      /** It came so soon after a paste that the paste may hold it: a text can hold the mark that ends a paste. */
      readonly afterPaste?: true;
      /** A terminal sends the same bytes for Alt with a character as for Esc and then the character: these are the two keys. */
      readonly apart?: readonly KeyEvent[];
    }
  | {readonly type: 'paste'; readonly text: string}
  | {readonly type: 'focus'; readonly focused: boolean};

/** Keys that ink-text-input and ink-select-input understand; they would take other control keys for letters. */
const EDITING = new Set(['left', 'right', 'up', 'down', 'backspace', 'delete', 'enter']);

/** A key that follows another one sooner is of the same text. */
export const ONE_TEXT_MS = 700;

/** What a text is made of, and what ends its lines. */
export function isWritten({key, text}: {readonly key: string; readonly text: string}): boolean {
  return text !== '' || key === 'enter';
}

export function isEditing(event: {readonly key: string; readonly text: string}): boolean {
  return event.text !== '' || EDITING.has(event.key);
}
