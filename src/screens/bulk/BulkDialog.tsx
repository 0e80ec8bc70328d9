import {useMemo} from 'react';
import {LIMITS} from '../../domain/limits.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useDraft} from '../../hooks/useDraft.ts';
import type {Ui} from '../ui.ts';
import {isReason} from '../compose/send-draft.ts';
import {savedText} from '../compose/draft-text.ts';
import {TextDialog, textRows} from '../compose/TextDialog.tsx';
import {bulkTargets, targetLines, type BulkAction} from './bulk-targets.ts';
import {sendToAll} from './send-to-all.ts';

export type BulkDialogProps = {
  readonly ui: Pick<Ui, 'nav' | 'go' | 'marks' | 'bulk' | 'keyFor' | 'fail'>;
  readonly width: number;
  readonly height: number;
  readonly action: BulkAction;
  /** The field that hears the keys. */
  readonly field: 'text' | 'count';
};

/** Rows of text at least. */
const LEAST_TEXT = 2;

/** One text to several tickets, each named. Cancelling wants the number of tickets typed; Enter never confirms. */
export function BulkDialog({ui, width, height, action, field}: BulkDialogProps) {
  const services = useServices();
  useValue(ui.marks);
  const draft = useDraft('', action);
  const typedCount = useMemo(() => createState(''), []);
  const isCancel = action === 'cancel';
  const targets = bulkTargets(action, ui.marks, services);
  const count = targets.filter(({problem}) => problem === undefined).length;
  const head = targetLines(targets, width - 4);
  const goTo = (next: 'text' | 'count') => ui.go({type: 'modal', modal: {kind: 'bulk', action, field: next}});
  const send = () => {
    if (isCancel && !isReason(ui, draft, () => goTo('text'))) return undefined;
    if (!isCancel || typedCount.get().trim() === String(count))
      return sendToAll(ui, services, draft, {action, targets});
    goTo('count');
    const words = `Type ${count}, the number of tickets, to cancel them.`;
    ui.go({type: 'notice', notice: {tone: 'error', message: words}});
  };
  const isCutOff = isCancel && textRows(height, head, true) < LEAST_TEXT;
  return (
    <TextDialog
      ui={ui}
      width={width}
      height={height}
      title={`${isCancel ? 'Cancel' : 'Note to'} ${count} ${count === 1 ? 'ticket' : 'tickets'}`}
      foot={`${ui.keyFor('write.send')} ${isCancel ? 'cancels them all' : 'sends it to all'}, Esc leaves them${savedText(draft)}`}
      head={head}
      draft={draft}
      name={`${action}-several`}
      label={isCancel ? 'Reason' : 'Note'}
      limit={isCancel ? LIMITS.cancelReason.max : LIMITS.noteText.max}
      confirmation={
        isCancel ? {label: `Type ${count}, their number, to confirm:`, text: typedCount} : undefined
      }
      isConfirming={field === 'count'}
      onField={(isConfirming) => goTo(isConfirming ? 'count' : 'text')}
      send={{run: send, disabled: sendProblem(count, isCutOff)}}
    />
  );
}

function sendProblem(count: number, isCutOff: boolean): string | undefined {
  if (count === 0) return 'None of the marked tickets can take it.';
  if (isCutOff) return 'Not all of them are in sight: mark fewer, or make the terminal larger.';
  return undefined;
}
