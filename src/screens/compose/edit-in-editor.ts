import {EditorError} from '../../errors.ts';
import type {EditedDraft} from '../../hooks/useDraft.ts';
import type {Services} from '../../state/services.ts';
import {replaceText, wholeTextOf} from '../../text/edit/text-buffer.ts';
import type {Ui} from '../ui.ts';

/** Opens the text in $EDITOR; what was saved there comes back as one change that undo takes back. */
export function editInEditor(
  ui: Pick<Ui, 'fail'>,
  {platform}: Pick<Services, 'platform'>,
  draft: EditedDraft,
  name: string,
): void {
  draft.flush();
  const take = (text: string) => {
    draft.buffer.set((current) => replaceText(current, text));
    draft.flush();
  };
  platform.editText(wholeTextOf(draft.buffer.get()), name).then(take, (error: unknown) => {
    // An editor that was ended by a signal, say, may have saved more than it began with.
    if (error instanceof EditorError && error.saved !== undefined) take(error.saved);
    ui.fail(error);
  });
}
