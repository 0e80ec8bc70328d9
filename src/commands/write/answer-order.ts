import {answerProblems, refuseProblems} from '../../domain/new-ticket/check-request.ts';
import {
  answerFields,
  type AnswerFields,
  type Negotiation,
  type NegotiationAction,
} from '../../domain/orders/negotiation.ts';
import {negotiationJson} from '../../domain/orders/negotiation-as-json.ts';
import {
  ACTION_TEXTS,
  answererDoubt,
  negotiationFacts,
  questionText,
} from '../../domain/orders/negotiation-text.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {orderNumberOf, statusLabel} from '../../domain/ticket.ts';
import {AppError} from '../../errors.ts';
import {present} from '../../domain/present.ts';
import {answerRequestOf} from '../../sync/outbox/outbox-check.ts';
import {formatStamp, parseIso} from '../../text/time/dates.ts';
import {printJson} from '../print-json.ts';
import {isAway} from '../read/read-first.ts';
import {checkCanConfirm, confirmCancel} from './cancel.ts';
import {printPlanned} from './dry-run.ts';
import {queueOnce, sendWrite, type SendOptions} from './send-write.ts';
import {textSource, type TextOptions} from './text-input.ts';
import {
  checkMayWrite,
  readCurrent,
  readOwnText,
  type CurrentTicket,
  type WriteContext,
} from './write-context.ts';
import {reportWrite} from './write-outcome.ts';

export type AnswerOptions = TextOptions &
  SendOptions & {
    readonly approve?: boolean;
    readonly withoutExpedite?: boolean;
    readonly cancelOrder?: boolean;
    /** Which question. */
    readonly reference?: string;
    readonly draft?: boolean;
    /** The id need not be typed. */
    readonly yes?: boolean;
    /** Nothing is sent: what would be is printed. */
    readonly dryRun?: boolean;
    readonly json?: boolean;
  };

/** `casedeck answer ID`: prints what the order asks, or answers it and waits until the service has it. */
export async function runAnswer(
  context: WriteContext,
  id: string,
  dash: string | undefined,
  options: AnswerOptions,
): Promise<number> {
  const {services} = context;
  const {action, reference} = choiceOf(context, id, options);
  if (action !== undefined && options.dryRun !== true) {
    checkMayWrite(services, id, 'The answer');
    if (action === 'CANCEL') checkCanConfirm(context, options.yes);
  }
  const current = await readCurrent(services, id);
  await services.poller.readNegotiations(id).catch((error: unknown) => {
    // What was read before is there; the service decides about the answer.
    if (!isAway(error)) throw error;
  });
  const stored = services.store.ticket(id);
  if (stored === undefined) throw nothingAsked(id);
  if (action === undefined) return printQuestions(context, stored, options);
  const {referenceId, expires} = chosenQuestion(stored, reference);
  const orderId = orderNumberOf(stored.ticket) ?? stored.row.id;
  const fields = {orderId, referenceId, action, ...present({expires})};
  const text = await reasonOf(context, stored.row.id, dash, options);
  const answer = {fields, text, stored, current};
  return options.dryRun === true
    ? await printAnswer(context, answer, options)
    : await sendAnswer(context, answer, options);
}

type Answer = {
  readonly fields: AnswerFields;
  readonly text: string;
  readonly stored: StoredTicket;
  readonly current: CurrentTicket;
};

function requestOf({fields, text, stored}: Answer) {
  return {kind: 'answer', ticketId: stored.row.id, text, extra: JSON.stringify(fields)} as const;
}

async function printAnswer(
  {services, io}: WriteContext,
  answer: Answer,
  {json}: AnswerOptions,
): Promise<number> {
  const {orderId: ticketId} = answer.fields;
  const body = answerRequestOf(requestOf(answer));
  const request = {operation: 'answerNegotiation', ticketId, schema: 'NegotiationAnswer', body} as const;
  return await printPlanned(services, io, {request, json});
}

