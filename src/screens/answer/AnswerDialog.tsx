import {LIMITS} from '../../domain/limits.ts';
import type {AnswerFields} from '../../domain/orders/negotiation.ts';
import {ACTION_TEXTS, answererDoubt, unsentAnswerText} from '../../domain/orders/negotiation-text.ts';
import {MOST_TAKE_BACK_MS} from '../../domain/outbox-before.ts';
import {orderNumberOf} from '../../domain/ticket.ts';
import {line, span} from '../../components/lines.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import type {Modal} from '../../state/navigation.ts';
import {ReasonDialog, warningLines} from '../compose/ReasonDialog.tsx';
import type {Guide, Selection, Sized, Writing} from '../ui.ts';
import {AnswerMenu} from './AnswerMenu.tsx';
import {useQuestionLines} from './useQuestionLines.ts';

export type AnswerDialogProps = Omit<Extract<Modal, {readonly kind: 'answer'}>, 'kind'> &
  Sized<Guide & Selection & Writing>;

type Chosen = NonNullable<AnswerDialogProps['chosen']>;

/** An answer to what an order asks: which one is chosen from a menu, then it is sent, with a reason or without. */
export function AnswerDialog({chosen, ...props}: AnswerDialogProps) {
  return chosen === undefined ? <AnswerMenu {...props} /> : <AnswerText {...props} chosen={chosen} />;
}

/** The answer as it will be sent. What ends the order wants its number typed, as cancelling does; Enter never sends. */
function AnswerText(props: AnswerDialogProps & {readonly chosen: Chosen}) {
  const {ui, width, ticketId, chosen, field} = props;
  const {store, settings, owner} = useServices();
  const {stored, outbox} = useTicket(ticketId);
  const {action, referenceId} = chosen;
  const question = stored?.negotiations?.list.find((one) => one.referenceId === referenceId);
  const doubts = [
    question === undefined ? GONE : undefined,
    unsentAnswerText(outbox, referenceId),
    answererDoubt(stored?.ticket ?? {}, store.user(ticketId)),
  ];
  const facts = useQuestionLines(ui, {ticketId, question, width: width - 4});
  const orderId = stored === undefined ? undefined : orderNumberOf(stored.ticket);
  const fields: AnswerFields = {
    orderId: orderId ?? owner(ticketId).number,
    ...{referenceId, action},
    ...(question?.expires === undefined ? {} : {expires: question.expires}),
  };
  const isEnd = action === 'CANCEL';
  const [name, effect] = ACTION_TEXTS[action];
  return (
    <ReasonDialog
      {...props}
      request={{
        kind: 'answer',
        extra: JSON.stringify(fields),
        takeBackMs: Math.min(settings.notes.takeBackMs, MOST_TAKE_BACK_MS),
      }}
      title={`Answer to ${ticketId}`}
      effect="sends the answer"
      head={[
        line(span(`${name}: ${effect}.`, isEnd ? 'warning' : 'strong')),
        ...facts,
        ...doubts.flatMap((words) => warningLines(words, width - 4)),
        line(),
      ]}
      label="Reason (may be left out)"
      limit={LIMITS.answerReason.max}
      isReasonNeeded={false}
      numbers={isEnd ? [orderId] : undefined}
      isConfirming={field === 'id'}
      onField={(isConfirming) =>
        ui.go({
          type: 'modal',
          modal: {kind: 'answer', ticketId, chosen, field: isConfirming ? 'id' : 'reason'},
        })
      }
      doubts={doubts}
    />
  );
}

const GONE = 'This question waits no longer: it was answered, or its time ran out.';
