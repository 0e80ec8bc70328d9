import {line, span, type Line} from '../../components/lines.ts';
import {deadlineOf, type Negotiation} from '../../domain/orders/negotiation.ts';
import {answerByText, negotiationFacts, questionText} from '../../domain/orders/negotiation-text.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {useTick} from '../../hooks/useTick.ts';
import {useValue} from '../../hooks/useValue.ts';
import {wrap} from '../../text/width.ts';
import {allTimes, clockOf} from '../ticket/times.ts';
import type {Guide} from '../ui.ts';

export type QuestionOf = {
  readonly ticketId: string;
  readonly question: Negotiation | undefined;
  readonly width: number;
};

const COUNTED_MS = 10_000;
const NOWHERE = {ibx: []};

/** A question in full, with its times by every clock, how long is left, and what happens then. */
export function useQuestionLines(ui: Guide, {ticketId, question, width}: QuestionOf): readonly Line[] {
  const {clock} = useServices();
  const {stored} = useTicket(ticketId);
  const {time} = useValue(ui.nav);
  useTick(COUNTED_MS);
  if (question === undefined) return [];
  const now = clock.now();
  const times = allTimes(stored?.ticket ?? NOWHERE, time, now);
  const asked = question.message ?? questionText(question);
  const at = deadlineOf([question]);
  const {zone} = clockOf(stored?.ticket ?? NOWHERE, time, now);
  return [
    // The first thing to know: on a low screen nothing else may have room.
    ...(at === undefined ? [] : [line(span(answerByText(at, {zone, now}), at > now ? 'action' : 'danger'))]),
    ...wrap(asked, width).map((row) => line(span(row, 'strong'))),
    ...negotiationFacts(question, times).flatMap((fact) => wrap(fact, width).map((row) => line(row))),
  ];
}