async function sendAnswer(context: WriteContext, answer: Answer, options: AnswerOptions): Promise<number> {
  const {services, io} = context;
  const {stored, current} = answer;
  const {action} = answer.fields;
  const ticketId = stored.row.id;
  const request = requestOf(answer);
  const doubt = answererDoubt(stored.ticket, services.store.user(ticketId));
  if (doubt !== undefined) io.note(`casedeck: ${doubt} It is sent all the same, and the service decides.\n`);
  const item = await queueOnce(context, request, options, async () => {
    refuseProblems(answerProblems(answerRequestOf(request)), 'The answer');
    if (action === 'CANCEL' && options.yes !== true) await confirmCancel(context, ticketId, current);
  });
  const send = async () =>
    reportWrite(context, await sendWrite(context, item, options), options, (id) => {
      const status = services.store.row(id)?.status;
      const now = status === undefined ? '' : ` Its status is ${statusLabel(status)}.`;
      return `${id} is answered: ${ACTION_TEXTS[action][0]}.${now}`;
    });
  return await context.finishing(send());
}

type Choice = {readonly action: NegotiationAction | undefined; readonly reference: string | undefined};

/** Which answer, and to which question: as it was given, else as the draft has it where that is to be sent. */
function choiceOf({services}: WriteContext, id: string, options: AnswerOptions): Choice {
  const {reference, draft} = options;
  const given = actionOf(options);
  const kept = draft === true ? answerFields(services.store.draft(id, 'answer')?.fields ?? {}) : undefined;
  if (draft === true && given === undefined && kept === undefined)
    throw new AppError('usage', `No draft says which answer ${id} is to get.`, {
      hint: 'Give --approve, --without-expedite or --cancel-order.',
    });
  return {action: given ?? kept?.action, reference: reference ?? kept?.referenceId};
}

function actionOf({approve, withoutExpedite, cancelOrder}: AnswerOptions): NegotiationAction | undefined {
  const given: readonly NegotiationAction[] = [
    ...(approve === true ? (['APPROVE'] as const) : []),
    ...(withoutExpedite === true ? (['APPROVE_NON_EXPEDITE'] as const) : []),
    ...(cancelOrder === true ? (['CANCEL'] as const) : []),
  ];
  if (given.length > 1)
    throw new AppError('usage', 'These are two answers.', {
      hint: 'Give one of --approve, --without-expedite and --cancel-order.',
    });
  return given[0];
}

/** A reason is no must: without one nothing is asked for. */
async function reasonOf(
  context: WriteContext,
  ticketId: string,
  dash: string | undefined,
  options: AnswerOptions,
): Promise<string> {
  const {message, file, draft} = options;
  if (draft !== true && message === undefined && file === undefined && dash === undefined) return '';
  const source = draft === true ? 'draft' : textSource(options, dash, context.io);
  return (await readOwnText(context, {kind: 'answer', ticketId}, source)).trim();
}

type Answerable = Negotiation & {readonly referenceId: string};

function chosenQuestion({row, negotiations}: StoredTicket, reference: string | undefined): Answerable {
  const all = (negotiations?.list ?? []).filter((one): one is Answerable => one.referenceId !== undefined);
  const found = reference === undefined ? all : all.filter(({referenceId}) => referenceId === reference);
  const [first] = found;
  if (first === undefined) throw nothingAsked(row.id, reference);
  if (found.length === 1) return first;
  const numbers = found.map(({referenceId}) => referenceId).join(', ');
  throw new AppError('usage', `${row.id} asks several things: ${numbers}.`, {
    hint: 'Give --reference with one of these numbers.',
  });
}

function nothingAsked(id: string, reference?: string): AppError {
  const what =
    reference === undefined ? 'asks nothing that is answered so' : `asks nothing under ${reference}`;
  return new AppError('conflict', `${id} ${what}; it was answered, or its time ran out.`, {
    hint: `Nothing was sent. A note may be the way: casedeck note ${id} --reply -m "..."`,
  });
}

/** What is asked, until when, and what happens then. */
function printQuestions({services, io}: WriteContext, stored: StoredTicket, {json}: AnswerOptions): number {
  const list = stored.negotiations?.list ?? [];
  const {row} = stored;
  if (json === true) {
    printJson(io, {ticket: row.id, negotiations: list.map(negotiationJson)});
    return 0;
  }
  if (list.length === 0) throw nothingAsked(row.id);
  const stamp = (iso: string) => [formatStamp(parseIso(iso) ?? 0, 'local')];
  for (const one of list) {
    const facts = negotiationFacts(one, stamp, services.clock.now());
    const head = [one.referenceId, one.message ?? questionText(one)].filter((part) => part !== undefined);
    io.out(`${head.join('  ')}\n${facts.map((fact) => `  ${fact}\n`).join('')}`);
  }
  return 0;
}
