import type {EditedDraft} from '../../hooks/useDraft.ts';
import type {Outbox, OutboxRequest} from '../../sync/types.ts';
import {textOf} from '../../text/text-buffer.ts';
import type {Ui} from '../../ui.ts';

/** Hands the text to the outbox and closes; where the outbox refuses, everything stays as it is, with the reason. */
export function sendDraft(ui: Ui, outbox: Outbox, draft: EditedDraft, to: Pick<OutboxRequest, 'kind' | 'ticketId'>): void {
  // Saved first: should sending fail half-way, the draft is there at the next start.
  draft.flush();
  try {
    outbox.send({...to, text: textOf(draft.buffer.get())});
  } catch (error) {
    ui.fail(error);
    return;
  }
  draft.forget();
  ui.go({type: 'modal', modal: undefined});
}
