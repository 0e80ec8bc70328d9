import {EditorError} from '../../errors.ts';
import type {EditedDraft} from '../../hooks/useDraft.ts';
import type {Platform} from '../../state/services.ts';
import {replaceText, wholeTextOf} from '../../text/edit/text-buffer.ts';
import {withoutConversation} from './conversation-below.ts';
import type {Guide} from '../ui.ts';

/** What the editor is given: the name of its file, and what is to be read below the text. */
export type EditorOptions = {readonly name: string; readonly below?: string | undefined};

/** Opens the text in $EDITOR; what was saved there comes back as one change that undo takes back. */
export function editInEditor(
  ui: Guide,
  platform: Platform,
  draft: EditedDraft,
  {name, below}: EditorOptions,
): void {
  draft.flush();
  const take = (edited: string) => {
    const text = below === undefined ? edited : withoutConversation(edited, below);
    draft.buffer.set((current) => replaceText(current, text));
    draft.flush();
  };
  const text = wholeTextOf(draft.buffer.get());
  platform
    .editText(below === undefined ? text : `${text}\n\n${below}\n`, name)
    .then(take, (error: unknown) => {
      // An editor that was ended by a signal, say, may have saved more than it began with.
      if (error instanceof EditorError && error.saved !== undefined) take(error.saved);
      ui.fail(error);
    });
}
