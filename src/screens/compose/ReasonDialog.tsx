import {useMemo, useState} from 'react';
import {line, span, type Line} from '../../components/lines.ts';
import {othersAt} from '../../domain/others.ts';
import {plainId} from '../../domain/ticket/ticket-ids.ts';
import {useDraft} from '../../hooks/useDraft.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {useValue} from '../../hooks/useValue.ts';
import {createAskTwice} from '../../state/ask-twice.ts';
import {createState} from '../../state/state.ts';
import type {OutboxRequest} from '../../sync/contracts.ts';
import {wrap} from '../../text/width.ts';
import {clockOf} from '../ticket/times.ts';
import {tellUser, type Guide, type Selection, type Sized, type Writing} from '../ui.ts';
import {aloneText} from './alone-text.ts';
import {savedText} from './draft-text.ts';
import {askAgain, isReason, sendDraft} from './send-draft.ts';
import {TextDialog, type TextDialogProps} from './TextDialog.tsx';

export type ReasonDialogProps = Sized<Guide & Selection & Writing> &
  Pick<TextDialogProps, 'title' | 'head' | 'label' | 'limit' | 'isConfirming' | 'onField'> & {
    readonly ticketId: string;
    readonly request: Pick<OutboxRequest, 'extra' | 'takeBackMs'> & {readonly kind: 'cancel' | 'answer'};
    /** What the key that sends does. */
    readonly effect: string;
    readonly isReasonNeeded: boolean;
    /** It ends something: one of the ticket's numbers, or of these, is to be typed out. Undefined: nothing is. */
    readonly numbers: readonly (string | undefined)[] | undefined;
    /** Reasons against it: shown before anything is sent; the same key once more sends it. */
    readonly doubts: readonly (string | undefined)[];
  };

/** A reason for something that is then asked of the service about one ticket. Enter never sends. */
export function ReasonDialog(props: ReasonDialogProps) {
  const {ui, width, height, ticketId, request, isReasonNeeded, numbers, onField} = props;
  const services = useServices();
  const {stored} = useTicket(ticketId);
  const draft = useDraft(ticketId, request.kind);
  const typedId = useMemo(() => createState(''), []);
  const [asks] = useState(() => createAskTwice());
  const {zone} = clockOf(stored?.ticket ?? NOWHERE, useValue(ui.nav).time, draft.savedAt.get() ?? 0);
  const others = othersAt(stored, services.store.me(), services.clock.now());
  const isConfirmed = () =>
    numbers === undefined ||
    [ticketId, services.owner(ticketId).number, ...numbers].includes(plainId(typedId.get()));
  const send = () => {
    if (isReasonNeeded && !isReason(ui, draft, () => onField(false))) return undefined;
    if (!isConfirmed()) {
      onField(true);
      return tellUser(ui, `Type the ticket's id, ${ticketId}, to confirm.`, 'error');
    }
    const doubt = [...props.doubts, others.doubt].filter((part) => part !== undefined).join(' ');
    if (!asks.goesOn(doubt === '' ? undefined : doubt)) return askAgain(ui, doubt);
    sendDraft(ui, services, draft, {...request, ticketId});
  };
  const isEnd = numbers !== undefined;
  return (
    <TextDialog
      ui={ui}
      width={width}
      height={height}
      title={props.title + aloneText(ui)}
      foot={`${ui.keyFor('write.send')} ${props.effect}, ${ui.keyFor('write.close')} leaves it${savedText(draft, zone)}`}
      head={[...warningLines(others.words, width - 4), ...props.head]}
      draft={draft}
      name={`${request.kind}-${ticketId}`}
      label={props.label}
      limit={props.limit}
      confirmation={
        isEnd ? {label: 'Type the id to confirm:', placeholder: ticketId, text: typedId} : undefined
      }
      isConfirming={isEnd && props.isConfirming}
      onField={onField}
      send={send}
    />
  );
}

const NOWHERE = {ibx: []};

/** What speaks against it, in its head. */
export function warningLines(words: string | undefined, width: number): readonly Line[] {
  return words === undefined ? [] : wrap(words, width).map((row) => line(span(row, 'warning')));
}
