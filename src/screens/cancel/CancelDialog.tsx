import {Box} from 'ink';
import {useMemo, useState} from 'react';
import {LIMITS} from '../../domain/limits.ts';
import {cancelDoubt} from '../../domain/permissions.ts';
import {createInsist} from '../../state/insist.ts';
import {inputLine} from '../../components/input-line.ts';
import {inset, line, span} from '../../components/lines.ts';
import {LineText, Pane} from '../../components/Pane.tsx';
import {textAreaLines} from '../../components/text-area.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useDraft} from '../../hooks/useDraft.ts';
import {useTicket} from '../../hooks/useTicket.ts';
import {insert, layout} from '../../text/edit/text-buffer.ts';
import {lineBuffer} from '../../state/line-buffer.ts';
import type {Ui} from '../ui.ts';
import {useTextLine} from '../useTextLine.ts';
import {countWords, savedWords} from '../compose/draft-words.ts';
import {editInEditor} from '../compose/edit-in-editor.ts';
import {askAgain, sendDraft} from '../compose/send-draft.ts';
import {textKeys} from '../compose/text-keys.ts';
import {clockOf} from '../ticket/times.ts';
import {consequenceLines} from './consequence-lines.ts';

export type CancelDialogProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly height: number;
  readonly ticketId: string;
  /** The field that hears the keys. */
  readonly field: 'reason' | 'id';
};

/** Cancelling a ticket: what will happen, why (a reason), and the ticket's id typed out. Enter never confirms. */
export function CancelDialog({ui, width, height, ticketId, field}: CancelDialogProps) {
  const services = useServices();
  const {stored} = useTicket(ticketId);
  const draft = useDraft(ticketId, 'cancel');
  const typedId = useMemo(() => createState(''), []);
  const [insist] = useState(() => createInsist());
  const inner = width - 4;
  const buffer = draft.buffer.get();
  const {zone} = clockOf(stored?.ticket ?? {ibx: []}, useValue(ui.nav).time, draft.savedAt.get() ?? 0);
  const goTo = (next: 'reason' | 'id') => () =>
    ui.go({type: 'modal', modal: {kind: 'cancel', ticketId, field: next}});
  const type = (text: string) => draft.buffer.set((current) => insert(current, text));
  useKeys('composer', textKeys(draft.buffer, inner), {onText: type, onPaste: type});
  const idField = useTextLine(
    'field',
    useMemo(() => lineBuffer(typedId), [typedId]),
    {isOpen: field === 'id'},
  );
  useKeys('dialog', {
    'field.next': goTo(field === 'reason' ? 'id' : 'reason'),
    'field.previous': goTo(field === 'reason' ? 'id' : 'reason'),
    'write.editor': () => editInEditor(ui, services, draft, `cancel-${ticketId}`),
    'write.close': () => ui.go({type: 'back'}),
    'write.send': () => {
      if (typedId.get().trim() !== ticketId) {
        ui.go({type: 'modal', modal: {kind: 'cancel', ticketId, field: 'id'}});
        ui.go({
          type: 'notice',
          notice: {tone: 'error', words: `Type the ticket's id, ${ticketId}, to confirm.`},
        });
        return;
      }
      const doubt = cancelDoubt(stored?.ticket ?? {});
      if (!insist.pass(doubt?.words)) return askAgain(ui, doubt?.words ?? '');
      sendDraft(ui, services.outbox, draft, {kind: 'cancel', ticketId});
    },
  });
  const head = stored === undefined ? [] : consequenceLines(stored, services.account, inner, height);
  const rows = Math.max(1, height - 2 - head.length - 3);
  const reason = textAreaLines(layout(buffer, inner), {
    width: inner,
    height: rows,
    focused: field === 'reason',
  });
  const lines = [
    ...head,
    line(
      span('Reason', field === 'reason' ? 'strong' : 'dim'),
      span(`  ${countWords(buffer, LIMITS.cancelReason.max)}`, 'dim'),
    ),
    ...reason,
  ];
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={height - 1}
        title={`Cancel ${ticketId}`}
        foot={`${ui.keyFor('write.send')} cancels the ticket, ${ui.keyFor('write.close')} leaves it${savedWords(draft, zone)}`}
        lines={lines.map(inset)}
        focused
      />
      <LineText
        width={width}
        line={inputLine(span(CONFIRM, field === 'id' ? 'strong' : 'dim'), {
          ...idField,
          placeholder: ticketId,
        })}
      />
    </Box>
  );
}

const CONFIRM = '  Type the id to confirm: ';
