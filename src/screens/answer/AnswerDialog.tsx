import {LIMITS} from '../../domain/limits.ts';
import {ACTION_TEXTS, answererDoubt} from '../../domain/orders/negotiation-text.ts';
import {line, span, type Line} from '../../components/lines.ts';
import {useDraft} from '../../hooks/useDraft.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {Modal} from '../../state/navigation.ts';
import {wrap} from '../../text/width.ts';
import {aloneText} from '../compose/alone-text.ts';
import {savedText} from '../compose/draft-text.ts';
import {TextDialog, textRows} from '../compose/TextDialog.tsx';
import {clockOf} from '../ticket/times.ts';
import type {Ui} from '../ui.ts';
import {AnswerMenu} from './AnswerMenu.tsx';
import {useSendAnswer} from './useSendAnswer.ts';
import {useQuestionLines} from './useQuestionLines.ts';

export type AnswerDialogProps = Omit<Extract<Modal, {readonly kind: 'answer'}>, 'kind'> & {
  readonly ui: Ui;
  readonly width: number;
  readonly height: number;
};

type Chosen = NonNullable<AnswerDialogProps['chosen']>;

/** An answer to what an order asks: which one is chosen from a menu, then it is sent, with a reason or without. */
export function AnswerDialog({chosen, ...props}: AnswerDialogProps) {
  return chosen === undefined ? <AnswerMenu {...props} /> : <AnswerText {...props} chosen={chosen} />;
}

/** The answer as it will be sent. What ends the order wants its number typed, as cancelling does; Enter never sends. */
function AnswerText({
  ui,
  width,
  height,
  ticketId,
  chosen,
  field,
}: AnswerDialogProps & {readonly chosen: Chosen}) {
  const {store} = useServices();
  const {stored} = useTicket(ticketId);
  const draft = useDraft(ticketId, 'answer');
  const {zone} = clockOf(stored?.ticket ?? NOWHERE, useValue(ui.nav).time, draft.savedAt.get() ?? 0);
  const question = stored?.negotiations?.list.find(({referenceId}) => referenceId === chosen.referenceId);
  const doubt = answererDoubt(stored?.ticket ?? {}, store.user(ticketId));
  const against = [question === undefined ? GONE : undefined, doubt].filter((part) => part !== undefined);
  const facts = useQuestionLines(ui, {ticketId, question, width: width - 4});
  const goTo = (next: 'reason' | 'id') =>
    ui.go({type: 'modal', modal: {kind: 'answer', ticketId, chosen, field: next}});
  const {typedId, send} = useSendAnswer(ui, {stored, ticketId, chosen, question, draft, against, goTo});
  const isEnd = chosen.action === 'CANCEL';
  const [name, effect] = ACTION_TEXTS[chosen.action];
  const head: readonly Line[] = [
    line(span(`${name}: ${effect}.`, isEnd ? 'warning' : 'strong')),
    ...facts,
    ...against.flatMap((words) => wrap(words, width - 4).map((row) => line(span(row, 'warning')))),
    line(),
  ];
  const room = Math.max(1, textRows(height, [], isEnd) - 1);
  return (
    <TextDialog
      ui={ui}
      width={width}
      height={height}
      title={`Answer to ${ticketId}${aloneText(ui)}`}
      foot={`${ui.keyFor('write.send')} sends the answer, ${ui.keyFor('write.close')} leaves it${savedText(draft, zone)}`}
      head={head.slice(0, room)}
      draft={draft}
      name={`answer-${ticketId}`}
      label="Reason (may be left out)"
      limit={LIMITS.answerReason.max}
      confirmation={
        isEnd ? {label: 'Type the id to confirm:', placeholder: ticketId, text: typedId} : undefined
      }
      isConfirming={isEnd && field === 'id'}
      onField={(isConfirming) => goTo(isConfirming ? 'id' : 'reason')}
      send={send}
    />
  );
}

const NOWHERE = {ibx: []};
const GONE = 'This question waits no longer: it was answered, or its time ran out.';
