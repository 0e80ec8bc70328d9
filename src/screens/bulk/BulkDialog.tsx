import {Box} from 'ink';
import {useMemo} from 'react';
import {LIMITS} from '../../domain/limits.ts';
import {inputLine} from '../../components/input-line.ts';
import {inset, line, span, type Line} from '../../components/lines.ts';
import {LineText, Pane} from '../../components/Pane.tsx';
import {textAreaLines} from '../../components/text-area.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useDraft} from '../../hooks/useDraft.ts';
import {insert, layout} from '../../text/edit/text-buffer.ts';
import {lineBuffer} from '../../state/line-buffer.ts';
import type {Ui} from '../ui.ts';
import {useTextLine} from '../useTextLine.ts';
import {countWords, savedWords} from '../compose/draft-words.ts';
import {editInEditor} from '../compose/edit-in-editor.ts';
import {textKeys} from '../compose/text-keys.ts';
import {bulkTargets, targetLines, type BulkAction} from './bulk-targets.ts';
import {sendToAll} from './send-to-all.ts';

export type BulkDialogProps = {
  readonly ui: Ui;
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
  const targets = bulkTargets(action, ui.marks, services.store);
  const count = targets.filter(({problem}) => problem === undefined).length;
  const inner = width - 4;
  const paneHeight = isCancel ? height - 1 : height;
  const named = targetLines(targets, inner);
  const rows = paneHeight - 3 - named.length;
  const buffer = draft.buffer.get();
  const goTo = (next: 'text' | 'count') => ui.go({type: 'modal', modal: {kind: 'bulk', action, field: next}});
  const other = () => goTo(field === 'text' && isCancel ? 'count' : 'text');
  const refuse = (words: string) => ui.go({type: 'notice', notice: {tone: 'error', words}});
  const type = (text: string) => draft.buffer.set((current) => insert(current, text));
  useKeys('composer', textKeys(draft.buffer, inner), {onText: type, onPaste: type});
  const countField = useTextLine(
    'field',
    useMemo(() => lineBuffer(typedCount), [typedCount]),
    {isOpen: field === 'count'},
  );
  useKeys('dialog', {
    'field.next': other,
    'field.previous': other,
    'write.editor': () => editInEditor(ui, services, draft, `${action}-several`),
    'write.close': () => ui.go({type: 'back'}),
    'write.send': {
      run() {
        if (isCancel && typedCount.get().trim() !== String(count)) {
          goTo('count');
          return refuse(`Type ${count}, the number of tickets, to cancel them.`);
        }
        sendToAll(ui, services, draft, {action, targets});
      },
      disabled: sendProblem(count, isCancel && rows < LEAST_TEXT),
    },
  });
  const limit = isCancel ? LIMITS.cancelReason.max : LIMITS.noteText.max;
  const text = textAreaLines(layout(buffer, inner), {
    width: inner,
    height: Math.max(LEAST_TEXT, rows),
    focused: field === 'text',
  });
  const lines: readonly Line[] = [
    ...named,
    line(
      span(isCancel ? 'Reason' : 'Note', field === 'text' ? 'strong' : 'dim'),
      span(`  ${countWords(buffer, limit)}`, 'dim'),
    ),
    ...text,
  ];
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={paneHeight}
        title={`${isCancel ? 'Cancel' : 'Note to'} ${count} ${count === 1 ? 'ticket' : 'tickets'}`}
        foot={`${ui.keyFor('write.send')} ${isCancel ? 'cancels them all' : 'sends it to all'}, Esc leaves them${savedWords(draft)}`}
        lines={lines.map(inset)}
        focused
      />
      {isCancel ? (
        <LineText
          width={width}
          line={inputLine(
            span(`  Type ${count}, their number, to confirm: `, field === 'count' ? 'strong' : 'dim'),
            countField,
          )}
        />
      ) : null}
    </Box>
  );
}

function sendProblem(count: number, isCutOff: boolean): string | undefined {
  if (count === 0) return 'None of the marked tickets can take it.';
  if (isCutOff) return 'Not all of them are in sight: mark fewer, or make the terminal larger.';
  return undefined;
}
